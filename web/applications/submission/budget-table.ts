/** The whole budget of an application as one table to read. */
import { budgetOf } from '../../../domain/application/rules.js';
import { differences, totals } from '../../../domain/budget.js';
import { formatAmount } from '../../../domain/money.js';
import type { MoneyTable } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import { rowLabel } from '../answers.js';
import type { Case } from '../case.js';
import { contentOf, snapshotOf, yearsOf, type BudgetSide } from '../draft.js';

const fundingSides = ['applied', 'own', 'other'] as const satisfies readonly BudgetSide[];

export function budgetTable({ t }: UserContext, { row }: Case): MoneyTable {
  const content = contentOf(row);
  const years = yearsOf(row);
  const budget = budgetOf(snapshotOf(row));
  const all = totals(budget);
  const cells = (amounts: readonly number[]) => amounts.map((amount) => ({ value: formatAmount(amount) }));
  const line = (label: string, amounts: readonly number[], strong = false) => ({
    label,
    cells: cells(amounts),
    sum: formatAmount(amounts.reduce((sum, amount) => sum + amount, 0)),
    strong,
  });
  const rows = (side: BudgetSide) => content[side].map((one) => line(rowLabel(t, side, one), one.amounts));
  return {
    caption: t('applications.budget.caption'),
    columns: years.map(String),
    sumLabel: t('applications.budget.total'),
    editable: false,
    rows: [
      ...rows('costs'),
      line(
        t('applications.budget.sum.costs'),
        all.years.map((year) => year.costs),
        true,
      ),
      ...fundingSides.flatMap(rows),
      line(
        t('applications.budget.sum.funding'),
        all.years.map((year) => year.funding),
        true,
      ),
      line(
        t('applications.budget.differenceLabel'),
        differences(budget).map(({ difference }) => difference),
        true,
      ),
    ],
  };
}
