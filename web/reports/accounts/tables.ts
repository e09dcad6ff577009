import { formatAmount } from '../../../domain/money.js';
import { fundsUsed } from '../../../domain/report/rules.js';
import type { Fault, MoneyRow, MoneyTable } from '../../components/models.js';
import { errorOf } from '../../components/models.js';
import type { Translate } from '../../page.js';
import type { ReportCase } from '../report-case.js';
import { deviates, usedId, usedName, type AccountRow, type Accounts, type Side } from './rows.js';

type Drawn = { t: Translate; kind: ReportCase['kind']; accounts: Accounts };
/** What is typed, when the tables are a form. */
type Form = { texts: Readonly<Record<string, string>>; faults: readonly Fault[] };

export function rowName(t: Translate, side: Side, { kind, label }: AccountRow): string {
  if (side === 'funding') return kind === 'other' && label ? label : t(`reports.funding.${kind}`);
  const name = t(`common.costKind.${kind}`);
  return label ? `${name}: ${label}` : name;
}

const signed = (amount: number): string => (amount > 0 ? `+${formatAmount(amount)}` : formatAmount(amount));
const total = (rows: readonly AccountRow[], column: 'budget' | 'used'): number =>
  rows.reduce((sum, row) => sum + row[column], 0);

function table({ t, kind, accounts }: Drawn, side: Side, form: Form | null): MoneyTable {
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
    const over = deviates(row, kind) && side === 'cost' ? ` ${t('reports.accounts.over')}` : '';
    return {
      label,
      cells: [{ value: formatAmount(row.budget) }, used, { value: signed(row.used - row.budget) + over }],
      sum: null,
    };
  });
  const [budget, used] = [total(rows, 'budget'), total(rows, 'used')];
  const sum: MoneyRow = {
    label: t('reports.accounts.sum'),
    cells: [{ value: formatAmount(budget) }, { value: formatAmount(used) }, { value: signed(used - budget) }],
    sum: null,
    strong: true,
  };
  return {
    caption: t(`reports.accounts.${side}`),
    columns: [t('reports.accounts.budget'), t('reports.accounts.used'), t('reports.accounts.deviation')],
    sumLabel: null,
    editable: form !== null,
    rows: [...drawn, sum],
  };
}

export type AccountTables = { cost: MoneyTable; funding: MoneyTable; difference: string; award: string };

/** Costs, funding, what they differ by, and what is left of the award. */
export function accountTables(drawn: Drawn & { awarded: number }, form: Form | null = null): AccountTables {
  const { t, accounts, awarded } = drawn;
  const difference = total(accounts.funding, 'used') - total(accounts.cost, 'used');
  const used = fundsUsed(accounts);
  const words = difference === 0 ? 'agrees' : difference < 0 ? 'lacks' : 'exceeds';
  return {
    cost: table(drawn, 'cost', form),
    funding: table(drawn, 'funding', form),
    difference: t(`reports.accounts.${words}`, { amount: formatAmount(Math.abs(difference)) }),
    award: t('reports.accounts.award', {
      used: formatAmount(used),
      awarded: formatAmount(awarded),
      unspent: formatAmount(awarded - used),
    }),
  };
}

/** The costs that ask for an explanation. */
export const toExplain = ({ t, kind, accounts }: Drawn): string[] =>
  accounts.cost.filter((row) => deviates(row, kind)).map((row) => rowName(t, 'cost', row));
