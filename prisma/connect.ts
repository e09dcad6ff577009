import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

export type Database = { pool: pg.Pool; prisma: PrismaClient; close(): Promise<void> };

type Query = (...asked: unknown[]) => unknown;

/**
 * One query at a time on a connection, the next when the one before is done. Prisma asks for all relations of a record at once, also inside
 * a transaction, which has one connection (prisma/orm#29979); `pg` deprecates its own queue, and pg 9 has none.
 */
class OneAtATime extends pg.Client {
  #last: Promise<unknown> = Promise.resolve();

  override query = ((...asked: unknown[]): unknown => {
    const ask = () => (super.query as Query)(...asked);
    // With a callback it is the pool’s own, of a connection that is lent for it alone.
    if (typeof asked.at(-1) === 'function') return ask();
    const answer = this.#last.then(ask);
    this.#last = answer.catch(() => undefined);
    return answer;
  }) as pg.Client['query'];
}

/** One pool in UTC (the adapter reads timestamptz as if the session were in UTC) and the client on it. */
export function connectDatabase(url: string, max = 20): Database {
  const pool = new pg.Pool({ connectionString: url, options: '-c TimeZone=UTC', max, Client: OneAtATime });
  pool.on('error', () => undefined); // an idle connection that breaks is replaced at the next query
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
