import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

export type Database = { pool: pg.Pool; prisma: PrismaClient; close(): Promise<void> };

/** One pool in UTC (the adapter reads timestamptz as if the session were in UTC) and the client on it. */
export function connectDatabase(url: string, max = 20): Database {
  const pool = new pg.Pool({ connectionString: url, options: '-c TimeZone=UTC', max });
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
