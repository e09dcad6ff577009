import { accessLifecycle } from '../domain/access/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * Someone asks to act for a municipality (C.4). They confirm their e-mail address; the Governor’s officers approve or
 * deny. On working day 2 the officers are reminded, on day 5 the leader is given the task. Unconfirmed for 30 days, it expires.
 */
export async function accessRequest(state: ProcessState): Promise<string> {
  return live(state, accessLifecycle);
}
