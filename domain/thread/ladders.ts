import { deadlineAtEndOf, localDate } from '../calendar/index.js';
import { afterWorkingDays, step, type Ladder } from '../steps.js';

/** C.5: the Governor answers within 5 working days; reminders on day 3 and 5, the leader hears of it on day 10. */
export const threadLadders: Readonly<Record<string, Ladder>> = {
  answer: {
    plan: ({ at }) => [
      step('reminder-3', 'reminder', afterWorkingDays(at, 3)),
      step('reminder-5', 'reminder', afterWorkingDays(at, 5)),
      step('leader-10', 'escalation', afterWorkingDays(at, 10)),
    ],
    notices: (name) =>
      name === 'leader-10'
        ? {
            emails: [{ email: 'E33', to: ['leaders'] }],
            tasks: [{ task: 'messageUnanswered', to: 'leaders' }],
          }
        : { emails: [{ email: 'E32reminder', to: ['caseOfficer'] }] },
  },
};

/** The first instant too late to answer: the end of the day the second reminder falls on. */
export const answerDue = (secondReminder: number): number => deadlineAtEndOf(localDate(secondReminder));
