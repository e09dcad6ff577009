import { afterDays, afterMonths, afterWorkingDays, step, type Ladder } from '../steps.js';

/** How long a denied or unfinished request keeps its person’s name (law-and-practice.md B.2.8). */
export const MONTHS_KEPT = 6;
/** U4: days to answer in; then the request expires. */
export const CLARIFICATION_DAYS = 14;
export const INVITATION_DAYS = 14;

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
  clarification: {
    plan: ({ at }) => [
      step('before-4', 'reminder', afterDays(at, CLARIFICATION_DAYS - 4)),
      step('expiry', 'deadline', afterDays(at, CLARIFICATION_DAYS)),
    ],
    notices: () => ({ emails: [{ email: 'E29reminder', to: ['requester'] }] }),
  },
  invitation: {
    plan: ({ at }) => [
      step('before-7', 'reminder', afterDays(at, INVITATION_DAYS - 7)),
      step('expiry', 'deadline', afterDays(at, INVITATION_DAYS)),
    ],
    notices: () => ({ emails: [{ email: 'E39reminder', to: ['requester'] }] }),
  },
  anonymisation: {
    plan: ({ at }) => [step('anonymise', 'deadline', afterMonths(at, MONTHS_KEPT))],
    notices: () => ({}),
  },
};
