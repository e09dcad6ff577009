/** The worker process: connects, loads the prebuilt bundle, runs the deliverer, drains on SIGTERM. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { createLetterRenderer } from '../activities/letters/renderer.js';
import { createMailer, messageIdOf } from '../activities/mail/sender.js';
import { engineSettings } from '../delivery/environment.js';
import { connectDatabase } from '../prisma/connect.js';
import { clamd } from '../scanning/clamd.js';
import { ensureBundle } from './bundle.js';
import { readWorkerConfig } from './config.js';
import { runWorker, type Running } from './run.js';

const config = readWorkerConfig(process.env);
Runtime.install({
  logger: new DefaultLogger('WARN'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
const database = connectDatabase(config.DATABASE_URL);
const mailer = createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM });
const letters = createLetterRenderer();
const bundle = config.WORKFLOW_BUNDLE ?? (await ensureBundle());
const scan = config.CLAMD_ADDRESS ? clamd(config.CLAMD_ADDRESS) : null;
const engine = { ...engineSettings(config), taskQueue: config.TEMPORAL_TASK_QUEUE };

const state: { running?: Running } = {};
let stopped = false;
const stop = () => {
  stopped = true;
  void state.running?.stop();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

/** The engine may come later than we do. */
async function start(): Promise<Running> {
  for (;;) {
    try {
      const activities = {
        prisma: database.prisma,
        mailer,
        messageIdOf,
        letters,
        settings: { baseUrl: config.BASE_URL },
      };
      return await runWorker({ engine, bundle, activities, deliverEvery: config.DELIVER_EVERY, scan });
    } catch (error) {
      if (stopped) throw error;
      console.error(
        `The engine at ${config.TEMPORAL_ADDRESS} does not answer yet: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      await sleep(1000);
    }
  }
}

state.running = await start();
const health = config.WORKER_HEALTH_PORT
  ? createServer((_request, response) => response.end('ok')).listen(config.WORKER_HEALTH_PORT, '127.0.0.1')
  : undefined;
console.log('The worker is ready');
await state.running.finished;
health?.close();
mailer.close();
await database.close();
process.exit(0);
