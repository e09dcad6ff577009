import { threadLifecycle } from '../domain/thread/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * Messages between a municipality and the Governor about one case (C.5). What the municipality writes is answered within
 * 5 working days; the officer is reminded on day 3 and 5, and the leader hears of it on day 10. It ends when either side closes it.
 */
export async function thread(state: ProcessState): Promise<string> {
  return live(state, threadLifecycle);
}
