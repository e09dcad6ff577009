/** The application’s budget as two tables: what it costs, and who pays. */
import { formatAmount } from '../../../domain/money.js';
import { rowLabel } from '../../applications/answers.js';
import { yearsOf, type BudgetRow, type BudgetSide, type DraftContent } from '../../applications/draft.js';
import type { MoneyRow, MoneyTable } from '../../components/models.js';
import type { Translate } from '../../page.js';

type Budgeted = { content: DraftContent; firstYear: number };

/** Amounts of several rows added year by year. */
export const sumOf = (rows: readonly Pick<BudgetRow, 'amounts'>[], years: number): number[] =>
  Array.from({ length: years }, (_, i) => rows.reduce((sum, { amounts }) => sum + (amounts[i] ?? 0), 0));

export function budgetTables(t: Translate, { content, firstYear }: Budgeted): MoneyTable[] {
  const years = yearsOf({ firstYear, yearCount: content.yearCount });
  const one = years.length === 1;
  const rowOf = (label: string, amounts: readonly number[], strong = false): MoneyRow => ({
    label,
    cells: years.map((_, i) => ({ value: formatAmount(amounts[i] ?? 0) })),
    sum: one ? null : formatAmount(amounts.reduce((sum, amount) => sum + amount, 0)),
    strong,
  });
  const table = (caption: string, sides: readonly BudgetSide[]): MoneyTable => ({
    caption,
    columns: years.map(String),
    sumLabel: one ? null : t('cases.show.sum'),
    editable: false,
    rows: [
      ...sides.flatMap((side) => content[side].map((row) => rowOf(rowLabel(t, side, row), row.amounts))),
      rowOf(t('cases.show.total'), sumOf(sides.flatMap((side) => content[side]), years.length), true),
    ],
  }); // prettier-ignore
  return [table(t('cases.show.costs'), ['costs']), table(t('cases.show.funding'), ['applied', 'own', 'other'])];
}
