/** The only place with timers: all ladders of a process in one map, one loop. */
import { condition } from '@temporalio/workflow';
import { byDue } from '../domain/ladder.js';
import type { Process } from './process.js';

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
