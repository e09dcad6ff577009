import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { appUrl, grantToApp } from './app-role.js';
import { freePort } from './ports.js';
import { type Postgres, startPostgres } from './postgres.js';
import { isAlive, untilGone } from './processes.js';

jest.setTimeout(60_000);

/** A folder that nobody else may enter, with a space and letters beyond ASCII. */
let folder: string;
let dir: string;
let running: Postgres | undefined;

// One data folder for all: making it is what takes time.
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'data æøå '));
  chmodSync(folder, 0o700);
  dir = path.join(folder, 'post gres');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = async () => (running = await startPostgres({ dir, port: await freePort(), durable: false }));

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = () => Number.parseInt(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8'), 10);

test('it starts in a folder that only its owner may enter, in UTC, and knows the Norwegian alphabet', async () => {
  const { url } = await start();

  expect(
    await query(url, `SELECT current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding`),
  ).toEqual([{ zone: 'UTC', encoding: 'UTF8' }]);
  const sorted = await query<{ name: string }>(
    url,
    `SELECT name FROM unnest(ARRAY['Ål', 'Østfold', 'Ærlig', 'Zoo']) name ORDER BY name COLLATE "nb-NO-x-icu"`,
  );
  expect(sorted.map(({ name }) => name)).toEqual(['Zoo', 'Ærlig', 'Østfold', 'Ål']);
});

test('the data folder and the password are closed to others', async () => {
  await start();
  expect(statSync(dir).mode & 0o077).toBe(0);
  expect(statSync(`${dir}.password`).mode & 0o077).toBe(0);
});

test('a second start finds the data of the first, and no other password works', async () => {
  await query((await start()).url, 'CREATE TABLE grants AS SELECT 700000 AS amount');
  await running?.stop();
  const { url } = await start();

  expect(await query(url, 'SELECT amount FROM grants')).toEqual([{ amount: 700_000 }]);
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('kill -9 of who started it takes it down; the next start works on the same data', async () => {
  const script = `
    import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.ts'))};
    await startPostgres({ dir: ${JSON.stringify(dir)}, port: ${String(await freePort())} });
    console.log('up');`;
  writeFileSync(path.join(folder, 'starter.mts'), script);
  const starter = spawn(process.execPath, ['--import', 'tsx', path.join(folder, 'starter.mts')], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  const pid = serverPid();
  starter.kill('SIGKILL');

  expect(await untilGone(pid, 10_000)).toBe(true);
  expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that was left on the folder is stopped, and its data are taken over', async () => {
  const { url, process: left } = await start();
  await query(url, 'CREATE TABLE kept AS SELECT 1 AS amount');
  const second = await start();

  expect(left.exitCode).toBe(0);
  expect(await query(second.url, 'SELECT amount FROM kept')).toEqual([{ amount: 1 }]);
});

test('a pid that now belongs to another program is not touched', async () => {
  await start();
  const file = path.join(dir, 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await running?.stop();
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));

  expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(isAlive(process.pid)).toBe(true);
});

test('a taken port is told with what Postgres said', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(startPostgres({ dir, port, durable: false })).rejects.toThrow(/could not bind/);
  other.close();
});

test('the role app uses what the owner makes, also later, but makes nothing and reads no file', async () => {
  const { url } = await start();
  await query(url, 'CREATE TABLE earlier (id int)');
  await Promise.all([grantToApp(url), grantToApp(url)]);
  await query(url, 'CREATE TABLE later (id serial)');
  const app = appUrl(url);

  await query(app, 'INSERT INTO earlier VALUES (1)');
  await query(app, 'INSERT INTO later DEFAULT VALUES');
  expect(await query(app, 'SELECT count(*)::int AS n FROM later')).toEqual([{ n: 1 }]);
  await expect(query(app, 'CREATE TABLE own ()')).rejects.toThrow(/permission denied/);
  await expect(query(app, `SELECT pg_read_file('/etc/passwd')`)).rejects.toThrow(/permission denied/);
});

test('an initdb that was cut off is begun anew', async () => {
  const { url } = await start();
  await running?.stop();
  rmSync(dir, { recursive: true });
  writeFileSync(`${dir}.new`, 'half');
  expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(running?.url).not.toBe(url);
});
