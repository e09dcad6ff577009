import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type PostgresUser, postgresBinaries, postgresUser } from './postgres-binaries.js';
import { type CommandLine, commandLineOf, isAlive, untilGone } from './processes.js';

export type PostgresOptions = {
  /** The data folder; made when it does not exist. Its password lies beside it in `<dir>.password`. */
  dir: string;
  port: number;
  /** Told each line that Postgres prints. */
  log?: (line: string) => void;
  /** False: a power cut may lose data, for tests that throw it away. */
  durable?: boolean;
};

export type Postgres = {
  /** As the superuser `postgres`, for migrations only; see app-role.ts for everyone else. */
  url: string;
  process: ChildProcess;
  /** Ends every session and waits until the server is gone. */
  stop: () => Promise<void>;
};

const environment = { LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C', TZ: 'UTC' };

export type PreparedPostgres = CommandLine & { url: string; folder: string; environment: Record<string, string> };

/**
 * Makes the data folder when it is not there, and answers how its server is started. A server that a killed start left
 * behind on the same folder is stopped, so hold the start lock.
 *
 * @throws {Error} with the last lines that initdb printed: disk full or read-only
 */
export async function preparePostgres({ dir, port, durable = true }: PostgresOptions): Promise<PreparedPostgres> {
  const { initdb, postgres } = await postgresBinaries();
  const user = postgresUser();
  mkdirSync(path.dirname(dir), { recursive: true, mode: 0o700 });
  const folder = path.join(realpathSync(path.dirname(dir)), path.basename(dir));
  const passwordFile = `${folder}.password`;

  await stopLeftover(folder);
  if (!existsSync(folder)) await createCluster({ initdb, folder, passwordFile, user });

  const settings = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'logging_collector=off'],
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const password = readFileSync(passwordFile, 'utf8').trim();
  return {
    ...user.run({
      command: postgres,
      args: ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    }),
    url: `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`,
    folder,
    environment,
  };
}

/**
 * Starts Postgres on 127.0.0.1, on a new data folder or an old one, and resolves when it answers. It ends with this process.
 *
 * @throws {Error} with the last lines that Postgres printed: port taken, disk full or read-only, folder unreadable
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { command, args, url, folder } = await preparePostgres(options);
  // A process group of its own: Ctrl-C reaches only us, and we choose the order of stopping.
  const server = spawn(command, args, {
    env: { ...process.env, ...environment },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await untilReady(server, options.log ?? (() => {}));
  return { url, process: server, stop: () => stop(server) };
}

type Cluster = { initdb: string; folder: string; passwordFile: string; user: PostgresUser };

/** initdb writes under another name: only the rename says that the folder is complete. */
async function createCluster({ initdb, folder, passwordFile, user }: Cluster): Promise<void> {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (user.owner) chownSync(unfinished, user.owner.uid, user.owner.gid);
  writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });

  const { command, args } = user.run({
    command: initdb,
    args: [
      ...['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...['-E', 'UTF8', '--locale=C.UTF-8', '--lc-messages=C', '--no-instructions'],
    ],
  });
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    cwd: path.dirname(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`The database could not be created: ${lastLines(printed)}`);
  renameSync(unfinished, folder);
}

function untilReady(server: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line) log(line);
      printed = (printed + text).slice(-4_000);
      if (printed.includes('ready to accept connections')) resolve();
    });
    server.on('error', reject);
    server.on('close', (code, signal) => {
      reject(new Error(`Postgres ended (${String(code ?? signal)}): ${lastLines(printed)}`));
    });
  });
}

/** Stops the server that postmaster.pid tells of when it is ours; removes the file when the number is another program's. */
async function stopLeftover(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Math.abs(Number.parseInt(readFileSync(file, 'utf8'), 10));
  if (!pid || !isAlive(pid)) return;

  const commandLine = commandLineOf(pid);
  if (!commandLine.includes('postgres') || !commandLine.includes(folder)) {
    rmSync(file);
    return;
  }
  process.kill(pid, 'SIGINT');
  if (await untilGone(pid, 10_000)) return;
  process.kill(pid, 'SIGQUIT');
  await untilGone(pid, 5_000);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join('\n');
}
