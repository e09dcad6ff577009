import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from './processes.js';

export type Holder = { pid: number; commandLine: string; url?: string };

export type LockAttempt = { release: () => void } | { heldBy: Holder };

/**
 * Takes the lock unless a living process has it. One that a killed process left is cleared. Atomic: the file is never
 * seen empty. `url` tells the others where the holder can be reached.
 */
export function tryLock(file: string, url?: string): LockAttempt {
  const own = `${file}.${String(process.pid)}`;
  const holder: Holder = { pid: process.pid, commandLine: commandLineOf(process.pid), ...(url ? { url } : {}) };
  writeFileSync(own, JSON.stringify(holder));
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return { release: () => release(file) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = readHolder(file);
      if (found && isHolding(found)) return { heldBy: found };
      if (found) bury(file, found);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Waits until the lock is ours and holds it while `work` runs. */
export async function withLock<T>(file: string, work: () => Promise<T>, onWait: (holder: Holder) => void): Promise<T> {
  let told = false;
  for (;;) {
    const attempt = tryLock(file);
    if ('release' in attempt) {
      try {
        return await work();
      } finally {
        attempt.release();
      }
    }
    if (!told) onWait(attempt.heldBy);
    told = true;
    await sleep(500);
  }
}

/** Who has it now; undefined when nobody living does. */
export function lockHolder(file: string): Holder | undefined {
  const holder = readHolder(file);
  return holder && isHolding(holder) ? holder : undefined;
}

/** A number is given again to other programs, so the command line must be the same too. */
function isHolding({ pid, commandLine }: Holder): boolean {
  return commandLine !== '' && commandLineOf(pid) === commandLine;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError) return { pid: 0, commandLine: '' };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** By renaming: of two that find the same dead lock only one succeeds, and a living one taken by mistake is put back. */
function bury(file: string, dead: Holder): void {
  const grave = `${file}.dead.${String(process.pid)}`;
  try {
    renameSync(file, grave);
  } catch {
    return;
  }
  if (readHolder(grave)?.pid !== dead.pid) linkSync(grave, file);
  unlinkSync(grave);
}

function release(file: string): void {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}
