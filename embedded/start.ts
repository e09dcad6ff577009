/**
 * `npm start`: everything the product needs, on a machine that has nothing, and all of it on 127.0.0.1.
 *
 *   --reset   empties the data first, after asking; --yes answers
 *   PORT      of the web, 3000 when it is left out; DATA_FOLDER instead of .data
 */
import { createWriteStream, mkdirSync, readdirSync, rmSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { bringUp } from './bring-up.js';
import { explain } from './faults.js';
import { dataFolder, lockFile, projectFolder } from './folder.js';
import { tryLock } from './lock.js';
import { createProgress } from './progress.js';
import { createSupervisor } from './supervisor.js';

const folder = dataFolder();
const progress = createProgress(process.stdout);
const logs = new Map<string, WriteStream>();
const supervisor = createSupervisor({
  folder: projectFolder,
  log: (part, line) => logOf(part).write(`${line}\n`),
  tell: (message) => console.log(`${message}; see ${path.join(folder, 'log')}`),
  onGiveUp(part) {
    console.error(
      `${part} keeps ending, so everything is stopped. What it said last stands in ${path.join(folder, 'log', `${part}.log`)}.`,
    );
    void end(1);
  },
});
let ending: Promise<never> | undefined;

function logOf(part: string): WriteStream {
  const known = logs.get(part);
  if (known) return known;
  const stream = createWriteStream(path.join(folder, 'log', `${part}.log`));
  stream.on('error', () => {}); // a full disk: the part itself will tell
  logs.set(part, stream);
  return stream;
}

function end(code: number): Promise<never> {
  return (ending ??= (async () => {
    progress.clear();
    await supervisor.stop();
    process.exit(code);
  })());
}

async function emptied(): Promise<boolean> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean' }, yes: { type: 'boolean' } } });
  if (!values.reset) return true;
  if (!values.yes) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`Delete all data in ${folder}? [y/N] `).catch(() => '');
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) {
      console.log('Nothing was deleted.');
      return false;
    }
  }
  for (const entry of readdirSync(folder)) {
    if (path.join(folder, entry) !== lockFile(folder)) rmSync(path.join(folder, entry), { recursive: true });
  }
  return true;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
// npm passes SIGTERM on to its shell only; the shell dies and we would live on.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end(0);
}, 500).unref();

try {
  mkdirSync(path.join(folder, 'log'), { recursive: true, mode: 0o700 });
  const webPort = Number(process.env['PORT'] ?? 3000);
  const attempt = tryLock(lockFile(folder), `http://localhost:${String(webPort)}`);
  if ('heldBy' in attempt) {
    const { pid, url = '' } = attempt.heldBy;
    console.error(`Already running here: process ${String(pid)}, ${url}\nStop it with: npm stop`);
    process.exit(1);
  }
  process.on('exit', attempt.release);
  if (!(await emptied())) process.exit(0);
  mkdirSync(path.join(folder, 'log'), { recursive: true });
  const table = await bringUp({ folder, webPort, supervisor, show: progress.show });
  progress.clear();
  console.log(table);
} catch (error) {
  progress.clear();
  if (!ending) console.error(explain(error, folder));
  await end(1);
}
