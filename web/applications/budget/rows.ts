/** The budget as it stands in the form: what was typed, kept as typed until every amount can be read. */
import { costKinds, otherFundingStatuses, ownContributionKinds } from '../../../domain/budget.js';
import { formatAmount, parseKroner, type KronerFault } from '../../../domain/money.js';
import { rowsSent } from '../fields/typed.js';
import { budgetSides, type BudgetRow, type BudgetSide, type DraftContent } from '../draft.js';

/** `hours` (one per year) and `rate` are for own work. */
export type TypedRow = { kind: string; label: string; cells: string[]; hours: string[]; rate: string };
export type TypedBudget = Record<BudgetSide, TypedRow[]>;

/** The kinds a row may have, by side; the applied amount is one row. */
export const kindsOf: Readonly<Record<BudgetSide, readonly string[]>> = {
  costs: costKinds,
  applied: ['applied'],
  own: ownContributionKinds,
  other: otherFundingStatuses,
};
/** forms.md D.1: at most 15 other sources; the rest is ample. */
const mostRows: Readonly<Record<BudgetSide, number>> = { costs: 30, applied: 1, own: 15, other: 15 };
export const longestLabel = 120;
export const mostYears = 4;

const kindIndex = (side: BudgetSide, kind: string): number => {
  const index = kindsOf[side].indexOf(kind);
  return index < 0 ? kindsOf[side].length : index;
};
const byKind = (side: BudgetSide) => (a: { kind: string }, b: { kind: string }) =>
  kindIndex(side, a.kind) - kindIndex(side, b.kind);
const perSide = <T>(make: (side: BudgetSide) => T): Record<BudgetSide, T> =>
  Object.fromEntries(budgetSides.map((side) => [side, make(side)])) as Record<BudgetSide, T>;

/** Own work may be counted as hours × kroner an hour. */
export const isOwnWork = (side: BudgetSide, { kind }: { kind: string }): boolean =>
  side === 'own' && kind === 'ownWork';

export const isBlank = ({ label, cells, hours, rate }: TypedRow): boolean =>
  [label, rate, ...cells, ...hours].every((typed) => typed.trim() === '');
const blanks = (years: number): string[] => Array.from({ length: years }, () => '');
const blankRow = (kind: string, years: number): TypedRow => ({
  kind,
  label: '',
  cells: blanks(years),
  hours: blanks(years),
  rate: '',
});
const figure = (amount: number): string => (amount === 0 ? '' : formatAmount(amount));

/** A saved budget for the form; an amount of 0 is an empty field. */
export const typedOf = (content: DraftContent): TypedBudget =>
  perSide((side) =>
    content[side].map(({ kind, label, amounts, hours, rate }) => ({
      kind,
      label,
      cells: amounts.map(figure),
      hours: amounts.map((_, i) => figure(hours?.[i] ?? 0)),
      rate: rate === undefined ? '' : formatAmount(rate),
    })),
  );

/** With a blank row for every kind that has none; other funding has one blank row when it is empty. */
export function withBlankRows(typed: TypedBudget, years: number, eligible: readonly string[] = costKinds): TypedBudget {
  return perSide((side) => {
    const rows = typed[side].map((row) => ({
      ...row,
      cells: Array.from({ length: years }, (_, i) => row.cells[i] ?? ''),
      hours: Array.from({ length: years }, (_, i) => row.hours[i] ?? ''),
    }));
    const missing =
      side === 'other'
        ? rows.length === 0
          ? ['applied']
          : []
        : (side === 'costs' ? eligible : kindsOf[side]).filter((kind) => !rows.some((row) => row.kind === kind));
    return [...rows, ...missing.map((kind) => blankRow(kind, years))].sort(byKind(side));
  });
}

/** The names (and ids) of the form’s fields. */
export const fieldName = (side: BudgetSide, row: number, part: 'kind' | 'label' | 'rate' | number): string =>
  `${side}-${row}-${part}`;
export const hoursName = (side: BudgetSide, row: number, year: number): string => `${side}-${row}-${year}-hours`;

/** Reads the posted rows; `years` are the columns the form was drawn with. */
export function readTyped(body: Readonly<Record<string, string>>, years: readonly number[]): TypedBudget {
  return perSide((side) => {
    const count = Math.min(rowsSent(body, side), mostRows[side]);
    return Array.from({ length: count }, (_, row) => {
      const kind = body[fieldName(side, row, 'kind')] ?? '';
      return {
        kind: kindsOf[side].includes(kind) ? kind : kindsOf[side].at(-1)!,
        label: (body[fieldName(side, row, 'label')] ?? '').trim(),
        cells: years.map((year) => body[fieldName(side, row, year)] ?? ''),
        hours: years.map((year) => body[hoursName(side, row, year)] ?? ''),
        rate: body[fieldName(side, row, 'rate')] ?? '',
      };
    });
  });
}

/** Adds or takes away a row or a year, as the button that was pressed says: "add:costs", "remove:other:2", "addYear", "removeYear". */
export function change(
  typed: TypedBudget,
  yearCount: number,
  pressed: string,
): { typed: TypedBudget; yearCount: number } {
  const [verb, name, row] = pressed.split(':');
  if (verb === 'addYear') return { typed, yearCount: Math.min(yearCount + 1, mostYears) };
  if (verb === 'removeYear') return { typed, yearCount: Math.max(yearCount - 1, 1) };
  const side = budgetSides.find((one) => one === name);
  if (!side) return { typed, yearCount };
  const rows = typed[side];
  if (verb === 'remove') return { typed: { ...typed, [side]: rows.filter((_, i) => i !== Number(row)) }, yearCount };
  if (verb !== 'add' || rows.length >= mostRows[side]) return { typed, yearCount };
  return { typed: { ...typed, [side]: [...rows, blankRow(kindsOf[side].at(-1)!, yearCount)] }, yearCount };
}

export type CellFault =
  | { fieldId: string; code: KronerFault | 'rateTooHigh' | 'hoursTooMany' | 'rateMissing' }
  | { fieldId: string; code: 'labelTooLong'; over: number };

/** An hour costs no more, and nobody works longer in a year; whole kroner and hours. */
const mostRate = 10_000;
const mostHours = 100_000;

/** The amounts in kroner; blank rows are left out. What cannot be read counts as 0 and is named in `faults`. */
export function parseTyped(
  typed: TypedBudget,
  years: readonly number[],
): { rows: Record<BudgetSide, BudgetRow[]>; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const amountOf = (text: string, fieldId: string): number => {
    const parsed = parseKroner(text);
    if (parsed.ok) return parsed.value ?? 0;
    faults.push({ fieldId, code: parsed.code });
    return 0;
  };
  const ownWork = (row: TypedRow, i: number): Pick<BudgetRow, 'amounts' | 'hours' | 'rate'> | null => {
    const hours = years.map((year, column) => amountOf(row.hours[column] ?? '', hoursName('own', i, year)));
    const rate = amountOf(row.rate, fieldName('own', i, 'rate'));
    if (rate > mostRate) faults.push({ fieldId: fieldName('own', i, 'rate'), code: 'rateTooHigh' });
    if (hours.some((count) => count > mostHours)) faults.push({ fieldId: fieldName('own', i, 'rate'), code: 'hoursTooMany' }); // prettier-ignore
    if (rate === 0 && hours.some((count) => count > 0)) faults.push({ fieldId: fieldName('own', i, 'rate'), code: 'rateMissing' }); // prettier-ignore
    if (rate === 0) return null;
    return { rate, hours, amounts: hours.map((count) => count * rate) };
  };
  const rows = perSide((side) =>
    typed[side]
      .flatMap((row, i): BudgetRow[] => {
        if (isBlank(row)) return [];
        const over = row.label.length - longestLabel;
        if (over > 0) faults.push({ fieldId: fieldName(side, i, 'label'), code: 'labelTooLong', over });
        const counted = isOwnWork(side, row) ? ownWork(row, i) : null;
        const amounts = () => years.map((year, column) => amountOf(row.cells[column] ?? '', fieldName(side, i, year)));
        return [{ kind: row.kind, label: row.label, ...(counted ?? { amounts: amounts() }) }];
      })
      .sort(byKind(side)),
  );
  return { rows, faults };
}
