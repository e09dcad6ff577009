import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { appUrl, grantToApp } from '../embedded/app-role.js';
import { freePort } from '../embedded/ports.js';
import { startPostgres } from '../embedded/postgres.js';
import { deploy } from '../scripts/deploy.js';
import { migrationFiles, projectRoot } from '../scripts/migration-files.js';

export type TestDatabase = {
  /** As the owner of everything in it. */
  url: string;
  /** As web and worker see it: the role that owns nothing. */
  appUrl: string;
  close: () => Promise<void>;
};

/**
 * A database of one test's own, with every migration applied. It lies on the server of TEST_POSTGRES_URL (superuser),
 * else on one started for this call. `close` drops it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  try {
    const template = await ensureTemplate(server.url);
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await query(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    const url = withDatabase(server.url, name);
    return {
      url,
      appUrl: appUrl(url),
      close: async () => {
        await query(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** A Postgres without durability in a folder of its own, gone after `close`. The test command starts one for all tests. */
export async function startTestPostgres(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-postgres-'));
  const server = await startPostgres({ dir: path.join(folder, 'data'), port: await freePort(), durable: false });
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function testServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const url = process.env['TEST_POSTGRES_URL'];
  return url ? { url, close: () => Promise.resolve() } : startTestPostgres();
}

/** Migrates once per server and set of migrations; the other callers wait, then copy. */
async function ensureTemplate(serverUrl: string): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(migrationFiles(projectRoot)))
    .digest('hex')
    .slice(0, 16);
  const name = `template_${hash}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext($1))`, [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return name;

    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    const url = withDatabase(serverUrl, unfinished);
    await deploy(url);
    await grantToApp(url);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
