/**
 * The product without its web, for tests of processes: a database of its own, a real engine, a worker in this process, and a clock that
 * can be turned. E-mails go to the given mailer, or into memory.
 */
import { randomUUID } from 'node:crypto';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { ActivityDeps } from '../activities/index.js';
import { connectEngine, type Engine } from '../delivery/engine.js';
import { createDeliver } from '../delivery/deliver.js';
import { makeTurnable, shownTime } from '../embedded/time-machine/clock.js';
import { jump } from '../embedded/time-machine/jump.js';
import { connectDatabase, type Database } from '../prisma/connect.js';
import { send, type CommandForm, type Sent } from '../web/commands.js';
import { ensureBundle } from '../worker/bundle.js';
import { runWorker, type Running } from '../worker/run.js';
import { testDatabase } from './postgres.js';
import { testTemporal } from './temporal.js';

export type Product = {
  database: Database;
  databaseUrl: string;
  engine: Engine;
  /** Of the engine, for a worker of another kind or in another process. */
  address: string;
  taskQueue: string;
  /** Keys of the e-mails that went out, in order. */
  sent: string[];
  send(form: Omit<CommandForm, 'token'> & { token?: string }): Promise<Sent>;
  now(): Promise<number>;
  turnTo(instant: number, lanes?: number, patienceMs?: number): Promise<void>;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  close(): Promise<void>;
};

let installed = false;
function quiet(): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
}

export type ProductOptions = {
  /** An engine of the test’s own, which it may stop. */
  temporal?: { address: string };
  /** On an engine of its own the product’s usual queue will do; a web process knows no other. */
  taskQueue?: string;
  worker?: boolean;
  mailer?: ActivityDeps['mailer'];
  letters?: ActivityDeps['letters'];
  messageIdOf?: ActivityDeps['messageIdOf'];
  baseUrl?: string;
};

const noLetters: ActivityDeps['letters'] = {
  render: () => Promise.resolve({ archive: Buffer.from('archive'), reader: Buffer.from('reader') }),
};

/** Starts one; about 2 s when bundle, engine and template database are there. */
export async function testProduct(options: ProductOptions = {}): Promise<Product> {
  quiet();
  const baseUrl = options.baseUrl ?? 'http://localhost:3000';
  const [{ url, close: dropDatabase }, temporal, bundle] = await Promise.all([
    testDatabase(),
    options.temporal ? { address: options.temporal.address, close: () => Promise.resolve() } : testTemporal(),
    ensureBundle(),
  ]);
  const database = connectDatabase(url);
  await makeTurnable(database.pool);
  // A queue of its own: products of several test files share one engine.
  const settings = {
    address: temporal.address,
    namespace: 'default',
    taskQueue: options.taskQueue ?? `test-${randomUUID()}`,
  };
  const engine = connectEngine(settings);
  const { prisma } = database;
  await prisma.$queryRaw`select 1`; // Prisma loads its compiler at the first query; Jest allows that only inside a test or hook
  const sent: string[] = [];
  const mailer = options.mailer ?? {
    send: (message: { messageId: string }) => {
      sent.push(message.messageId);
      return Promise.resolve('sent' as const);
    },
  };
  const activities = {
    prisma,
    mailer,
    messageIdOf: options.messageIdOf ?? ((key: string) => key),
    letters: options.letters ?? noLetters,
    settings: { baseUrl },
  };
  const deliver = createDeliver({ prisma, engine, baseUrl });
  let worker: Running | undefined;

  const product: Product = {
    database,
    databaseUrl: url,
    engine,
    address: temporal.address,
    taskQueue: settings.taskQueue,
    sent,
    send: (form) => send({ prisma, deliver }, { token: randomUUID(), ...form }),
    now: () => shownTime(database.pool),
    turnTo: (target, lanes = 4, patienceMs = 30_000) =>
      jump({ pool: database.pool, engine, target, lanes, patienceMs }),
    async startWorker() {
      worker ??= await runWorker({ engine: settings, bundle, activities, deliverEvery: 50 });
    },
    async stopWorker() {
      await worker?.stop();
      worker = undefined;
    },
    async close() {
      await product.stopWorker();
      await engine.close();
      await temporal.close();
      await database.close();
      await dropDatabase();
    },
  };
  if (options.worker !== false) await product.startWorker();
  return product;
}
