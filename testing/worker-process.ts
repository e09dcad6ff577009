/** The product’s own worker as a process that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ensureBundle } from '../worker/bundle.js';
import type { Product } from './product.js';

export type WorkerProcess = { kill(): Promise<void>; ready: Promise<void> };

/** Starts `worker/main.ts` on the product’s database and engine. `kill` is kill -9. */
export async function startWorkerProcess(product: Product, smtpUrl: string): Promise<WorkerProcess> {
  const environment = {
    DATABASE_URL: product.databaseUrl,
    TEMPORAL_ADDRESS: product.address,
    TEMPORAL_TASK_QUEUE: product.taskQueue,
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Prosjektskjønn <ikke-svar@prosjektskjonn.example>',
    BASE_URL: 'http://localhost:3000',
    WORKFLOW_BUNDLE: await ensureBundle(),
    DELIVER_EVERY: '50',
  };
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => text.includes('ready') && resolve());
    child.on('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  ready.catch(() => undefined);
  return {
    ready,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
