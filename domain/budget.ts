import type { Kroner } from './money.js';

/** forms.md D.1, step 5. The words are in locales under `costKind`. */
export const costKinds = ['salary', 'services', 'office', 'travel', 'equipment', 'dissemination', 'other'] as const;
export type CostKind = (typeof costKinds)[number];

export const ownContributionKinds = ['cash', 'ownWork', 'partner'] as const;
export type OwnContributionKind = (typeof ownContributionKinds)[number];

export const otherFundingStatuses = ['applied', 'granted'] as const;
export type OtherFundingStatus = (typeof otherFundingStatuses)[number];

/** Whole kroner, one for each of the budget’s years in their order. */
export type YearAmounts = readonly Kroner[];

/** The budget of an application. `years` are one to four calendar years in a row. */
export type Budget = {
  years: readonly number[];
  costs: readonly { kind: CostKind; label?: string; amounts: YearAmounts }[];
  applied: YearAmounts;
  ownContribution: readonly { kind: OwnContributionKind; label?: string; amounts: YearAmounts }[];
  otherFunding: readonly { source: string; status: OtherFundingStatus; amounts: YearAmounts }[];
};

/** Sums in whole kroner. `funding` = applied + own + other. */
export type BudgetSums = { costs: Kroner; applied: Kroner; own: Kroner; other: Kroner; funding: Kroner };
export type BudgetTotals = BudgetSums & { years: readonly (BudgetSums & { year: number })[] };

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Sums of each year and of all years. */
export function totals(budget: Budget): BudgetTotals {
  const inYear = (rows: readonly { amounts: YearAmounts }[], i: number): Kroner =>
    sum(rows.map((row) => row.amounts[i] ?? 0));
  const years = budget.years.map((year, i) => {
    const applied = budget.applied[i] ?? 0;
    const own = inYear(budget.ownContribution, i);
    const other = inYear(budget.otherFunding, i);
    return { year, costs: inYear(budget.costs, i), applied, own, other, funding: applied + own + other };
  });
  const all = (key: keyof BudgetSums): Kroner => sum(years.map((year) => year[key]));
  return {
    costs: all('costs'),
    applied: all('applied'),
    own: all('own'),
    other: all('other'),
    funding: all('funding'),
    years,
  };
}

/** Funding minus costs for each year, in kroner: negative when money is missing, 0 when it is right. */
export const differences = (budget: Budget): { year: number; difference: Kroner }[] =>
  totals(budget).years.map(({ year, costs, funding }) => ({ year, difference: funding - costs }));

/** Part of the costs in percent, rounded down to one decimal so that 49.96 is not shown as the 50 it falls short of. */
const percentOf = (part: Kroner, costs: Kroner): number => (costs === 0 ? 0 : Math.floor((part * 1000) / costs) / 10);

/** The municipality’s own contribution (cash, own work, partners) in percent of the costs, with one decimal; 0 without costs. */
export function ownShare(budget: Budget): number {
  const { own, costs } = totals(budget);
  return percentOf(own, costs);
}

/** The same for the amount applied for. */
export function appliedShare(budget: Budget): number {
  const { applied, costs } = totals(budget);
  return percentOf(applied, costs);
}

/** The call’s rules (D-4, D-5), in kroner and percent of the costs; one that is absent is not held. */
export type BudgetRules = {
  minAmount?: Kroner;
  maxAmount?: Kroner;
  ownSharePercent?: number;
  /** The call’s budget year. */
  callYear: number;
  /** Total costs up to this look like a small project. */
  smallProject?: Kroner;
};

/** Møre og Romsdal, 2020. */
export const usualSmallProject: Kroner = 500_000;

/** What must be put right before the application is sent in, with the figures its message names. */
export const budgetFaultCodes = [
  'noCosts', // {}
  'fundingTooLow', // year, { difference }
  'fundingTooHigh', // year, { difference }
  'nothingApplied', // {}
  'appliedBelowMinimum', // { min, sum }
  'appliedAboveMaximum', // { max, sum }
  'ownShareTooLow', // { percent, required, missing }
] as const;
/** What the applicant should think over; stops nothing. */
export const budgetWarningCodes = [
  'noCostInCallYear', // year
  'looksLikeSmallProject', // { limit, sum }
] as const;

export type BudgetFaultCode = (typeof budgetFaultCodes)[number] | (typeof budgetWarningCodes)[number];
/** Amounts in `params` are positive whole kroner. */
export type BudgetFault = { code: BudgetFaultCode; year?: number; params: Readonly<Record<string, number>> };

export const isBudgetWarning = ({ code }: BudgetFault): boolean =>
  budgetWarningCodes.some((warning) => warning === code);

/** Everything to say about a budget (forms.md D.1, step 5), faults first. */
export function budgetFaults(budget: Budget, rules: BudgetRules): BudgetFault[] {
  const all = totals(budget);
  return [
    ...(all.costs === 0 ? [{ code: 'noCosts', params: {} } as const] : []),
    ...all.years.flatMap(balanceFault),
    ...appliedFaults(all.applied, rules),
    ...ownShareFaults(all, rules),
    ...warnings(all, rules),
  ];
}

function balanceFault({ year, costs, funding }: BudgetSums & { year: number }): BudgetFault[] {
  if (funding === costs) return [];
  return [
    {
      code: funding < costs ? 'fundingTooLow' : 'fundingTooHigh',
      year,
      params: { difference: Math.abs(funding - costs) },
    },
  ];
}

function appliedFaults(applied: Kroner, { minAmount, maxAmount }: BudgetRules): BudgetFault[] {
  if (applied === 0) return [{ code: 'nothingApplied', params: {} }];
  if (minAmount !== undefined && applied < minAmount)
    return [{ code: 'appliedBelowMinimum', params: { min: minAmount, sum: applied } }];
  if (maxAmount !== undefined && applied > maxAmount)
    return [{ code: 'appliedAboveMaximum', params: { max: maxAmount, sum: applied } }];
  return [];
}

function ownShareFaults({ own, costs }: BudgetSums, { ownSharePercent: required = 0 }: BudgetRules): BudgetFault[] {
  const missing = Math.ceil((costs * required) / 100) - own;
  return missing > 0 ? [{ code: 'ownShareTooLow', params: { percent: percentOf(own, costs), required, missing } }] : [];
}

function warnings(all: BudgetTotals, { callYear, smallProject = usualSmallProject }: BudgetRules): BudgetFault[] {
  if (all.costs === 0) return [];
  const inCallYear = all.years.find(({ year }) => year === callYear)?.costs ?? 0;
  return [
    ...(inCallYear === 0 ? [{ code: 'noCostInCallYear', year: callYear, params: {} } as const] : []),
    ...(all.costs <= smallProject
      ? [{ code: 'looksLikeSmallProject', params: { limit: smallProject, sum: all.costs } } as const]
      : []),
  ];
}
