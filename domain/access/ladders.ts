import type { Ladder } from '../ladder.js';
import { afterDays, afterWorkingDays, step } from '../steps.js';

/** C.4: a request never confirmed expires; officers are reminded on working day 2, the leader takes over on 5. */
export const accessLadders: Readonly<Record<string, Ladder>> = {
  confirmation: {
    plan: ({ at }) => [step('expiry', 'deadline', afterDays(at, 30))],
    notices: () => ({}),
  },
  approval: {
    plan: ({ at }) => [
      step('reminder-2', 'reminder', afterWorkingDays(at, 2)),
      step('leader-5', 'escalation', afterWorkingDays(at, 5)),
    ],
    notices: (name) =>
      name === 'leader-5'
        ? {
            emails: [{ email: 'E33', to: ['leaders'] }],
            tasks: [{ task: 'accessRequestWaiting', to: 'leaders' }],
          }
        : { emails: [{ email: 'E26reminder', to: ['officers'] }] },
  },
};
