import { addMonths, type LocalDate } from '../../../domain/calendar/index.js';
import { nextYearsWorkingDay } from '../../../domain/call/copy.js';
import { readDate } from './parse.js';
import type { CallValues } from './values.js';

const later = (text: string, move: (date: LocalDate) => LocalDate): string => {
  const date = readDate(text);
  return date ? move(date) : '';
};
const aYear = (date: LocalDate): LocalDate => addMonths(date, 12);

/** Last year’s call as the draft of the next: the year one up, in the titles too, and every date a year later, on a working day where something is due. */
export function nextYear(values: CallValues): CallValues {
  const year = Number(values.budgetYear);
  const title = (text: string): string => text.replaceAll(String(year), String(year + 1));
  const workingDay = (text: string): string => later(text, nextYearsWorkingDay);
  return {
    ...values,
    titleNb: title(values.titleNb),
    titleNn: title(values.titleNn),
    budgetYear: String(year + 1),
    round: '',
    opensAt: workingDay(values.opensAt),
    deadline: workingDay(values.deadline),
    expectedDecisionOn: workingDay(values.expectedDecisionOn),
    reportPlans: values.reportPlans.map((plan) => ({
      kind: plan.kind,
      periodFrom: later(plan.periodFrom, aYear),
      periodTo: later(plan.periodTo, aYear),
      opensOn: workingDay(plan.opensOn),
      dueOn: workingDay(plan.dueOn),
    })),
  };
}
