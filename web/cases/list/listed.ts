/** The rows of the list, its headings and its sums in words. */
import { formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { statusTag, waitsForText } from '../../case-view.js';
import type { DeadlineChip, StatusTag } from '../../components/models.js';
import type { Translate, UserContext } from '../../page.js';
import { placeText } from '../place.js';
import { addressOf, type CaseFilter, type Order } from './filter.js';
import { shareOf, type CaseRow, type Missing } from './row.js';

export type ListedCase = {
  id: string;
  href: string;
  number: string;
  title: string;
  /** Named where the list has cases of several. */
  call: string | null;
  missing: string[];
  municipality: string;
  /** "prioritet 1 av 2" */
  place: string | null;
  /** Named where the list has cases of several. */
  office: string | null;
  status: StatusTag;
  officer: string;
  applied: number | null;
  share: string;
  sectors: string;
  areas: string;
  received: string;
  waitsFor: string;
  deadline: DeadlineChip | null;
  tickable: boolean;
  ticked: boolean;
};

export type Heading = {
  text: string;
  href: string;
  /** "ascending", "descending", or null for a column the list is not ordered by. */
  sort: string | null;
  figures: boolean;
};
export type Totals = { label: string; applied: number; share: string; without: string | null };

const columns: readonly { order: Order; word: string; figures?: true }[] = [
  { order: 'number', word: 'cases.column.number' },
  { order: 'title', word: 'cases.column.title' },
  { order: 'municipality', word: 'cases.column.municipality' },
  { order: 'state', word: 'cases.column.state' },
  { order: 'officer', word: 'cases.column.officer' },
  { order: 'applied', word: 'cases.column.applied', figures: true },
  { order: 'share', word: 'caseList.column.share', figures: true },
  { order: 'received', word: 'caseList.column.received' },
  { order: 'deadline', word: 'cases.column.next' },
];

/** What a heading leads to: the list in its order, and the other way when it is in it already. */
export const headingsOf = ({ t }: UserContext, filter: CaseFilter): Heading[] =>
  columns.map(({ order, word, figures = false }) => {
    const current = filter.order === order;
    const descending = (order === 'applied') !== filter.reversed;
    return {
      text: t(word),
      href: addressOf({ ...filter, order, reversed: current && !filter.reversed }),
      sort: current ? (descending ? 'descending' : 'ascending') : null,
      figures,
    };
  });

export const missingText = (t: Translate, one: Missing): string =>
  one.what === 'rank'
    ? t('caseList.missing.rank')
    : t('caseList.missing.attachment', { what: t(`attachments.kind.${one.kind}`) });
export const sectorsText = (t: Translate, sectors: readonly string[]): string =>
  sectors.map((sector) => t(`common.sector.${sector}`)).join(', ');
export const shareText = (share: number | null): string => (share === null ? '–' : `${share}\u00a0%`);
export const receivedText = (at: number | null): string => (at === null ? '–' : formatShortDate(localDate(at)));
export const waits = (t: Translate, { waitsFor, state, kind }: CaseRow): string =>
  waitsForText(t, { waitsFor, state, kind }, 'office');

/** Where nobody has the case, somebody should; of what is over, and of other offices’ cases, it is not told. */
const mayBeAssigned = ({ kind, state }: CaseRow): boolean =>
  kind === 'grant' && !['granted', 'partiallyGranted'].includes(state);

type Beside = { tickable: boolean; ticked: boolean; oneCall: boolean };

export const listedCase = ({ t, now, user }: UserContext, row: CaseRow, beside: Beside): ListedCase => ({
  id: row.id,
  href: `/saker/${row.id}`,
  number: row.number,
  title: row.title,
  call: beside.oneCall || row.call === '' ? null : row.call,
  missing: row.missing.map((one) => missingText(t, one)),
  municipality: row.municipality,
  // That it is missing is said once.
  place: row.missing.some(({ what }) => what === 'rank') ? null : placeText(t, row.place),
  office: user.at?.kind === 'office' && user.at.name === row.office ? null : row.office,
  status: statusTag(t, row.kind, row.state),
  officer: row.officer ?? (mayBeAssigned(row) ? t('cases.filter.nobody') : '–'),
  applied: row.applied,
  share: shareText(row.share),
  sectors: sectorsText(t, row.sectors),
  areas: row.areas.join(', '),
  received: receivedText(row.receivedAt),
  waitsFor: waits(t, row),
  deadline: row.deadline === null ? null : { at: row.deadline, now },
  tickable: beside.tickable,
  ticked: beside.ticked,
});

const add = (amounts: readonly (number | null)[]): number => amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** Over all that match. A case one is in conflict with is in none of them, and it is said that it is left out. */
export function totalsOf({ t }: UserContext, all: readonly CaseRow[]): Totals {
  const rows = all.filter(({ hidden }) => !hidden);
  const left = all.length - rows.length;
  return {
    label: t('caseList.total', { count: rows.length }),
    applied: add(rows.map(({ applied }) => applied)),
    share: shareText(shareOf(add(rows.map(({ own }) => own)), add(rows.map(({ costs }) => costs)))),
    without: left > 0 ? t('caseList.withoutConflicts', { count: left }) : null,
  };
}
