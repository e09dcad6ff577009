/** A part of the product as a process of its own, that can be killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { tiedToParent } from '../embedded/processes.js';

export type PartProcess = {
  child: ChildProcess;
  /** Rejects when it ends before it was ready. */
  ready: Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
};

export type PartOptions = {
  /** From the project’s folder. */
  script: string;
  environment: Record<string, string>;
  /** Node’s own arguments. */
  node?: readonly string[];
  /** Resolves when it serves; without it, when it prints “ready”. */
  serves?: () => Promise<void>;
};

export function startPart({ script, environment, node = [], serves }: PartOptions): PartProcess {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const line = { command: process.execPath, args: ['--import', 'tsx', ...node, script] };
  const { command, args } = tiedToParent(line, 'TERM');
  const child = spawn(command, args, {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => !serves && text.includes('ready') && resolve());
    child.on('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    void serves?.().then(resolve, reject);
  });
  ready.catch(() => undefined);
  return {
    child,
    ready,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
