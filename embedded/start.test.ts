import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import pg from 'pg';
import { freePort } from './ports.js';

jest.setTimeout(120_000);

const project = path.resolve(import.meta.dirname, '..');
let folder: string;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'start æøå ')), 'data');
  port = await freePort();
});
afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGTERM');
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `embedded/${script}.ts`, ...args], {
    cwd: project,
    env: { ...process.env, NODE_OPTIONS: '', DATA_FOLDER: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { child, output: () => output };
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  const close = once(child, 'close');
  if (signal) child.kill(signal);
  return ((await close) as [number | null])[0];
}

async function up() {
  const { child, output } = run('start');
  while (!output().includes('Ctrl-C stops everything')) {
    if (child.exitCode !== null) throw new Error(output());
    await sleep(100);
  }
  return { child, output };
}

/** Processes whose command line names the data folder, or that the start itself began. */
const left = () =>
  execFileSync('ps', ['-eww', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

/** Where the log-in leads: to the page that lists the people. */
/** Where the way from the municipality’s door ends, for a browser that takes cookies. */
async function logIn(): Promise<string> {
  const door = `http://localhost:${String(port)}/logg-inn/kommune`;
  const probe = await fetch(door, { redirect: 'manual' });
  const Cookie = probe.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; '); // prettier-ignore
  return (await fetch(new URL(probe.headers.get('location') ?? '', door), { headers: { Cookie } })).url;
}

async function people(): Promise<number> {
  const { postgres } = JSON.parse(readFileSync(path.join(folder, 'ports.json'), 'utf8')) as { postgres: number };
  const password = readFileSync(path.join(folder, 'postgres.password'), 'utf8').trim();
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${String(postgres)}/postgres`);
  await client.connect();
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM person');
  await client.end();
  return rows[0]?.n ?? 0;
}

test('one command brings everything up, says where, and lets no second one in; after kill -9 the next start works', async () => {
  const first = await up();
  expect(first.output()).toContain(`http://localhost:${String(port)}/innboks`);
  expect(first.output()).toContain('Berit Demosøker');
  expect(await logIn()).toContain('/idporten/velg/');
  const before = await people();
  expect(before).toBeGreaterThan(10);

  const second = run('start');
  expect(await ended(second.child)).toBe(1);
  expect(second.output()).toBe(
    `Already running here: process ${String(first.child.pid)}, http://localhost:${String(port)}\nStop it with: npm stop\n`,
  );

  await ended(first.child, 'SIGKILL');
  for (const end = Date.now() + 10_000; left().length > 0 && Date.now() < end;) await sleep(50);
  expect(left()).toEqual([]);

  const third = await up();
  expect(await people()).toBe(before);
  expect(await logIn()).toContain('/idporten/velg/');
  const stop = run('stop');
  expect(await ended(third.child)).toBe(0);
  expect(await ended(stop.child)).toBe(0);
  expect(left()).toEqual([]);
});

test('a taken port is one message with what to do, and no stack trace', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const { child, output } = run('start');

  expect(await ended(child)).toBe(1);
  expect(output()).toMatch(new RegExp(`^Port ${String(port)} \\(web\\) is taken by process ${String(process.pid)}`));
  expect(output()).toContain(`PORT=${String(port + 100)} npm start`);
  expect(output()).not.toMatch(/\n\s+at /);
  other.close();
});

test('--reset asks, and without a yes deletes nothing', async () => {
  const { child, output } = run('start', '--reset');
  expect(await ended(child)).toBe(1);
  expect(output()).toContain('Nothing was deleted');
});
