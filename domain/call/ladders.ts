import { afterWorkingDays, fromLastDay, needed, step, type Ladder } from '../steps.js';

/** K3: working days until the approver is reminded. */
export const APPROVAL_REMINDER_DAYS = 3;

/** C.1: approval K3, opening K4, deadline K6. */
export const callLadders: Readonly<Record<string, Ladder>> = {
  approval: {
    plan: ({ at }) => [
      step('reminder-3', 'reminder', afterWorkingDays(at, APPROVAL_REMINDER_DAYS)),
      step('leader-7', 'escalation', afterWorkingDays(at, 7)),
    ],
    notices: (name) =>
      name === 'leader-7'
        ? { emails: [{ email: 'E33', to: ['leaders'] }], tasks: [{ task: 'callAwaitsApproval', to: 'leaders' }] }
        : { emails: [{ email: 'E33', to: ['approvers'] }] },
  },
  opening: {
    plan: ({ due }) => [step('open', 'deadline', needed(due))],
    notices: () => ({}),
  },
  deadline: {
    plan: ({ due }) => [
      step('without-draft-7', 'reminder', fromLastDay(needed(due), -7)),
      step('deadline', 'deadline', needed(due)),
    ],
    notices: (name) =>
      name === 'without-draft-7'
        ? {
            emails: [
              { email: 'E3none', to: ['municipalitiesWithoutDraft'] },
              { email: 'E3rank', to: ['municipalitiesWithoutRank'] },
            ],
          }
        : {},
  },
};
