import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder } from './cache.js';
import { withLock } from './lock.js';
import { tiedToParent } from './processes.js';

const source = path.join(import.meta.dirname, 'temporal');

/** The person's own Go settings must not change what is built; without C, no compiler is needed; never another Go. */
const environment = {
  ...process.env,
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
  GOFLAGS: '-mod=readonly -buildvcs=false',
  CGO_ENABLED: '0',
};

/** Modules fetched (their number is not known beforehand), packages compiled of all that must be, then one long step. */
export type BuildProgress =
  | { phase: 'waiting'; pid: number }
  | { phase: 'modules'; done: number }
  | { phase: 'packages'; done: number; total: number }
  | { phase: 'linking' };

/** The server built earlier from the same source for the same platform; undefined when there is none. */
export function builtTemporal(): string | undefined {
  const file = target();
  return existsSync(file) ? file : undefined;
}

/**
 * Builds the server of `temporal/` into the cache: some 5 minutes the first time, once per machine. Two builders: one
 * builds, the other waits and takes the result. `verify` judges the program before it gets its name, so that what lies
 * in the cache has been tried.
 *
 * @throws {Error} when Go is missing or too old, a module cannot be fetched, or `verify` refuses
 */
export async function buildTemporal(
  onProgress: (progress: BuildProgress) => void,
  verify: (file: string) => Promise<void>,
): Promise<string> {
  assertGo();
  const file = target();
  mkdirSync(path.dirname(file), { recursive: true });
  return withLock(
    path.join(path.dirname(file), 'lock'),
    async () => {
      if (existsSync(file)) return file;
      const unfinished = `${file}.unfinished`;
      try {
        await compile(unfinished, onProgress);
        await verify(unfinished);
        renameSync(unfinished, file);
      } finally {
        rmSync(unfinished, { force: true });
      }
      return file;
    },
    ({ pid }) => onProgress({ phase: 'waiting', pid }),
  );
}

function target(): string {
  const hash = createHash('sha256').update(`${process.platform}/${process.arch}\n`);
  for (const name of readdirSync(source).sort()) {
    if (/\.go$|^go\.(mod|sum)$/.test(name)) hash.update(`${name}\n`).update(readFileSync(path.join(source, name)));
  }
  const program = process.platform === 'win32' ? 'server.exe' : 'server';
  return cacheFolder('temporal', hash.digest('hex').slice(0, 16), program);
}

async function compile(file: string, onProgress: (progress: BuildProgress) => void): Promise<void> {
  let modules = 0;
  const listed = await go(['list', '-deps', '-f', '{{if .Stale}}{{.ImportPath}}{{end}}', '.'], (line) => {
    if (line.startsWith('go: downloading')) onProgress({ phase: 'modules', done: ++modules });
  });
  const stale = new Set(listed.filter((line) => isPackage(line)));
  const total = stale.size;
  const tell = () => {
    // The last package is this program: one moment to compile, and then Go links it in silence.
    if (stale.size <= 1) onProgress({ phase: 'linking' });
    else onProgress({ phase: 'packages', done: total - stale.size, total });
  };
  tell();
  await go(['build', '-v', '-o', file, '.'], (line) => {
    if (stale.delete(line)) tell();
  });
}

const isPackage = (line: string) => /^[\w./~-]+$/.test(line);

/** Runs Go in the module and answers its lines. @throws {Error} with the lines that tell of a fault */
function go(args: string[], onLine: (line: string) => void): Promise<string[]> {
  const program = tiedToParent({ command: 'go', args }, 'TERM');
  const child = spawn(program.command, program.args, {
    cwd: source,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(lines);
      else reject(new Error(faults(lines) || `go ${args[0] ?? ''} ended with ${String(code)}`));
    });
  });
}

function faults(lines: string[]): string {
  return lines
    .filter((line) => !isPackage(line) && !line.startsWith('go: downloading'))
    .slice(-6)
    .join('\n');
}

function assertGo(): void {
  const wanted = /^go (\S+)/m.exec(readFileSync(path.join(source, 'go.mod'), 'utf8'))?.[1] ?? '';
  let found: string;
  try {
    // Outside the module, or a Go that is too old refuses already here.
    found = execFileSync('go', ['env', 'GOVERSION'], { cwd: os.tmpdir(), env: environment, encoding: 'utf8' }).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error('there is no Go on PATH', { cause: error });
    throw error;
  }
  if (found.replace(/^go/, '').localeCompare(wanted, 'en', { numeric: true }) < 0) {
    throw new Error(`Go is ${found.replace(/^go/, '')}; it must be ${wanted} or newer`);
  }
}
