import { personLifecycle } from '../domain/person/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * A person as long as anything of them is kept (C.4, R11). Not seen for 18 months they sleep, and prove their address when they are back.
 * Two years after the last role ended nothing personal is left, but what archived documents say.
 */
export async function person(state: ProcessState): Promise<string> {
  return live(state, personLifecycle);
}
