/** The whole budget of an application as one table to read. */
import { budgetLines, fundingSides, type BudgetLine } from '../../../domain/application/budget-lines.js';
import type { MoneyRow, MoneyTable } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { contentOf } from '../draft.js';

export const moneyRow = ({ label, amounts, sum }: BudgetLine, strong = false): MoneyRow => ({
  label,
  cells: amounts.map((value) => ({ value })),
  sum,
  strong,
});

export function budgetTable({ t }: UserContext, { row }: Case): MoneyTable {
  const { columns, rows, total, difference } = budgetLines(t, { content: contentOf(row), firstYear: row.firstYear });
  const sum = (side: 'costs' | 'funding') => t(`applications.budget.sum.${side}`);
  return {
    caption: t('applications.budget.caption'),
    columns,
    sumLabel: columns.length === 1 ? null : t('applications.budget.total'),
    editable: false,
    rows: [
      ...rows(['costs']).map((line) => moneyRow(line)),
      moneyRow(total(sum('costs'), ['costs']), true),
      ...rows(fundingSides).map((line) => moneyRow(line)),
      moneyRow(total(sum('funding'), fundingSides), true),
      moneyRow(difference(t('applications.budget.differenceLabel')), true),
    ],
  };
}
