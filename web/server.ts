/** Wires the services, listens, and lets requests finish when it is told to stop. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createDeliver } from '../delivery/deliver.js';
import { connectEngine, type Engine } from '../delivery/engine.js';
import { engineSettings } from '../delivery/environment.js';
import { connectDatabase } from '../prisma/connect.js';
import { clamd } from '../scanning/clamd.js';
import { createApp } from './app.js';
import type { WebConfig } from './config.js';
import { createRoom, receivedAtOnce } from './files/room.js';
import { allPages } from './pages.js';
import { createLimits } from './middleware/limits.js';
import { keepCleared } from './middleware/session.js';
import type { DemoParts, Services } from './services.js';

export type RunningWeb = { url: string; services: Services; close(): Promise<void> };

/** Requests under way have this long before their connections are cut. */
const DRAIN_MS = 10_000;

/** Starts the web; it ends in order at SIGTERM or SIGINT. Without demo parts it refuses a database whose clock can be turned. */
export async function startWeb(
  config: WebConfig,
  demo?: (parts: Pick<Services, 'pool' | 'prisma'> & { engine: Engine }) => DemoParts,
): Promise<RunningWeb> {
  const log = pino({ level: config.LOG_LEVEL });
  const database = connectDatabase(config.DATABASE_URL);
  const { prisma, pool } = database;
  if (!demo && (await clockCanBeTurned(database.pool))) {
    await database.close();
    throw new Error(
      'The table clock_offset exists: this is a database of the embedded product, not one to serve from.',
    );
  }
  const engine = connectEngine(engineSettings(config));
  const deliver = createDeliver({ prisma, engine, baseUrl: config.BASE_URL });
  const limits = createLimits(pool);
  // Who uploads waits for it; what it does not answer in time is asked again by the worker.
  const scan = config.CLAMD_ADDRESS ? clamd(config.CLAMD_ADDRESS, { timeoutMs: 15_000 }) : null;
  const services: Services = {
    prisma,
    pool,
    deliver,
    config,
    limits,
    scan,
    room: createRoom(receivedAtOnce),
    log,
    demo: demo?.({ pool, prisma, engine }),
  };
  const server = await listen(createApp(services, { pages: allPages }), config);
  const stopClearing = keepCleared(pool, log);
  const { port } = server.address() as AddressInfo;
  const web: RunningWeb = {
    url: `http://${config.HOST}:${port}`,
    services,
    async close() {
      await drain(server);
      await stopClearing();
      await engine.close();
      await database.close();
    },
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void web.close().then(() => process.exit(0)));
  return web;
}

const clockCanBeTurned = async (pool: Services['pool']): Promise<boolean> => {
  const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('clock_offset') is not null as there`);
  return rows[0]!.there;
};

/** Express hands a failure to listen to the callback. */
const listen = (app: ReturnType<typeof createApp>, { PORT, HOST }: WebConfig): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = app.listen(PORT, HOST, (error?: Error) => (error ? reject(error) : resolve(server)));
  });

async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
