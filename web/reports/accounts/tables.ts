import { formatAmount } from '../../../domain/money.js';
import { accountsBegun, deviations, fundsUsed } from '../../../domain/report/rules.js';
import type { Fault, MoneyCell, MoneyRow, MoneyTable } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import type { Translate } from '../../page.js';
import { snapshotOf } from '../snapshot.js';
import type { ReportCase } from '../report-case.js';
import { accountsOf, usedId, usedName, type AccountRow, type Accounts, type Side } from './rows.js';

export type Drawn = {
  t: Translate;
  accounts: Accounts;
  awarded: number;
  /** The last year of the period reported on. */
  lastYear: number;
  /** Somebody has written them; until then nothing is said of what they lack. */
  begun: boolean;
};
export const drawnAccounts = (reportCase: ReportCase, t: Translate): Drawn => ({
  t,
  accounts: accountsOf(reportCase),
  awarded: reportCase.awarded,
  lastYear: reportCase.report.periodTo.getUTCFullYear(),
  begun: accountsBegun(snapshotOf(reportCase.report)),
});

/** What is typed, when the tables are a form. */
type Form = { texts: Readonly<Record<string, string>>; faults: readonly Fault[] };

export function rowName(t: Translate, side: Side, { kind, label }: AccountRow): string {
  if (side === 'funding') return kind === 'other' && label ? label : t(`reports.funding.${kind}`);
  const name = t(`common.costKind.${kind}`);
  return label ? `${name}: ${label}` : name;
}

const signed = (amount: number): string => (amount > 0 ? `+${formatAmount(amount)}` : formatAmount(amount));
const total = (rows: readonly AccountRow[], column: 'budget' | 'budgetToDate' | 'used'): number =>
  rows.reduce((sum, row) => sum + row[column], 0);

/** Half-way the budget so far stands beside the whole one, and the deviation is from what is so far. */
function table({ t, accounts, lastYear, begun }: Drawn, side: Side, form: Form | null): MoneyTable {
  const halfWay = [...accounts.cost, ...accounts.funding].some((row) => row.budgetToDate !== row.budget);
  const over = side === 'cost' && begun ? toExplain(accounts) : [];
  const cells = (row: Pick<AccountRow, 'budget' | 'budgetToDate' | 'used'>, used: MoneyCell, note = '') => [
    { value: formatAmount(row.budget) },
    ...(halfWay ? [{ value: formatAmount(row.budgetToDate) }] : []),
    used,
    { value: begun ? signed(row.used - row.budgetToDate) + note : '–' },
  ];
  const rows = accounts[side].filter((row) => form || row.budget > 0 || row.used > 0 || row.kind === 'projectFunds');
  const drawn = rows.map((row, i): MoneyRow => {
    const label = rowName(t, side, row);
    const name = usedName(side, row);
    const id = usedId(side, row, i);
    const used = form
      ? {
          name,
          id,
          label: t('reports.accounts.usedOf', { row: label }),
          value: form.texts[name] ?? '',
          error: errorOf(form.faults, id),
        }
      : { value: formatAmount(row.used) };
    return { label, cells: cells(row, used, over.includes(row) ? ` ${t('reports.accounts.over')}` : ''), sum: null };
  });
  const sums = { budget: total(rows, 'budget'), budgetToDate: total(rows, 'budgetToDate'), used: total(rows, 'used') };
  const sum: MoneyRow = {
    label: t('reports.accounts.sum'),
    cells: cells(sums, { value: begun ? formatAmount(sums.used) : '–' }),
    sum: null,
    strong: true,
  };
  return {
    caption: t(`reports.accounts.${side}`),
    columns: [
      t(`reports.accounts.${halfWay ? 'wholeBudget' : 'budget'}`),
      ...(halfWay ? [t('reports.accounts.budgetToDate', { year: lastYear })] : []),
      t('reports.accounts.used'),
      t('reports.accounts.deviation'),
    ],
    sumLabel: null,
    editable: form !== null,
    rows: [...drawn, sum],
  };
}

/** `difference` is null until something is written. */
export type AccountTables = { cost: MoneyTable; funding: MoneyTable; difference: string | null; award: string };

/** Costs, funding, what they differ by, and what is left of the award. */
export function accountTables(drawn: Drawn, form: Form | null = null): AccountTables {
  const { t, accounts, awarded, begun } = drawn;
  const difference = total(accounts.funding, 'used') - total(accounts.cost, 'used');
  const used = fundsUsed(accounts);
  const words = difference === 0 ? 'agrees' : difference < 0 ? 'lacks' : 'exceeds';
  return {
    cost: table(drawn, 'cost', form),
    funding: table(drawn, 'funding', form),
    difference: begun ? t(`reports.accounts.${words}`, { amount: formatAmount(Math.abs(difference)) }) : null,
    award: t('reports.accounts.award', {
      used: formatAmount(used),
      awarded: formatAmount(awarded),
      unspent: formatAmount(awarded - used),
    }),
  };
}

/** The costs that ask for an explanation. */
export const toExplain = ({ cost, funding }: Accounts): AccountRow[] => {
  const positions = deviations({ costs: cost, funding }).map(({ position }) => position);
  return cost.filter(({ position }) => positions.includes(position));
};
