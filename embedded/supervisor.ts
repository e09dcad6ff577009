import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandLine, tiedToParent } from './processes.js';

export type Part = CommandLine & {
  name: string;
  environment?: Record<string, string>;
  /** Asked every 100 ms until it is true. */
  ready: () => Promise<boolean>;
  /** SIGTERM when it is left out. */
  stopSignal?: NodeJS.Signals;
  /** How long it may take until it is ready, and until it has stopped; ms. */
  readyWithin?: number;
  stopWithin?: number;
};

export type SupervisorOptions = {
  folder: string;
  /** Told every line of every part. */
  log: (part: string, line: string) => void;
  /** Told what the person who started should know: a part ended and is started again. */
  tell: (message: string) => void;
  /** A part kept ending. */
  onGiveUp: (part: string) => void;
  /** Before the first new start, ms; doubled at each further one. */
  firstPause?: number;
};

export type Supervisor = {
  /** Starts a part and waits until it is ready. @throws {Error} when it ends first, or is not ready in time */
  start: (part: Part) => Promise<void>;
  /** Stops all, the last one first; whoever does not stop in time is killed. */
  stop: () => Promise<void>;
};

type Launched = { child: ChildProcess; ended: Promise<void>; lastLines: string[] };
type Running = Launched & { part: Part; failures: number; startedAt: number };

const triesInARow = 6;
/** After this time alive, ms, an end counts as the first. */
const forgivenAfter = 60_000;

/**
 * Keeps processes running: one that ends is started again after 250 ms, 500 ms … at most 8 s, and six times in a row at
 * most. They end with this process, also when it is killed.
 */
export function createSupervisor({ folder, log, tell, onGiveUp, firstPause = 250 }: SupervisorOptions): Supervisor {
  const parts: Running[] = [];
  let stopping = false;

  function launch(part: Part): Launched {
    const { command, args } = tiedToParent(part, 'TERM');
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...part.environment },
      // stdin closes when we die; a part that cannot be tied to us watches it.
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches only us, and the group can be stopped whole.
      detached: true,
    });
    const lastLines: string[] = [];
    const hear = (line: string) => {
      log(part.name, line);
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
    child.stdin.on('error', () => {});
    child.on('error', ({ message }) => hear(message));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
    return { child, ended, lastLines };
  }

  async function untilReady({ part, child, ended, lastLines }: Running): Promise<void> {
    for (const end = Date.now() + (part.readyWithin ?? 20_000); Date.now() < end; await sleep(100)) {
      if (stopping) throw new Error('everything is stopped');
      if (hasEnded(child)) {
        await ended;
        throw new Error(`it ended (${howItEnded(child)})\n${lastLines.filter(isMessage).join('\n')}`);
      }
      if (await part.ready()) return;
    }
    throw new Error('it did not become ready in time');
  }

  function watch(running: Running): void {
    void running.ended.then(() => restart(running));
  }

  async function restart(running: Running): Promise<void> {
    if (stopping) return;
    const { part, child } = running;
    running.failures = Date.now() - running.startedAt > forgivenAfter ? 1 : running.failures + 1;
    if (running.failures > triesInARow) {
      onGiveUp(part.name);
      return;
    }
    const wait = Math.min(firstPause * 2 ** (running.failures - 1), 8_000);
    tell(`${part.name} ended (${howItEnded(child)}); it is started again`);
    await sleep(wait);
    if (stopping) return;
    Object.assign(running, launch(part), { startedAt: Date.now() });
    watch(running);
    await untilReady(running).catch((error: Error) => {
      if (stopping) return;
      log(part.name, `after its restart ${error.message}`);
      signal(running.child, 'SIGKILL');
    });
  }

  return {
    async start(part) {
      if (stopping) throw new Error('everything is stopped');
      const running: Running = { part, ...launch(part), failures: 0, startedAt: Date.now() };
      parts.push(running);
      await untilReady(running).catch((error: Error) => {
        throw new Error(`${part.name} could not be started: ${error.message}`, { cause: error });
      });
      watch(running);
    },

    async stop() {
      stopping = true;
      for (const { part, child, ended } of parts.reverse()) {
        signal(child, part.stopSignal ?? 'SIGTERM');
        const inTime = await Promise.race([
          ended.then(() => true),
          sleep(part.stopWithin ?? 10_000, false, { ref: false }),
        ]);
        if (inTime) continue;
        signal(child, 'SIGKILL');
        await ended;
      }
    },
  };
}

/** What is left of an uncaught error without its stack trace and source line. */
const isMessage = (line: string) => !/^$|^\s|^[{}]|^Node\.js v|^(file|node):/.test(line);

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const howItEnded = ({ exitCode, signalCode }: ChildProcess) => signalCode ?? `exit code ${String(exitCode)}`;

/** To its whole group. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (hasEnded(child) || child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
