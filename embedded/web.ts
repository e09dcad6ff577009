/** The web as `npm start` runs it: the same, with the demo parts handed in. */
import path from 'node:path';
import { connectEngine } from '../delivery/engine.js';
import { connectDatabase } from '../prisma/connect.js';
import { readWebConfig } from '../web/config.js';
import { startWeb } from '../web/server.js';
import { fileMailStore } from './mail/store.js';
import { createTimeMachine } from './time-machine/index.js';

const config = readWebConfig(process.env);
const { pool } = connectDatabase(config.DATABASE_URL, 4);
const engine = connectEngine({ address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE });
await startWeb(config, {
  inbox: fileMailStore(process.env['MAIL_STORE'] ?? path.resolve('.data/mail')),
  timeMachine: createTimeMachine({ pool, engine }),
});
