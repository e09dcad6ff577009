import type { LocalDate } from '../../../domain/calendar/index.js';
import { workingDayYearsLater, yearsAhead, yearsLater } from '../../../domain/call/copy.js';
import { readDate } from './parse.js';
import type { CallValues } from './values.js';

const later = (text: string, move: (date: LocalDate) => LocalDate): string => {
  const date = readDate(text);
  return date ? move(date) : '';
};

/**
 * An earlier call as the draft of the next: every date as many whole years later as it takes for the opening to be ahead of `today`, on a
 * working day where something is due, and the budget year with them, in the titles too.
 */
export function nextRound(values: CallValues, today: LocalDate): CallValues {
  const dates = [values.opensAt, values.deadline, values.expectedDecisionOn].flatMap((text) => readDate(text) ?? []);
  const years = yearsAhead(dates, today);
  const year = Number(values.budgetYear);
  const title = (text: string): string => text.replaceAll(String(year), String(year + years));
  const workingDay = (text: string): string => later(text, (date) => workingDayYearsLater(date, years));
  const sameDay = (text: string): string => later(text, (date) => yearsLater(date, years));
  return {
    ...values,
    titleNb: title(values.titleNb),
    titleNn: title(values.titleNn),
    budgetYear: String(year + years),
    round: '',
    opensAt: workingDay(values.opensAt),
    deadline: workingDay(values.deadline),
    expectedDecisionOn: workingDay(values.expectedDecisionOn),
    reportPlans: values.reportPlans.map((plan) => ({
      kind: plan.kind,
      periodFrom: sameDay(plan.periodFrom),
      periodTo: sameDay(plan.periodTo),
      opensOn: workingDay(plan.opensOn),
      dueOn: workingDay(plan.dueOn),
    })),
  };
}
