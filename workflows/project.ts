import { projectLifecycle } from '../domain/project/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/** An awarded project (C.3). It lives for years on its reports and is completed when the final one is approved. */
export async function project(state: ProcessState): Promise<string> {
  return live(state, projectLifecycle);
}
