/** The application’s budget as two tables: what it costs, and who pays. */
import { budgetLines, fundingSides } from '../../../domain/application/budget-lines.js';
import { moneyRow } from '../../applications/submission/budget-table.js';
import type { BudgetSide, DraftContent } from '../../applications/draft.js';
import type { MoneyTable } from '../../components/models.js';
import type { Translate } from '../../page.js';

export function budgetTables(t: Translate, budgeted: { content: DraftContent; firstYear: number }): MoneyTable[] {
  const { columns, rows, total } = budgetLines(t, budgeted);
  const table = (caption: string, sides: readonly BudgetSide[]): MoneyTable => ({
    caption,
    columns,
    sumLabel: columns.length === 1 ? null : t('cases.show.sum'),
    editable: false,
    rows: [...rows(sides).map((line) => moneyRow(line)), moneyRow(total(t('cases.show.total'), sides), true)],
  });
  return [table(t('cases.show.costs'), ['costs']), table(t('cases.show.funding'), fundingSides)];
}
