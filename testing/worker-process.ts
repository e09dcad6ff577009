/** The product’s own worker as a process that can be killed. */
import { ensureBundle } from '../worker/bundle.js';
import { startPart, type PartOptions, type PartProcess } from './part-process.js';
import type { Product } from './product.js';

export type WorkerProcess = PartProcess;

/** Starts `worker/main.ts` on the product’s database and engine. `kill` is kill -9. */
export async function startWorkerProcess(
  product: Product,
  smtpUrl: string,
  node: PartOptions['node'] = [],
): Promise<WorkerProcess> {
  const environment = {
    DATABASE_URL: product.databaseUrl,
    TEMPORAL_ADDRESS: product.address,
    TEMPORAL_TASK_QUEUE: product.taskQueue,
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Prosjektskjønn <ikke-svar@prosjektskjonn.example>',
    BASE_URL: 'http://localhost:3000',
    WORKFLOW_BUNDLE: await ensureBundle(),
    DELIVER_EVERY: '50',
    PROSJEKTSKJONN_EMBEDDED: '1',
  };
  return startPart({ script: 'worker/main.ts', environment, node });
}
