import { reportLifecycle } from '../domain/report/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * One report of a project (C.3). It opens by itself, reminds at 30, 14 and 3 days and on the day; overdue, it climbs
 * from the contact person to the chief executive and back to the officer. Submitted, it is returned or approved within
 * 30 working days, or the leader hears of it.
 */
export async function report(state: ProcessState): Promise<string> {
  return live(state, reportLifecycle);
}
