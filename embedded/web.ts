/** The web as `npm start` runs it: the same, with the demo parts handed in. */
import path from 'node:path';
import { readWebConfig } from '../web/config.js';
import { startWeb } from '../web/server.js';
import { fileMailStore } from './mail/store.js';
import { createTimeMachine } from './time-machine/index.js';
import { createTour } from './tour.js';

const config = readWebConfig(process.env);
const mail = process.env['MAIL_STORE'] ?? path.resolve('.data/mail');
await startWeb(config, ({ pool, prisma, engine }) => ({
  inbox: fileMailStore(mail),
  timeMachine: createTimeMachine({ pool, engine }),
  tour: createTour({ prisma, pidKey: config.PID_KEY, readFile: path.join(mail, '..', 'tour-read') }),
}));
