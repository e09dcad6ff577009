/** The web as `npm start` runs it: the same, with the demo parts handed in. */
import path from 'node:path';
import { readWebConfig } from '../web/config.js';
import { startWeb } from '../web/server.js';
import { fileMailStore } from './mail/store.js';
import { createTimeMachine } from './time-machine/index.js';

await startWeb(readWebConfig(process.env), ({ pool, engine }) => ({
  inbox: fileMailStore(process.env['MAIL_STORE'] ?? path.resolve('.data/mail')),
  timeMachine: createTimeMachine({ pool, engine }),
}));
