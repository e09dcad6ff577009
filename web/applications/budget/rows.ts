/** The budget as it stands in the form: what was typed, kept as typed until every amount can be read. */
import { costKinds, otherFundingStatuses, ownContributionKinds } from '../../../domain/budget.js';
import { formatAmount, parseKroner, type KronerFault } from '../../../domain/money.js';
import { budgetSides, type BudgetRow, type BudgetSide, type DraftContent } from '../draft.js';

export type TypedRow = { kind: string; label: string; cells: string[] };
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

export const isBlank = ({ label, cells }: TypedRow): boolean =>
  label === '' && cells.every((cell) => cell.trim() === '');
const blankRow = (kind: string, years: number): TypedRow => ({
  kind,
  label: '',
  cells: Array.from({ length: years }, () => ''),
});

/** A saved budget for the form; an amount of 0 is an empty field. */
export const typedOf = (content: DraftContent): TypedBudget =>
  perSide((side) =>
    content[side].map(({ kind, label, amounts }) => ({
      kind,
      label,
      cells: amounts.map((amount) => (amount === 0 ? '' : formatAmount(amount))),
    })),
  );

/** With a blank row for every kind that has none; other funding has one blank row when it is empty. */
export function withBlankRows(typed: TypedBudget, years: number): TypedBudget {
  return perSide((side) => {
    const rows = typed[side].map((row) => ({
      ...row,
      cells: Array.from({ length: years }, (_, i) => row.cells[i] ?? ''),
    }));
    const missing =
      side === 'other'
        ? rows.length === 0
          ? ['applied']
          : []
        : kindsOf[side].filter((kind) => !rows.some((row) => row.kind === kind));
    return [...rows, ...missing.map((kind) => blankRow(kind, years))].sort(byKind(side));
  });
}

/** The names (and ids) of the form’s fields. */
export const fieldName = (side: BudgetSide, row: number, part: 'kind' | 'label' | number): string =>
  `${side}-${row}-${part}`;

/** Reads the posted rows; `years` are the columns the form was drawn with. */
export function readTyped(body: Readonly<Record<string, string>>, years: readonly number[]): TypedBudget {
  return perSide((side) => {
    const count = Math.min(Number.parseInt(body[`${side}-count`] ?? '0', 10) || 0, mostRows[side]);
    return Array.from({ length: count }, (_, row) => {
      const kind = body[fieldName(side, row, 'kind')] ?? '';
      return {
        kind: kindsOf[side].includes(kind) ? kind : kindsOf[side].at(-1)!,
        label: (body[fieldName(side, row, 'label')] ?? '').trim(),
        cells: years.map((year) => body[fieldName(side, row, year)] ?? ''),
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
  { fieldId: string; code: KronerFault } | { fieldId: string; code: 'labelTooLong'; over: number };

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
  const rows = perSide((side) =>
    typed[side]
      .flatMap((row, i) => {
        if (isBlank(row)) return [];
        const over = row.label.length - longestLabel;
        if (over > 0) faults.push({ fieldId: fieldName(side, i, 'label'), code: 'labelTooLong', over });
        const amounts = years.map((year, column) => amountOf(row.cells[column] ?? '', fieldName(side, i, year)));
        return [{ kind: row.kind, label: row.label, amounts }];
      })
      .sort(byKind(side)),
  );
  return { rows, faults };
}
