import { consultationLifecycle } from '../domain/consultation/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * A Governor asks the municipalities about criteria or priorities (C.6). Who has not answered is reminded 7 and 1 days before it is due;
 * then it closes by itself, the answers become public, and it ends with the officer’s summary.
 */
export async function consultation(state: ProcessState): Promise<string> {
  return live(state, consultationLifecycle);
}
