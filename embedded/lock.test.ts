import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lockHolder, tryLock, withLock } from './lock.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (pid: number, commandLine: string) => writeFileSync(file, JSON.stringify({ pid, commandLine }));

test('the second one is told who has it and where, until it is released', () => {
  const first = tryLock(file, 'http://localhost:3000');
  expect(tryLock(file)).toMatchObject({ heldBy: { pid: process.pid, url: 'http://localhost:3000' } });

  if ('release' in first) first.release();
  expect(tryLock(file)).toHaveProperty('release');
});

test('the lock of a process that is gone is cleared, and nothing is left beside it', async () => {
  const dead = spawn('true');
  await new Promise((resolve) => dead.once('close', resolve));
  write(dead.pid!, 'node embedded/start.ts');

  expect(lockHolder(file)).toBeUndefined();
  expect(tryLock(file)).toHaveProperty('release');
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('a number that now belongs to another program holds nothing', () => {
  write(process.ppid, 'node embedded/start.ts');
  expect(tryLock(file)).toHaveProperty('release');
});

test('a file that was cut off holds nothing', () => {
  writeFileSync(file, '{"pid":');
  expect(tryLock(file)).toHaveProperty('release');
});

test('whoever waits comes after, also when the work before fails', async () => {
  const order: string[] = [];
  const waited: number[] = [];
  const work = (name: string, fails = false) =>
    withLock(
      file,
      async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push(`${name} ends`);
        if (fails) throw new Error('the build failed');
      },
      ({ pid }) => waited.push(pid),
    );
  const first = work('first', true);
  const second = work('second');

  await expect(first).rejects.toThrow('the build failed');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(waited).toEqual([process.pid]);
});
