/** The accounts as rows: what is stored, what a form begins with, and what was typed. Amounts in whole kroner. */
import { costKinds } from '../../../domain/budget.js';
import { fromBigInt, parseKroner, type KronerFault } from '../../../domain/money.js';
import { reportSnapshot } from '../../../domain/report/form.js';
import { explanationField } from '../../../domain/report/rules.js';
import type { ReportCase } from '../report-case.js';
import type { Line } from '../saving.js';
import { budgetToDate, snapshotOf } from '../snapshot.js';

export type Side = Line['side'];
export type AccountRow = Omit<Line, 'side'> & { budgetToDate: number };
export type Accounts = { cost: AccountRow[]; funding: AccountRow[] };

type BudgetRow = { side: string; position: number; label: string; amount: bigint };

/** Every cost kind has a row; what the application budgeted comes first. */
function costRows(stored: readonly AccountRow[]): AccountRow[] {
  const next = nextPosition(stored);
  const missing = costKinds.filter((kind) => !stored.some((row) => row.kind === kind));
  return [
    ...stored,
    ...missing.map((kind, i) => ({
      position: next + i,
      kind,
      label: '',
      budget: 0,
      budgetToDate: 0,
      used: 0,
      explanation: '',
    })),
  ];
}

/** Project funds, own financing, then other sources as the application named them. */
function fundingRows(stored: readonly AccountRow[], { report, awarded }: ReportCase): AccountRow[] {
  if (stored.length > 0) return [...stored];
  const budget: readonly BudgetRow[] = report.project.application?.budget ?? [];
  const sum = (lines: readonly BudgetRow[]) => lines.reduce((total, line) => total + fromBigInt(line.amount), 0);
  const other = budget.filter((line) => line.side === 'other');
  const sources = [...new Set(other.map((line) => line.position))].map((position) =>
    other.filter((line) => line.position === position),
  );
  const rows = [
    { kind: 'projectFunds', label: '', budget: awarded },
    { kind: 'own', label: '', budget: sum(budget.filter((line) => line.side === 'own')) },
    ...sources.map((lines) => ({ kind: 'other', label: lines[0]!.label, budget: sum(lines) })),
  ];
  return rows.map((row, position) => ({
    ...row,
    position,
    budgetToDate: budgetToDate(report, { side: 'funding', ...row }),
    used: 0,
    explanation: '',
  }));
}

export function accountsOf(reportCase: ReportCase): Accounts {
  const { costs, funding } = snapshotOf(reportCase.report);
  return { cost: costRows(costs), funding: fundingRows(funding, reportCase) };
}

/** `field` is the field’s id. */
export type AmountFault = {
  field: string;
  code: KronerFault | 'sourceMissing' | 'sourceTooLong' | 'amountMissing' | 'tooManySources' | 'explanationTooLong';
};
export type TypedAccounts = {
  accounts: Accounts;
  /** The source that was added. */
  added: AccountRow[];
  /** As typed, by the field’s name. */
  texts: Record<string, string>;
  faults: AmountFault[];
};

/** The name of a row’s field, and its id: the first of each side has the one that the rules’ faults link to. */
export const usedName = (side: Side, row: AccountRow): string => `${side}-${row.position}`;
export const usedId = (side: Side, row: AccountRow, i: number): string =>
  i > 0 ? usedName(side, row) : { cost: 'costs', funding: 'funding' }[side];
export const newSource = { label: 'new-label', used: 'new-used' } as const;
export const maxExplanation = reportSnapshot.shape.costs.element.shape.explanation.unwrap().maxLength!;
const maxLabel = 120;
const maxSources = 15;

/** What was typed into these rows. A row with a fault keeps what it had. */
export function typedAccounts(body: Readonly<Record<string, string>>, stored: Accounts): TypedAccounts {
  const texts: Record<string, string> = {};
  const faults: AmountFault[] = [];
  const amount = (name: string, field: string): number | null => {
    texts[name] = body[name] ?? '';
    const parsed = parseKroner(texts[name]);
    if (parsed.ok) return parsed.value ?? 0;
    faults.push({ field, code: parsed.code });
    return null;
  };
  const explanation = (row: AccountRow): string => {
    const text = (body[explanationField(row)] ?? row.explanation).trim();
    if (text.length > maxExplanation) faults.push({ field: explanationField(row), code: 'explanationTooLong' });
    return text;
  };
  const typed = (side: Side): AccountRow[] =>
    stored[side].map((row, i) => ({
      ...row,
      used: amount(usedName(side, row), usedId(side, row, i)) ?? row.used,
      explanation: side === 'cost' ? explanation(row) : '',
    }));
  const accounts = { cost: typed('cost'), funding: typed('funding') };

  const label = (body[newSource.label] ?? '').trim();
  const used = amount(newSource.used, newSource.used);
  texts[newSource.label] = label;
  if (label === '' && used) faults.push({ field: newSource.label, code: 'sourceMissing' });
  if (label.length > maxLabel) faults.push({ field: newSource.label, code: 'sourceTooLong' });
  if (label !== '' && used === 0) faults.push({ field: newSource.used, code: 'amountMissing' });
  if (label !== '' && accounts.funding.length >= maxSources)
    faults.push({ field: newSource.label, code: 'tooManySources' });
  const added =
    label !== '' && used
      ? [
          {
            position: nextPosition(accounts.funding),
            kind: 'other',
            label,
            budget: 0,
            budgetToDate: 0,
            used,
            explanation: '',
          },
        ]
      : [];
  return { accounts, added, texts, faults };
}

const nextPosition = (rows: readonly AccountRow[]): number => Math.max(-1, ...rows.map((row) => row.position)) + 1;

/** As stored: other sources that neither were planned nor gave anything are left out. */
export const linesOf = ({ cost, funding }: Accounts): Line[] => [
  ...cost.map((row) => lineOf('cost', row)),
  ...funding
    .filter((row) => row.kind !== 'other' || row.budget > 0 || row.used > 0)
    .map((row) => lineOf('funding', row)),
];
const lineOf = (side: Side, { budgetToDate: _, ...row }: AccountRow): Line => ({ side, ...row });
