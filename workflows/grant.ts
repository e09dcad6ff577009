import { applicationLifecycle } from '../domain/application/lifecycle.js';
import type { ProcessState } from './messages.js';
import { live } from './process.js';

/**
 * A grant from the first draft to the last word on the application (C.2). Reminders until the deadline; what is
 * submitted is registered then, what is not lapses. Questions are asked and answered, scores given, an outcome
 * recommended. The batch decision of the call decides it, the letter goes out and is opened or chased, the award
 * becomes public, and when the time to ask for reasons has run out nothing is left to do.
 */
export async function grant(state: ProcessState): Promise<string> {
  return live(state, applicationLifecycle);
}
