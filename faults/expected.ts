/**
 * What one round of life.ts must leave behind, written down by hand from lifecycles.md: events and e-mails of each process, each once.
 * It does not ask the planner. Where the clock decides, the day is given; where a person does, it is left open (“–”).
 */
import { addDays } from '../domain/calendar/index.js';

/** "kind address day" of each e-mail, and the names of the events. */
export type Left = { events: string[]; emails: string[] };

const applicant = 'applicant@demo.example';
const desk = 'post-1804@kommune.example';

/** `deadline`: the last day to apply. `officer`: the address of the one the application went to. */
export function ofGrant({ deadline, officer }: { deadline: string; officer: string }): Left {
  // Decided the day after the deadline’s instant, which is two days after its last day.
  const decided = addDays(deadline, 2);
  return {
    events: [
      ...['create', 'deadline:before-14', 'deadline:before-7', 'deadline:before-3', 'submit', 'due:deadline'],
      ...['interimReply', 'declareImpartiality', 'recommend', 'decide'],
      ...['due:publication', 'letter:unopened-7', 'letter:unopened-14', 'due:reasons'],
    ],
    emails: [
      `E3 ${applicant} ${addDays(deadline, -14)}`,
      `E3 ${applicant} ${addDays(deadline, -7)}`,
      `E3 ${applicant} ${addDays(deadline, -3)}`,
      `E9 ${applicant} –`,
      `E33 ${officer} ${addDays(deadline, 1)}`,
      `E5 ${applicant} –`,
      `E14 ${applicant} –`,
      `E14second ${applicant} ${addDays(decided, 7)}`,
      `E14second ${desk} ${addDays(decided, 14)}`,
      `E33 ${officer} ${addDays(decided, 14)}`,
    ],
  };
}

export const ofProject: Left = { events: ['create', 'finalReportOpened', 'finalReportApproved'], emails: [] };

/** Both reports open on 9 January and are due at the end of 20 February; they are sent ten days late. */
export function ofReport({ year, officer }: { year: number; officer: string }): Left {
  return {
    events: [
      ...['create', 'announce', 'due:open', 'deadline:before-30', 'deadline:before-14', 'deadline:before-3'],
      ...['deadline:before-0', 'due:deadline', 'overdue:overdue-1', 'overdue:overdue-7', 'submit', 'approve'],
    ],
    emails: [
      `E16 ${applicant} –`,
      `E17 ${applicant} ${year}-01-09`,
      `E17reminder ${applicant} ${year}-01-21`,
      `E17reminder ${applicant} ${year}-02-06`,
      `E17reminder ${applicant} ${year}-02-17`,
      `E17reminder ${applicant} ${year}-02-20`,
      `E20 ${applicant} ${year}-02-21`,
      `E20 ${applicant} ${year}-02-27`,
      `E18 ${applicant} –`,
      `E19 ${officer} –`,
      `E23 ${applicant} –`,
    ],
  };
}

/** The call itself: one municipality has no draft; two officers hear of the deadline and of the last recommendation, the approver of the allocation. */
export function ofCall({ deadline }: { deadline: string }): Left {
  return {
    events: [
      'seeded',
      'deadline:without-draft-7',
      'due:deadline',
      'startAssessment',
      'allRecommended',
      'allocate',
      'decide',
      'complete',
    ],
    emails: [
      `E3none post-1839@kommune.example ${addDays(deadline, -7)}`,
      `E33 officer@demo.example ${addDays(deadline, 1)}`,
      `E33 second-officer@demo.example ${addDays(deadline, 1)}`,
      'E33 officer@demo.example –',
      'E33 second-officer@demo.example –',
      'E33 approver@demo.example –',
    ],
  };
}
