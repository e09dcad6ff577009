/** The only place with timers: all ladders of a process in one map, one loop. */
import { condition } from '@temporalio/workflow';
import { byDue } from '../domain/ladder.js';
import type { ProcessState } from './messages.js';

/** A process as its ladder loop sees it. */
export type Process = {
  state: ProcessState;
  /** Goes up with every change of the ladders. */
  version: () => number;
  exclusive: (work: () => Promise<void>) => Promise<void>;
  fireDue: (now: number) => Promise<void>;
  mayStop: () => boolean;
};

/** Wakes at every planned instant, and whenever the plan changes, until the process may stop. */
export async function runLadders(process: Process): Promise<void> {
  while (!process.mayStop()) {
    const seen = process.version();
    const woken = () => process.version() !== seen || process.mayStop();
    const [next] = Object.values(process.state.ladders).flat().sort(byDue);
    if (!next || process.state.final) {
      await condition(woken);
      continue;
    }
    const wait = next.due - Date.now();
    if (wait > 0 && (await condition(woken, Math.max(1, wait), { summary: `${next.ladder} ${next.name}` }))) continue;
    // A command may have ended the ladder while we waited for our turn: look again inside.
    await process.exclusive(() => process.fireDue(Date.now()));
  }
}
