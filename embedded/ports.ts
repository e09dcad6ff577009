import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { StartError } from './start-error.js';

/** A free port on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const port = await listens(0);
  if (typeof port === 'string') throw new Error(`No port is free on 127.0.0.1 (${port}).`);
  return port;
}

/** True when someone can be reached there. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const settle = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
    socket.setTimeout(300, () => settle(false));
  });
}

/** Also taken: a port where someone answers on ::1, because `localhost` in a browser would show that one. */
export async function isTaken(port: number): Promise<boolean> {
  return typeof (await listens(port)) === 'string' || (await answers(port)) || (await answers(port, '::1'));
}

/** The port it could listen on, or the error's code. */
function listens(port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as net.AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}

export type WantedPort = {
  name: string;
  port: number;
  /** Never moved: another program there is an error. */ fixed?: boolean;
};

/**
 * One port for each part. A movable one that is taken gets a free port instead and keeps it: `file` remembers.
 *
 * @throws {StartError} when a fixed one is taken; names the program that has it
 */
export async function choosePorts<Name extends string>(
  wanted: readonly (WantedPort & { name: Name })[],
  file: string,
): Promise<Record<Name, number>> {
  const kept = readKept(file);
  const chosen: Partial<Record<Name, number>> = {};
  for (const { name, port, fixed } of wanted) {
    const first = fixed ? port : (kept[name] ?? port);
    if (!(await isTaken(first))) {
      chosen[name] = first;
      continue;
    }
    if (fixed) {
      const holder = portHolder(first);
      throw new StartError(
        `Port ${String(first)} (${name}) is taken${holder ? ` by ${holder}` : ''}.\n` +
          `Stop it, or choose another: PORT=${String(first + 100)} npm start`,
      );
    }
    chosen[name] = await freePort();
  }
  writeFileSync(file, JSON.stringify(chosen));
  return chosen as Record<Name, number>;
}

function readKept(file: string): Record<string, number | undefined> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}

/** "process 4711 (node server.js, in /home/kari/other)", as far as this user may see; undefined when not. */
export function portHolder(port: number): string | undefined {
  const pid = process.platform === 'linux' ? listenerInProc(port) : listenerByLsof(port);
  if (!pid) return undefined;
  const command = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim().slice(0, 80));
  const folder = attempt(() => readlinkSync(`/proc/${pid}/cwd`));
  const details = [command, folder && `in ${folder}`].filter(Boolean).join(', ');
  return `process ${pid}${details ? ` (${details})` : ''}`;
}

function listenerInProc(port: number): string | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const listening = '0A';
  const sockets = new Set(
    ['tcp', 'tcp6']
      .flatMap((table) => attempt(() => readFileSync(`/proc/net/${table}`, 'utf8').split('\n')) ?? [])
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === listening)
      .map((fields) => `socket:[${fields[9] ?? ''}]`),
  );
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .find((pid) =>
      (attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? []).some((fd) =>
        sockets.has(attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? ''),
      ),
    );
}

function listenerByLsof(port: number): string | undefined {
  const { stdout } = spawnSync('lsof', ['-nP', '-t', `-iTCP:${String(port)}`, '-sTCP:LISTEN'], { encoding: 'utf8' });
  return stdout?.split('\n')[0] || undefined;
}

/** Processes come and go, and another user's are closed to us. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
