import { afterDays, afterWorkingDays, fromLastDay, needed, step, type Ladder } from '../steps.js';
import { PROPOSAL_DAYS } from './rules.js';

/** U5: what a role’s administrators are reminded of, and when it lapses. `due` is the first instant too late. */
export const roleLadders: Readonly<Record<string, Ladder>> = {
  proposal: {
    plan: ({ at }) => [
      step('reminder-3', 'reminder', afterWorkingDays(at, 3)),
      step('proposal', 'deadline', afterDays(at, PROPOSAL_DAYS)),
    ],
    notices: () => ({ emails: [{ email: 'E30confirm', to: ['administrators'] }] }),
  },
  /** Reminders 30 and 7 days before; then the right is suspended, not deleted. */
  attestation: {
    plan: ({ due }) => [
      step('before-30', 'reminder', fromLastDay(needed(due), -30)),
      step('before-7', 'reminder', fromLastDay(needed(due), -7)),
      step('lapse', 'deadline', needed(due)),
    ],
    notices: (name) => ({
      emails: [{ email: 'E30', to: name === 'before-7' ? ['administrators', 'holder'] : ['administrators'] }],
      ...(name === 'before-30' ? { tasks: [{ task: 'attestRole', to: 'administrators' }] } : {}),
    }),
  },
  deputy: {
    plan: ({ due }) => [step('end', 'deadline', needed(due))],
    notices: () => ({}),
  },
};
