/** Builds a database from the migrations and compares it, and them, with schema.prisma. Needs TEST_POSTGRES_URL. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { deploy, findDrift } from './migrate.js';

const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
const admin = new pg.Client(url.href);
await admin.connect();
const database = `check_migrations_${randomUUID().replaceAll('-', '')}`;
await admin.query(`CREATE DATABASE ${database}`);
try {
  url.pathname = `/${database}`;
  const applied = await deploy(url.href);
  const drift = await findDrift(url.href);
  for (const message of drift) console.error(message);
  console.log(`${applied.length} migrations, ${drift.length} differences`);
  process.exitCode = drift.length === 0 ? 0 : 1;
} finally {
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
}
