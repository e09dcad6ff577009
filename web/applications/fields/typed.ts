/** What stands in the form’s fields: kept as typed until it can be read. */
import { fieldOf, type Column, type FieldKey, type FormRow } from '../../../domain/application/fields.js';
import { cellId } from '../../../domain/application/rules.js';
import { parseOrganisationNumber } from '../../../domain/organisation-number.js';
import type { Fault } from '../../forms.js';
import type { Translate } from '../../page.js';
import type { DraftContent } from '../draft.js';
import { tidy, tidyLine } from '../typed.js';

export type TypedFields = Partial<Record<FieldKey, string | string[] | FormRow[]>>;
type Posted = { body: Readonly<Record<string, string>>; lists: Readonly<Record<string, string[]>> };

const number = (text: string): string => parseOrganisationNumber(text) ?? tidyLine(text);

function readCell({ body }: Posted, id: string, { type }: Column): string | boolean {
  const typed = body[id] ?? '';
  if (type === 'tick') return typed !== '';
  return type === 'text' ? tidy(typed) : tidyLine(typed);
}

/** How many rows a form sent, by the names of their fields: "milestones-0-text". */
export function rowsSent(body: Posted['body'], rows: string): number {
  const numbers = Object.keys(body).flatMap((name) => {
    const [of, number, part] = name.split('-');
    return of === rows && part !== undefined && /^\d{1,3}$/.test(number!) ? [Number(number) + 1] : [];
  });
  return Math.max(0, ...numbers);
}

function readRows(posted: Posted, key: FieldKey): FormRow[] {
  const field = fieldOf(key);
  if (field.type !== 'rows') return [];
  // A few more than may be saved, so that what was typed is not lost.
  const count = Math.min(rowsSent(posted.body, key), field.most + 10);
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(
      Object.entries(field.columns).map(([name, column]) => {
        const cell = readCell(posted, cellId(key, i, name), column);
        return [name, name === 'number' && typeof cell === 'string' ? number(cell) : cell];
      }),
    ),
  );
}

function read(posted: Posted, key: FieldKey): string | string[] | FormRow[] {
  const field = fieldOf(key);
  const typed = posted.body[key] ?? '';
  switch (field.type) {
    case 'rows':
      return readRows(posted, key);
    case 'choices':
      return (posted.lists[key] ?? []).filter((value) => field.values === null || field.values.includes(value));
    case 'text':
      return tidy(typed);
    default:
      return key === 'projectOwnerNumber' ? number(typed) : tidyLine(typed);
  }
}

/** Ticks that are off are not sent; any other field that a form drew is, if it came whole. */
const isSent = ({ body }: Posted, key: FieldKey): boolean => {
  const { type } = fieldOf(key);
  return type === 'choices' || (type === 'rows' ? rowsSent(body, key) > 0 : body[key] !== undefined);
};

/** `keys` are those the form drew. What did not come is left out: it is not empty. */
export const readFields = (posted: Posted, keys: readonly FieldKey[]): TypedFields =>
  Object.fromEntries(keys.filter((key) => isSent(posted, key)).map((key) => [key, read(posted, key)]));

/** A date as a browser’s field gives it, or as one writes it: "5.1.2027". Null: it is none. */
export function readDay(typed: string): string | null {
  if (typed === '') return '';
  const written = /^(\d{1,2})[./ ]+(\d{1,2})[./ ]+(\d{4})$/.exec(typed);
  const day = written ? `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}` : typed;
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return instant && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : null;
}

export const isBlankRow = (row: FormRow): boolean => Object.values(row).every((cell) => cell === '' || cell === false);

type Parsed = { mine: Partial<DraftContent>; faults: Fault[] };

/** What can be saved; a field that cannot is left out of it and named. Blank rows are left out. */
export function parseFields(typed: TypedFields, t: Translate): Parsed {
  const faults: Fault[] = [];
  const mine: Record<string, unknown> = {};
  const fail = (fieldId: string, code: string, params: Record<string, unknown> = {}) =>
    faults.push({ fieldId, text: t(`applications.fault.${code}`, params) });
  for (const [name, value] of Object.entries(typed)) {
    const key = name as FieldKey;
    const field = fieldOf(key);
    const before = faults.length;
    let read: unknown = value;
    if (field.type === 'day') {
      read = readDay(value as string);
      if (read === null) fail(key, 'notADate');
    } else if (field.type === 'choices') {
      const over = (value as string[]).length - field.most;
      if (over > 0) fail(key, `tooMany.${key}`, { most: field.most, over });
    } else if (field.type === 'rows') {
      read = readableRows(value as FormRow[], { key, columns: field.columns, fail });
      const over = (read as FormRow[]).length - field.most;
      if (over > 0) fail(key, 'tooManyRows', { most: field.most, over });
    } else if (!field.draft.safeParse(value).success) continue; // Not of this form’s making.
    if (faults.length === before) mine[key] = read;
  }
  return { mine: mine, faults };
}

type Reading = {
  key: FieldKey;
  columns: Readonly<Record<string, Column>>;
  fail: (fieldId: string, code: string) => void;
};
function readableRows(rows: readonly FormRow[], { key, columns, fail }: Reading): FormRow[] {
  return rows.flatMap((row, i) => {
    if (isBlankRow(row)) return [];
    const cells = Object.entries(row).map(([name, cell]): [string, string | boolean] => {
      if (columns[name]?.type !== 'day' || typeof cell !== 'string') return [name, cell];
      const day = readDay(cell);
      if (day === null) fail(cellId(key, i, name), 'notADate');
      return [name, day ?? cell];
    });
    return [Object.fromEntries(cells)];
  });
}

const blankRow = (columns: Readonly<Record<string, Column>>): FormRow =>
  Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type === 'tick' ? false : '']));

/** At least one row to write in; what a form shows of rows that are none yet. */
export const withBlankRow = (key: FieldKey, rows: readonly FormRow[]): FormRow[] => {
  const field = fieldOf(key);
  return rows.length > 0 || field.type !== 'rows' ? [...rows] : [blankRow(field.columns)];
};

/** Adds, takes away or moves a row, as the button says: "add:risks", "remove:risks:0", "up:risks:2", "down:risks:0". Null: another button. */
export function changeRows(typed: TypedFields, pressed: string): TypedFields | null {
  const [verb, key, at] = pressed.split(':');
  const field = key !== undefined && Object.hasOwn(typed, key) ? fieldOf(key as FieldKey) : null;
  if (field?.type !== 'rows') return null;
  const rows = [...(typed[key as FieldKey] as FormRow[])];
  const row = Number(at);
  if (verb === 'add' && rows.length < field.most) rows.push(blankRow(field.columns));
  if (verb === 'remove' && rows[row]) rows.splice(row, 1);
  const other = verb === 'up' ? row - 1 : verb === 'down' ? row + 1 : row;
  if (rows[row] && rows[other]) [rows[row], rows[other]] = [rows[other], rows[row]];
  return { ...typed, [key!]: rows };
}
