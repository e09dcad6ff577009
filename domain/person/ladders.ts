import { afterMonths, nextMorning, step, type Ladder } from '../steps.js';

/** C.4: months without a log-in until someone sleeps, and months after the last role until nothing personal is left. */
export const DORMANT_MONTHS = 18;
export const ANONYMISED_MONTHS = 24;

export const personLadders: Readonly<Record<string, Ladder>> = {
  /** `due`: when the person was last seen. */
  dormancy: {
    plan: ({ at, due }) => [step('dormant', 'deadline', afterMonths(due ?? at, DORMANT_MONTHS))],
    notices: () => ({}),
  },
  /** The day’s one e-mail, for who has asked for that. */
  digest: {
    plan: ({ at }) => [step('digest', 'deadline', nextMorning(at))],
    notices: () => ({}),
  },
  anonymisation: {
    plan: ({ at }) => [step('anonymise', 'deadline', afterMonths(at, ANONYMISED_MONTHS))],
    notices: () => ({}),
  },
};
