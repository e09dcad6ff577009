/** The order of the list, and a page of it from where one is: by key, so that a row that comes or goes moves no other. */
import type { Order } from './filter.js';
import type { CaseRow } from './row.js';

/** What a row stands by: its value in the order, then its number, then its id. */
export type Key = [value: string | number | null, number: string, id: string];

const byText = new Intl.Collator('nb', { numeric: true });

const valueOf: Readonly<Record<Order, (row: CaseRow) => string | number | null>> = {
  deadline: ({ deadline }) => deadline,
  number: ({ number }) => number,
  title: ({ title }) => title,
  municipality: ({ municipality }) => municipality,
  rank: ({ place }) => place?.place ?? null,
  call: ({ call }) => call,
  state: ({ state }) => state,
  officer: ({ officer }) => officer,
  // The largest first.
  applied: ({ applied }) => (applied === null ? null : -applied),
  share: ({ share }) => share,
  received: ({ receivedAt }) => receivedAt,
};

export const keyOf = (order: Order, row: CaseRow): Key => [valueOf[order](row), row.number, row.id];

const compareValues = (a: Key[0], b: Key[0]): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : byText.compare(String(a), String(b));

/** What has no value comes last, whichever way the list is turned. */
export function compare(a: Key, b: Key, reversed: boolean): number {
  if (a[0] === null || b[0] === null) {
    if (a[0] !== b[0]) return a[0] === null ? 1 : -1;
  } else {
    const by = compareValues(a[0], b[0]);
    if (by !== 0) return reversed ? -by : by;
  }
  return byText.compare(a[1], b[1]) || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

export const sorted = (rows: readonly CaseRow[], order: Order, reversed: boolean): CaseRow[] =>
  [...rows].sort((a, b) => compare(keyOf(order, a), keyOf(order, b), reversed));

/** A key as it stands in an address. */
export const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

export function keyIn(cursor: string | null): Key | null {
  if (!cursor || cursor.length > 1000) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(key) || key.length !== 3) return null;
    const [value, number, id] = key as unknown[];
    const fine = value === null || typeof value === 'string' || typeof value === 'number';
    return fine && typeof number === 'string' && typeof id === 'string' ? [value, number, id] : null;
  } catch {
    return null;
  }
}

export type Paging = { order: Order; reversed: boolean; after: Key | null; before: Key | null; size: number };
/** `from` counts from 0. The cursors lead to the pages beside; null where there is none. */
export type ListPage = { rows: CaseRow[]; from: number; previous: string | null; next: string | null };

/** The rows after one key, or before another; of rows that are in order. */
export function pageOf(all: readonly CaseRow[], { order, reversed, after, before, size }: Paging): ListPage {
  const key = (row: CaseRow): Key => keyOf(order, row);
  const firstPast = (limit: Key, least: 0 | 1): number => {
    const found = all.findIndex((row) => compare(key(row), limit, reversed) >= least);
    return found === -1 ? all.length : found;
  };
  const asked = after ? firstPast(after, 1) : before ? Math.max(0, firstPast(before, 0) - size) : 0;
  // Past the end, as when rows have gone: the last page.
  const from = asked < all.length ? asked : Math.max(0, all.length - size);
  const rows = all.slice(from, from + size);
  const last = rows.at(-1);
  return {
    rows,
    from,
    previous: from > 0 ? cursorOf(key(rows[0]!)) : null,
    next: last && from + size < all.length ? cursorOf(key(last)) : null,
  };
}
