import { callLifecycle } from '../domain/call/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * A Governor’s call (C.1). Written by one and approved by another, it opens and closes by itself. Its row owns the
 * deadline: an extension changes the row and tells every grant in one transaction. When all applications have a
 * recommendation the allocation goes to an approver, who signs one batch; each grant then decides for itself.
 */
export async function call(state: ProcessState): Promise<string> {
  return live(state, callLifecycle);
}
