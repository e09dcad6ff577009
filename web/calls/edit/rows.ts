/** The rows of the form: criteria, priority areas and reports, and the buttons that work on them without script. */
export const rowFields = {
  criteria: ['nameNb', 'nameNn', 'weight'],
  priorityAreas: ['level', 'nameNb', 'nameNn', 'earmarked'],
  reportPlans: ['kind', 'periodFrom', 'periodTo', 'opensOn', 'dueOn'],
} as const;
export type RowKind = keyof typeof rowFields;
export const rowKinds = Object.keys(rowFields) as RowKind[];
export type Row<K extends RowKind> = Record<(typeof rowFields)[K][number], string>;
type Rows = { [K in RowKind]: Row<K>[] };
type AnyRow = Record<string, string>;

export const maxRows: Readonly<Record<RowKind, number>> = { criteria: 20, priorityAreas: 60, reportPlans: 12 };

/** The name of a row’s field, repeated for every row; the element’s id has the row’s number behind it. */
export const rowName = (kind: RowKind, field: string): string => `${kind}.${field}`;
export const rowId = (kind: RowKind, field: string, index: number): string => `${kind}-${field}-${index}`;

export const blankRow = <K extends RowKind>(kind: K): Row<K> =>
  Object.fromEntries(rowFields[kind].map((field) => [field, field === 'level' ? '1' : ''])) as Row<K>;

export const isBlank = (row: AnyRow, except: readonly string[] = []): boolean =>
  Object.entries(row).every(([field, value]) => except.includes(field) || value.trim() === '');

/** The row that was added or moved, or the one that stands where one was removed. */
export type Touched = { kind: RowKind; index: number; verb: Verb };
const verbs = ['add', 'below', 'remove', 'up', 'down', 'sum'] as const;
export type Verb = (typeof verbs)[number];

/** An area of level 1 with those below it, a plain row alone: [from, to). */
function blockAt(rows: readonly AnyRow[], index: number): [number, number] {
  if (rows[index]?.['level'] !== '1') return [index, index + 1];
  const next = rows.findIndex((row, i) => i > index && row['level'] === '1');
  return [index, next === -1 ? rows.length : next];
}

/** Where the block before it begins, when it may go there: an area of level 2 stays under its own, and moves to the next one’s at its end. */
function previous(rows: readonly AnyRow[], from: number): number {
  if (rows[from]?.['level'] !== '1') return from - 1;
  for (let i = from - 1; i > 0; i--) if (rows[i]?.['level'] === '1') return i;
  return 0;
}

function moved(rows: readonly AnyRow[], index: number, verb: 'up' | 'down'): { rows: AnyRow[]; index: number } {
  const stays = { rows: [...rows], index };
  const [from, to] = blockAt(rows, index);
  if (verb === 'down') {
    if (to >= rows.length) return stays;
    const [, end] = rows[from]?.['level'] === '1' ? blockAt(rows, to) : [to, to + 1];
    return { rows: [...rows.slice(0, from), ...rows.slice(to, end), ...rows.slice(from, to), ...rows.slice(end)], index: from + end - to }; // prettier-ignore
  }
  const before = previous(rows, from);
  // The first of the tree has nothing to be below.
  if (from === 0 || (before === 0 && rows[from]?.['level'] === '2')) return stays;
  return { rows: [...rows.slice(0, before), ...rows.slice(from, to), ...rows.slice(before, from), ...rows.slice(to)], index: before }; // prettier-ignore
}

function change(rows: readonly AnyRow[], kind: RowKind, verb: Verb, index: number): { rows: AnyRow[]; index: number } {
  const blank = blankRow(kind) as AnyRow;
  switch (verb) {
    case 'add':
      return { rows: [...rows, blank], index: rows.length };
    case 'below': {
      const [, end] = blockAt(rows, index);
      return { rows: [...rows.slice(0, end), { ...blank, level: '2' }, ...rows.slice(end)], index: end };
    }
    case 'remove': {
      const [from, to] = blockAt(rows, index);
      return { rows: rows.filter((_, i) => i < from || i >= to), index: Math.max(0, from - 1) };
    }
    case 'up':
    case 'down':
      return moved(rows, index, verb);
    case 'sum':
      return { rows: [...rows], index: -1 };
  }
}

/** A button’s value; "sum" only draws the form anew: "add:criteria", "remove:criteria:2", "below:priorityAreas:0". Undefined for another button. */
export function changedRows<V extends Rows>(
  values: V,
  button: string | undefined,
): { values: V; touched: Touched } | undefined {
  const [verb, kind, at] = (button ?? '').split(':');
  if (!verbs.includes(verb as Verb) || !rowKinds.includes(kind as RowKind)) return undefined;
  const touched = { kind: kind as RowKind, verb: verb as Verb };
  const rows: readonly AnyRow[] = values[touched.kind];
  const full = rows.length >= maxRows[touched.kind] && (touched.verb === 'add' || touched.verb === 'below');
  const there = touched.verb === 'add' || touched.verb === 'sum' || rows[Number(at)] !== undefined;
  if (!there || full) return { values, touched: { ...touched, index: -1 } };
  const changed = change(rows, touched.kind, touched.verb, Number(at));
  return { values: { ...values, [touched.kind]: changed.rows }, touched: { ...touched, index: changed.index } };
}
