/**
 * `npm start`: everything the product needs, on a machine that has nothing, and all of it on 127.0.0.1.
 *
 *   --reset   empties the data first, after asking; --yes answers
 *   PORT      of the web, 3000 when it is left out; DATA_FOLDER instead of .data
 */
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { bringUp } from './bring-up.js';
import { explain } from './faults.js';
import { dataFolder, lockFile, projectFolder } from './folder.js';
import { tryLock } from './lock.js';
import { createProgress } from './progress.js';
import { StartError } from './start-error.js';
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

type Wishes = { reset: boolean; yes: boolean; webPort: number };

function readWishes(): Wishes {
  const webPort = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(webPort) || webPort < 1 || webPort > 65_535) {
    throw new StartError(`PORT is ${String(process.env['PORT'])}; it must be a number from 1 to 65535.`);
  }
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean' }, yes: { type: 'boolean' } } });
    return { reset: values.reset ?? false, yes: values.yes ?? false, webPort };
  } catch (error) {
    throw new StartError(`${(error as Error).message}. There are --reset and --yes.`);
  }
}

async function confirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question(`Delete all data in ${folder}? [y/N] `), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function empty(): void {
  for (const entry of readdirSync(folder)) {
    if (path.join(folder, entry) !== lockFile(folder)) rmSync(path.join(folder, entry), { recursive: true });
  }
}

/** One level each: with `recursive` Node says of a read-only disk that the folder above is missing. */
function makeFolders(): void {
  for (const each of [folder, path.join(folder, 'log')]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
// npm passes SIGTERM on to its shell only; the shell dies and we would live on.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end(0);
}, 500).unref();

try {
  const { reset, yes, webPort } = readWishes();
  makeFolders();
  const attempt = tryLock(lockFile(folder), `http://localhost:${String(webPort)}`);
  if ('heldBy' in attempt) {
    const { pid, url = '' } = attempt.heldBy;
    throw new StartError(`Already running here: process ${String(pid)}, ${url}\nStop it with: npm stop`);
  }
  process.on('exit', attempt.release);
  if (reset && !yes && !(await confirmed())) throw new StartError('Nothing was deleted, and nothing is started.');
  if (reset) empty();
  makeFolders();
  const table = await bringUp({ folder, webPort, supervisor, show: progress.show });
  progress.clear();
  console.log(table);
} catch (error) {
  progress.clear();
  if (!ending) console.error(explain(error, folder));
  await end(1);
}
