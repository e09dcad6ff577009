import { roleLifecycle } from '../domain/role/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * One role of one person (C.4, U5 and U6). One that two must agree on waits for the second, 30 days at most. A right of the state’s own
 * people is confirmed every year: administrators are reminded 30 and 7 days before, then it is suspended. A lent role ends on its day.
 */
export async function role(state: ProcessState): Promise<string> {
  return live(state, roleLifecycle);
}
