import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { isAlive, untilGone } from './processes.js';
import { createSupervisor, type Part, type Supervisor } from './supervisor.js';

jest.setTimeout(60_000);

let folder: string;
let supervisor: Supervisor;
const said: string[] = [];
const gaveUp: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'supervisor-'));
  said.length = gaveUp.length = 0;
  supervisor = createSupervisor({
    folder,
    log: () => {},
    tell: (message) => said.push(message),
    onGiveUp: (part) => gaveUp.push(part),
    firstPause: 10,
  });
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pidFile = (name: string) => path.join(folder, name);
const pidOf = (name: string) => Number(readFileSync(pidFile(name), 'utf8') || 0);

/** A program that writes its number to a file and then does as the code says. */
function part(name: string, code = 'setInterval(() => {}, 1000)'): Part {
  const source = `require('fs').writeFileSync(${JSON.stringify(pidFile(name))}, String(process.pid)); ${code}`;
  return { name, command: process.execPath, args: ['-e', source], ready: async () => existsSync(pidFile(name)) };
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition(); await sleep(20)) if (Date.now() > end) throw new Error('never');
}

test('a part that is killed is started again, and the person is told', async () => {
  await supervisor.start(part('worker'));
  const first = pidOf('worker');
  process.kill(first, 'SIGKILL');

  await until(() => pidOf('worker') !== first && isAlive(pidOf('worker')));
  expect(said).toEqual(['worker ended (SIGKILL); it is started again']);
});

test('a part that ends before it is ready is an error with what it said, without a stack trace', async () => {
  const start = supervisor.start({ ...part('web', `throw new Error('PORT is missing')`), ready: async () => false });
  await expect(start).rejects.toThrow(/^web could not be started: it ended \(exit code 1\)\n.*PORT is missing/s);
  await expect(start).rejects.not.toThrow(/ at /);
});

test('a part that never becomes ready is an error', async () => {
  const start = supervisor.start({ ...part('web'), ready: async () => false, readyWithin: 300 });
  await expect(start).rejects.toThrow('web could not be started: it did not become ready in time');
});

test('a part that keeps ending is given up after six times', async () => {
  await supervisor.start(part('web', 'setTimeout(() => process.exit(3), 50)'));
  await until(() => gaveUp.length > 0);

  expect(gaveUp).toEqual(['web']);
  expect(said).toEqual(Array.from({ length: 6 }, () => 'web ended (exit code 3); it is started again'));
});

test('it stops the last one first, and kills who does not listen', async () => {
  await supervisor.start(part('first'));
  await supervisor.start({
    ...part('stubborn', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`),
    stopWithin: 200,
  });
  const pids = [pidOf('first'), pidOf('stubborn')];
  await supervisor.stop();

  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(said).toEqual([]);
});

test('kill -9 of the supervisor leaves nothing', async () => {
  const program = `
    import { createSupervisor } from ${JSON.stringify(path.join(import.meta.dirname, 'supervisor.ts'))};
    const supervisor = createSupervisor({ folder: ${JSON.stringify(folder)}, log() {}, tell() {}, onGiveUp() {} });
    for (const name of ['one', 'two'])
      await supervisor.start({
        name, command: 'sh', args: ['-c', 'echo $$ > ' + name + '; exec sleep 300'], ready: async () => true,
      });
    console.log('up');`;
  const file = path.join(folder, 'program.mts');
  writeFileSync(file, program);
  const owner = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await until(() => ['one', 'two'].every((name) => existsSync(pidFile(name)) && pidOf(name) > 0));
  owner.kill('SIGKILL');

  for (const name of ['one', 'two']) expect(await untilGone(pidOf(name), 5_000)).toBe(true);
});
