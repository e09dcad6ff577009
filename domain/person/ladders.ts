import { afterMonths, nextMorning, step, type Ladder } from '../steps.js';

/** C.4: months without a log-in until someone sleeps, and months after the last role, or without one after the last log-in, until nothing personal is left. */
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
  /** `due`: when who never had a role was last seen; of others the role’s end, which is now. */
  anonymisation: {
    plan: ({ at, due }) => [step('anonymise', 'deadline', afterMonths(due ?? at, ANONYMISED_MONTHS))],
    notices: () => ({}),
  },
};
