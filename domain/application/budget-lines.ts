/** The budget of an application to be read: what its rows are called, and their amounts, wherever it is drawn as a table. */
import { formatAmount } from '../money.js';
import type { Translate } from '../words.js';
import { rowLabel } from './answers.js';
import type { ApplicationContent, BudgetRow, BudgetSide } from './fields.js';
import { yearsOf } from './rules.js';

type Budgeted = { content: Pick<ApplicationContent, BudgetSide | 'yearCount'>; firstYear: number };

/** Amounts by year and in all, as figures; with one year there is nothing to add up, and `sum` is null. */
export type BudgetLine = { label: string; amounts: string[]; sum: string | null };

/** Who pays. */
export const fundingSides = ['applied', 'own', 'other'] as const satisfies readonly BudgetSide[];

const added = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** Amounts of several rows added year by year, in kroner. */
export const sumOf = (rows: readonly Pick<BudgetRow, 'amounts'>[], years: number): number[] =>
  Array.from({ length: years }, (_, i) => added(rows.map(({ amounts }) => amounts[i] ?? 0)));

export function budgetLines(t: Translate, { content, firstYear }: Budgeted) {
  const years = yearsOf({ firstYear, yearCount: content.yearCount });
  const sums = (sides: readonly BudgetSide[]) => sumOf(sides.flatMap((side) => content[side]), years.length); // prettier-ignore
  const line = (label: string, amounts: readonly number[]): BudgetLine => {
    const all = years.map((_, i) => amounts[i] ?? 0);
    return { label, amounts: all.map(formatAmount), sum: years.length === 1 ? null : formatAmount(added(all)) };
  };
  return {
    columns: years.map(String),
    rows: (sides: readonly BudgetSide[]): BudgetLine[] =>
      sides.flatMap((side) => content[side].map((row) => line(rowLabel(t, side, row), row.amounts))),
    total: (label: string, sides: readonly BudgetSide[]): BudgetLine => line(label, sums(sides)),
    /** What the funding is more than the costs, by year. */
    difference(label: string): BudgetLine {
      const costs = sums(['costs']);
      return line(
        label,
        sums(fundingSides).map((amount, i) => amount - costs[i]!),
      );
    },
  };
}
