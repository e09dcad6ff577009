/** The product’s web on the bench’s own server, read by its people over one kept connection. */
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp } from '../../web/app.js';
import { openPage, userPage, view, type Page } from '../../web/page.js';
import { allPages } from '../../web/pages.js';
import type { Product } from '../../testing/product.js';
import type { Scene } from '../../testing/scene.js';
import { logIn, neverDelivers, testConfig, testLimits } from '../../testing/web.js';
import { createRoom, receivedAtOnce } from '../../web/files/room.js';
import { createLimits } from '../../web/middleware/limits.js';

const empty = () => Promise.resolve(view('../bench/pages/empty', 'Tom side', {}));
const emptyPages: Page[] = [
  openPage({ path: '/tom', access: { public: true }, get: empty }),
  userPage({ path: '/tom/innlogget', access: { loggedIn: true }, get: empty }),
];

export type Who = 'anonymous' | 'applicant' | 'officer' | 'approver';
export type Site = { read(path: string, who: Who): Promise<void>; close(): Promise<void> };

/** All pages of the product, an empty one, and these. */
export async function serve(product: Product, scene: Scene, more: readonly Page[] = []): Promise<Site> {
  const { prisma, pool } = product.database;
  const config = testConfig({ DATABASE_URL: product.databaseUrl });
  const limits = createLimits(pool, testLimits());
  const services = {
    prisma,
    pool,
    deliver: neverDelivers,
    config,
    limits,
    scan: null,
    room: createRoom(receivedAtOnce),
    log: pino({ level: 'error' }),
  };
  const app = createApp(services, { pages: [...allPages, ...emptyPages, ...more] });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const secret = config.SESSION_SECRET;
  const cookies = new Map<Who, string>();
  for (const who of ['applicant', 'officer', 'approver'] as const)
    cookies.set(who, await logIn({ pool, secret }, { who: scene[who] }));
  return {
    read: (path, who) =>
      new Promise((resolve, reject) => {
        const cookie = cookies.get(who);
        get({ port, path, agent, headers: cookie ? { cookie } : {} }, (answer) => {
          answer.resume().once('end', () => {
            if (answer.statusCode === 200) resolve();
            else reject(new Error(`${path} answered ${answer.statusCode}`));
          });
        }).once('error', reject);
      }),
    async close() {
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
