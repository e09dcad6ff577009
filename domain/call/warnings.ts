/** Advice on a call (K2): told beside its field, never in the way of a save. What stops it from being sent is in rules.ts. */
import {
  addWorkingDays, deadlineWarnings, holidayName, isWorkingDay, rollToWorkingDay, weekday, type DeadlineWarning, type HolidayName, type LocalDate,
} from '../calendar/index.js'; // prettier-ignore
import type { Kroner } from '../money.js';
import { areaSums, earmarkedSum, type Area } from './areas.js';
import { earlierYearsIn } from './copy.js';
import { isTooNear } from './extension.js';
import { APPROVAL_REMINDER_DAYS } from './ladders.js';

/** The call as far as it can be read; null or absent where a field is empty or makes no sense. Dates are last days. */
export type CallToThinkOver = {
  budgetYear: number | null;
  opensOn: LocalDate | null;
  deadline: LocalDate | null;
  expectedDecisionOn: LocalDate | null;
  frame: Kroner | null;
  minAmount: Kroner | null;
  maxAmount: Kroner | null;
  weights: readonly number[];
  areas: readonly Area[];
  reports: readonly (LocalDate | null)[];
  /** Texts by the field they stand in. */
  texts: Readonly<Record<string, string>>;
};

export type CallWarning =
  | { code: DeadlineWarning['code']; field: string; row?: number; date: LocalDate; name?: HolidayName; days?: number }
  | { code: 'offer'; field: string; row?: number; date: LocalDate }
  | { code: 'opensAfterDeadline' | 'decisionBeforeDeadline' | 'decisionSoon' | 'minAboveMax' | 'minAboveFrame'; field: string }
  | { code: 'opensPassed' | 'opensSoon'; field: string; date: LocalDate }
  | { code: 'reportBeforeDeadline'; field: string; row: number }
  | { code: 'weightsNot100'; field: string; row: number; sum: number }
  /** `difference`: what is set aside less the frame, or an area’s own amount less the sum below it. */
  | { code: 'earmarkedNotFrame'; field: string; sum: Kroner; difference: Kroner }
  | { code: 'areaNotSumBelow'; field: string; row: number; sum: Kroner; difference: Kroner }
  | { code: 'earlierYear'; field: string; years: number[] }; // prettier-ignore

/** In the order of the form. `today` is the day it is judged from. */
export function callWarnings(call: CallToThinkOver, today: LocalDate): CallWarning[] {
  return [...textWarnings(call), ...moneyWarnings(call), ...dateWarnings(call, today), ...rowWarnings(call)];
}

function textWarnings({ texts, budgetYear, opensOn }: CallToThinkOver): CallWarning[] {
  const opens = opensOn ? Number(opensOn.slice(0, 4)) : budgetYear;
  if (budgetYear === null || opens === null) return [];
  return Object.entries(texts).flatMap(([field, text]): CallWarning[] => {
    const years = earlierYearsIn(text, Math.min(budgetYear, opens));
    return years.length > 0 ? [{ code: 'earlierYear', field, years }] : [];
  });
}

function moneyWarnings({ frame, minAmount, maxAmount }: CallToThinkOver): CallWarning[] {
  const warnings: CallWarning[] = [];
  if (minAmount !== null && maxAmount !== null && minAmount > maxAmount)
    warnings.push({ code: 'minAboveMax', field: 'minAmount' });
  if (minAmount !== null && frame !== null && frame > 0 && minAmount > frame)
    warnings.push({ code: 'minAboveFrame', field: 'minAmount' });
  return warnings;
}

function dateWarnings({ opensOn, deadline, expectedDecisionOn: expected }: CallToThinkOver, today: LocalDate) {
  const warnings: CallWarning[] = opensOn
    ? [...dayOff(opensOn, { field: 'opensAt' }), ...beforeApproval(opensOn, today)]
    : [];
  if (deadline) {
    for (const warning of deadlineWarnings(deadline, today))
      warnings.push({ ...warning, field: 'deadline', date: deadline });
    if (!isWorkingDay(deadline)) warnings.push({ code: 'offer', field: 'deadline', date: rollToWorkingDay(deadline) });
    if (opensOn && opensOn > deadline) warnings.push({ code: 'opensAfterDeadline', field: 'opensAt' });
  }
  if (deadline && expected && expected <= deadline)
    warnings.push({ code: 'decisionBeforeDeadline', field: 'expectedDecisionOn' });
  else if (deadline && expected && isTooNear(expected, deadline))
    warnings.push({ code: 'decisionSoon', field: 'expectedDecisionOn' });
  return warnings;
}

/** K3: it opens when it is approved, and the approver is first reminded after some working days. */
function beforeApproval(opensOn: LocalDate, today: LocalDate): CallWarning[] {
  if (opensOn <= today) return [{ code: 'opensPassed', field: 'opensAt', date: opensOn }];
  return opensOn <= addWorkingDays(today, APPROVAL_REMINDER_DAYS)
    ? [{ code: 'opensSoon', field: 'opensAt', date: opensOn }]
    : [];
}

/** A Saturday, Sunday or holy day, and the working day to offer instead. */
export function dayOff(date: LocalDate, place: { field: string; row?: number }): CallWarning[] {
  if (isWorkingDay(date)) return [];
  const name = holidayName(date);
  const why: CallWarning = name
    ? { code: 'holiday', name, date, ...place }
    : { code: weekday(date) === 6 ? 'saturday' : 'sunday', date, ...place };
  return [why, { code: 'offer', date: rollToWorkingDay(date), ...place }];
}

function rowWarnings({ weights, areas, frame, reports, deadline }: CallToThinkOver): CallWarning[] {
  const weighed = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = earmarkedSum(areas);
  return [
    ...(weights.length > 0 && weighed !== 100
      ? [{ code: 'weightsNot100', field: 'criteria.weight', row: weights.length - 1, sum: weighed } as const]
      : []),
    ...areaSums(areas).flatMap(({ below, difference }, row) =>
      difference === 0 || below === null
        ? []
        : [{ code: 'areaNotSumBelow', field: 'priorityAreas.earmarked', row, sum: below, difference } as const],
    ),
    ...(sum !== null && frame !== null && frame > 0 && sum !== frame
      ? [{ code: 'earmarkedNotFrame', field: 'priorityAreas', sum, difference: sum - frame } as const]
      : []),
    ...reports.flatMap((due, row): CallWarning[] => {
      const field = 'reportPlans.dueOn';
      if (!due) return [];
      return deadline && due <= deadline ? [{ code: 'reportBeforeDeadline', field, row }] : dayOff(due, { field, row });
    }),
  ];
}
