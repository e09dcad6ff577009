import { jest } from '@jest/globals';
import pg from 'pg';
import { aPerson } from '../testing/builders.js';
import { testDatabase } from '../testing/postgres.js';
import { connectDatabase, type Database } from './connect.js';
import { seedReference } from './seed/reference/write.js';

jest.setTimeout(60_000);
let database: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const { url, close } = await testDatabase();
  database = connectDatabase(url);
  drop = close;
  await database.prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
});
afterAll(async () => {
  await database.close();
  await drop();
});

/** Was the connection free when each query was given to it? */
async function freeAt(work: () => Promise<unknown>): Promise<boolean[]> {
  const free: boolean[] = [];
  const { query } = pg.Client.prototype;
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client & { readyForQuery: boolean | null },
    ...asked: unknown[]
  ) {
    free.push(this.readyForQuery === true);
    return (query as (...asked: unknown[]) => never).apply(this, asked);
  });
  await work();
  spy.mockRestore();
  return free;
}

test('a transaction asks its connection one thing at a time, also for several relations of a record', async () => {
  const { prisma } = database;
  const id = await aPerson(prisma, [{ role: 'applicant', at: '1804' }]);
  const include = { roles: true, accessRequests: true, messages: true, savedViews: true };
  const free = await freeAt(() =>
    prisma.$transaction(async (tx) => {
      await tx.person.findUniqueOrThrow({ where: { id }, include });
      await Promise.all([tx.person.count(), tx.roleGrant.count(), tx.message.count()]);
    }),
  );
  expect(free.length).toBeGreaterThan(8);
  expect(free).not.toContain(false);
});

test('what fails on a connection does not stop what was asked after it', async () => {
  const client = await database.pool.connect();
  const [wrong, right] = await Promise.allSettled([client.query('select 1/0'), client.query('select 2 as n')]);
  client.release();
  expect(wrong.status).toBe('rejected');
  expect(right).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 2 }] } });
});
