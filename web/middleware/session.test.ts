/** Sessions that have run out are cleared while the web runs, and nobody asks a database that is closed. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { aPerson } from '../../testing/builders.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import { keepCleared } from './session.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages: [] });
}, 60_000);
afterAll(() => web.close());

async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await true_()) return;
    await sleep(10);
  }
  throw new Error('never');
}

test('what has run out goes, what is in use stays', async () => {
  const { pool, log } = web.services;
  const me = await aPerson(web.prisma);
  await web.as(me);
  const old = randomUUID();
  await pool.query(`insert into session (sid, sess, expire) values ($1, '{}', now() - interval '1 minute')`, [old]);
  const stop = keepCleared(pool, log, 10);
  const there = async (where: string, value: string) =>
    ((await pool.query(`select 1 from session where ${where} = $1`, [value])).rowCount ?? 0) > 0;
  await until(async () => !(await there('sid', old)));
  await stop();
  expect(await there(`sess->'login'->>'personId'`, me)).toBe(true);
});

test('stopped, it waits for what is under way and asks nothing more', async () => {
  let asked = 0;
  let answer: () => void = () => undefined;
  const query = () => {
    asked++;
    return new Promise<void>((resolve) => (answer = resolve));
  };
  const stop = keepCleared({ query } as unknown as pg.Pool, web.services.log, 5);
  await until(() => asked > 0);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  const before = asked;
  await sleep(30);
  expect([stopped, asked]).toEqual([false, before]);
  answer();
  await stopping;
  expect(stopped).toBe(true);
});

test('a database that does not answer is told of, and asked again', async () => {
  let asked = 0;
  const told: unknown[] = [];
  const log = { warn: (fields: unknown) => told.push(fields) } as unknown as typeof web.services.log;
  const query = () => {
    asked++;
    return Promise.reject(new Error('away'));
  };
  const stop = keepCleared({ query } as unknown as pg.Pool, log, 5);
  await until(() => asked > 1);
  await stop();
  expect(told.length).toBe(asked);
});
