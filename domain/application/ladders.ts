import { addWorkingDays, localDate, type LocalDate } from '../calendar/index.js';
import {
  afterDays,
  afterMonths,
  afterWorkingDays,
  fromLastDay,
  needed,
  step,
  stepsBefore,
  type Ladder,
} from '../steps.js';

/** A14: working days until an application that came late should be answered; then the leader is told. */
export const LATE_ANSWER_DAYS = 5;

/** The last day to answer it; epoch ms it was received. */
export const lateAnswerOn = (receivedAt: number): LocalDate => addWorkingDays(localDate(receivedAt), LATE_ANSWER_DAYS);

/** C.2: A1/K6 reminders and deadline, A9 interim reply and opening, A10 clarification, A16 letter, A18 reasons, A19 publication. */
export const applicationLadders: Readonly<Record<string, Ladder>> = {
  /** While it is a draft: reminders, and at the deadline it lapses. */
  deadline: {
    plan: ({ due, days }) => [
      ...stepsBefore(needed(due), days ?? [14, 7, 3, 1]),
      step('deadline', 'deadline', needed(due)),
    ],
    notices: () => ({ emails: [{ email: 'E3', to: ['municipalityUsers'] }] }),
  },
  /** A2: while one in the municipality is to approve it. */
  localApproval: {
    plan: ({ at }) => [step('approver-3', 'reminder', afterDays(at, 3))],
    notices: () => ({ emails: [{ email: 'E7reminder', to: ['localApprovers'] }] }),
  },
  /** K6: what nobody has approved lapses like a draft; two days before, both sides are warned. */
  localDeadline: {
    plan: ({ due }) => [...stepsBefore(needed(due), [2]), step('deadline', 'deadline', needed(due))],
    notices: () => ({ emails: [{ email: 'E7last', to: ['localApprovers', 'municipalityUsers'] }] }),
  },
  /** A14: the approver’s answer, within five working days. */
  late: {
    plan: ({ at }) => [step('leader-5', 'escalation', afterWorkingDays(at, LATE_ANSWER_DAYS))],
    notices: () => ({
      emails: [{ email: 'E33', to: ['leaders'] }],
      tasks: [{ task: 'lateNotDecided', to: 'leaders' }],
    }),
  },
  /** Once it is submitted: at the deadline it is registered. */
  registration: {
    plan: ({ due }) => [step('deadline', 'deadline', needed(due))],
    notices: () => ({}),
  },
  /** fvl. § 11 a: who has not heard from us a month after sending in (`due`) gets the interim reply then. */
  interimReply: {
    plan: ({ at, due }) => [step('interimReply', 'deadline', afterMonths(due ?? at, 1))],
    notices: () => ({}),
  },
  opening: {
    plan: ({ at }) => [step('leader-10', 'escalation', afterWorkingDays(at, 10))],
    notices: () => ({
      emails: [{ email: 'E33', to: ['leaders'] }],
      tasks: [{ task: 'applicationNotOpened', to: 'leaders' }],
    }),
  },
  clarification: {
    plan: ({ due }) => [
      ...stepsBefore(needed(due), [3, 0]),
      step('overdue-1', 'escalation', fromLastDay(needed(due), 1)),
      step('overdue-7', 'escalation', fromLastDay(needed(due), 7)),
    ],
    notices: (name) => {
      switch (name) {
        case 'overdue-1':
          return {
            emails: [{ email: 'E33', to: ['caseOfficer'] }],
            tasks: [{ task: 'clarificationUnanswered', to: 'caseOfficer' }],
          };
        case 'overdue-7':
          return { emails: [{ email: 'E33', to: ['caseOfficer'] }] };
        default:
          return { emails: [{ email: 'E12reminder', to: ['municipalityUsers'] }] };
      }
    },
  },
  letter: {
    plan: ({ at }) => [
      step('unopened-7', 'escalation', afterDays(at, 7)),
      step('unopened-14', 'escalation', afterDays(at, 14)),
    ],
    notices: (name) =>
      name === 'unopened-14'
        ? {
            emails: [
              { email: 'E14second', to: ['postReception'] },
              { email: 'E33', to: ['caseOfficer'] },
            ],
            tasks: [{ task: 'letterUnopened', to: 'caseOfficer' }],
          }
        : { emails: [{ email: 'E14second', to: ['municipalityUsers'] }] },
  },
  publication: {
    plan: ({ at }) => [step('publication', 'deadline', afterWorkingDays(at, 3))],
    notices: () => ({}),
  },
  reasons: {
    plan: ({ at }) => [step('reasons', 'deadline', afterDays(at, 22))],
    notices: () => ({}),
  },
};
