import { afterWorkingDays, fromLastDay, needed, step, stepsBefore, type Ladder } from '../steps.js';

/** C.3: R2 opening and reminders, R4 overdue up to the chief executive, R7 the Governor’s 30 working days. */
export const reportLadders: Readonly<Record<string, Ladder>> = {
  opening: {
    plan: ({ due }) => [step('open', 'deadline', needed(due))],
    notices: () => ({}),
  },
  deadline: {
    plan: ({ due }) => [...stepsBefore(needed(due), [30, 14, 3, 0]), step('deadline', 'deadline', needed(due))],
    notices: () => ({ emails: [{ email: 'E17reminder', to: ['contact'] }] }),
  },
  overdue: {
    plan: ({ due }) => [1, 7, 21, 42].map((n) => step(`overdue-${n}`, 'escalation', fromLastDay(needed(due), n))),
    notices: (name) => {
      switch (name) {
        case 'overdue-1':
          return { emails: [{ email: 'E20', to: ['contact'] }] };
        case 'overdue-7':
          return { emails: [{ email: 'E20', to: ['municipalityUsers'] }] };
        case 'overdue-21':
          return { emails: [{ email: 'E20', to: ['chiefExecutive', 'postReception'] }] };
        default:
          return {
            emails: [{ email: 'E33', to: ['caseOfficer'] }],
            tasks: [{ task: 'reportOverdue', to: 'caseOfficer' }],
          };
      }
    },
  },
  assessment: {
    plan: ({ at }) => [step('leader-30', 'escalation', afterWorkingDays(at, 30))],
    notices: () => ({
      emails: [{ email: 'E33', to: ['leaders'] }],
      tasks: [{ task: 'reportNotAssessed', to: 'leaders' }],
    }),
  },
};
