import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '../embedded/ports.js';
import { makeTurnable } from '../embedded/time-machine/clock.js';
import { connectDatabase } from '../prisma/connect.js';
import { testDatabase, type TestDatabase } from '../testing/postgres.js';
import { testConfig } from '../testing/web.js';
import { startWeb } from './server.js';
import type { DemoParts } from './services.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
}, 60_000);
afterEach(() => database.close());

const configured = async () => testConfig({ DATABASE_URL: database.url, PORT: await freePort(), LOG_LEVEL: 'fatal' });
const turnable = async () => {
  const { pool, close } = connectDatabase(database.url, 1);
  await makeTurnable(pool);
  await close();
};

test('serves on its own address only, says when its port is taken, and stops', async () => {
  const config = await configured();
  const web = await startWeb(config);
  expect(web.url).toBe(`http://127.0.0.1:${config.PORT}`);
  expect(await (await fetch(`${web.url}/health`)).json()).toEqual({ database: true });
  await expect(startWeb(config)).rejects.toThrow('EADDRINUSE');
  await web.close();
  await expect(fetch(`${web.url}/health`)).rejects.toThrow();
});

test('a database whose clock can be turned is not served from, except by the demo', async () => {
  await turnable();
  await expect(startWeb(await configured())).rejects.toThrow('clock_offset');
  const demo = { timeMachine: { state: () => ({ kind: 'still' }) } } as unknown as DemoParts;
  const web = await startWeb(await configured(), () => demo);
  expect((await fetch(`${web.url}/health`)).status).toBe(200);
  await web.close();
});
