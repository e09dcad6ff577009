/** The product’s web as `npm start` runs it, as a process that can be killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startPart, type PartOptions, type PartProcess } from './part-process.js';
import type { Product } from './product.js';

export type WebPlace = { port: number; secret: string; mailStore: string };

/** Starts `embedded/web.ts` on the product’s database and engine; the engine’s queue must be the usual one. `kill` is kill -9. */
export function startWebProcess(product: Product, place: WebPlace, node: PartOptions['node'] = []): PartProcess {
  const url = `http://127.0.0.1:${place.port}`;
  const environment = {
    DATABASE_URL: product.databaseUrl,
    TEMPORAL_ADDRESS: product.address,
    PORT: String(place.port),
    BASE_URL: `http://localhost:${place.port}`,
    MAIL_STORE: place.mailStore,
    PROSJEKTSKJONN_EMBEDDED: '1',
    OIDC_ISSUER: 'http://127.0.0.1:9/nobody-logs-in-here',
    OIDC_CLIENT_ID: 'test',
    OIDC_PRIVATE_KEY_FILE: 'no-such-key',
    SESSION_SECRET: place.secret,
    PID_KEY: 'a key of the tests, long enough to be one',
    LOG_LEVEL: 'error',
  };
  const part: PartProcess = startPart({ script: 'embedded/web.ts', environment, node, serves });
  return part;

  async function serves(): Promise<void> {
    for (;;) {
      const up = await fetch(`${url}/health`).then(({ ok }) => ok, () => false); // prettier-ignore
      if (up) return;
      if (part.child.exitCode !== null || part.child.signalCode !== null) throw new Error('the web ended');
      await sleep(50);
    }
  }
}
