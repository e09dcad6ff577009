import { formatDate, formatInstant, localDate } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import { statusTag, whereNow } from '../../case-view.js';
import type { Crumb, Link, StatusTag, WhereNow } from '../../components/models.js';
import { placeText } from '../../cases/place.js';
import { commandText } from '../../forms.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { callSubject, loadCall, titleOf } from '../call.js';
import { readBoard, seenBy, sumsOf, type BoardRow, type Sums } from './board.js';
import { pointsText } from './score.js';

const orders = ['poeng', 'sokt', 'kommune'] as const;
type Order = (typeof orders)[number];

export type ListedRow = {
  number: number;
  href: string;
  title: string;
  municipality: string;
  place: string | null;
  points: string;
  status: StatusTag;
  outcome: string | null;
  cells: { year: number; applied: number | null; given: number | null }[];
  /** The frame ends after this row. */
  reach: boolean;
};
export type AllocationModel = {
  case: true;
  whereNow: WhereNow;
  breadcrumbs: Crumb[];
  heading: string;
  years: number[];
  rows: ListedRow[];
  columns: number;
  sums: Sums;
  /** How many are in none of the sums. */
  unseen: string | null;
  year: number;
  orders: { text: string; href: string; current: boolean }[];
  promised: string;
  asOf: string;
  links: Link[];
  /** What is missing before the allocation can be sent. */
  missing: string[];
};

/** Assessors are blind to each other until their own is saved; who is in conflict sees no assessment. */
function pointsShown({ t }: UserContext, row: BoardRow, viewerId: string): string {
  if (row.people.conflicted.includes(viewerId)) return t('calls.board.conflict');
  const assessing = row.state === 'underAssessment' || row.state === 'informationRequested';
  if (assessing && !row.people.assessors.includes(viewerId)) return t('calls.board.later');
  return pointsText(row.points);
}

function sorted(rows: readonly BoardRow[], order: Order): BoardRow[] {
  const byName = (a: BoardRow, b: BoardRow): number =>
    a.municipality.localeCompare(b.municipality, 'nb') || a.reference.localeCompare(b.reference);
  const by: Record<Order, (a: BoardRow, b: BoardRow) => number> = {
    poeng: (a, b) => (b.points ?? 0) - (a.points ?? 0),
    sokt: (a, b) => b.applied - a.applied,
    kommune: byName,
  };
  return [...rows].sort((a, b) => by[order](a, b) || byName(a, b));
}

/** A year the application has no amounts in; in conflict none of them is shown. */
const nothing = ({ years, outcome }: BoardRow, year: number): AllocationModel['rows'][number]['cells'][number] => ({
  year,
  applied: years.length > 0 ? 0 : null,
  given: outcome ? 0 : null,
});

/** How many rows from the top the frame pays for: what is given, or what is applied for where nothing is yet. */
function reachOf(rows: readonly BoardRow[], frame: number): number {
  let sum = 0;
  const beyond = rows.findIndex((row) => (sum += row.given ?? row.applied) > frame);
  return beyond === -1 ? rows.length : beyond;
}

async function allocation(context: UserContext): Promise<Answer> {
  const { services, params, query, t, user, now } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const { call, process } = loaded;
  const base = `/utlysninger/${call.id}`;
  const order = orders.find((one) => one === query.get('sorter')) ?? 'poeng';
  const whole = await readBoard(services.prisma, call);
  const board = sorted(
    whole.map((row) => seenBy(row, user.id)),
    order,
  );
  // What is shown is of what may be seen; what can be done next is of them all.
  const sums = sumsOf(board, call.frame);
  const all = sumsOf(whole, call.frame);
  const unseen = board.filter(({ people }) => people.conflicted.includes(user.id)).length;
  const years = [...new Set([call.budgetYear, ...board.flatMap((row) => row.years.map(({ year }) => year))])].sort();
  const reach = order === 'poeng' ? reachOf(board, sums.frame) : board.length;
  const complete = all.total > 0 && all.withOutcome === all.total && all.over === 0;
  const allocate = possible(user, 'allocate', loaded) === 'yes';
  const decide = possible(user, 'decide', loaded) === 'yes';
  const action = allocate && complete
    ? { text: commandText(context, 'call', 'allocate'), href: `${base}/gjor/send-fordeling` }
    : decide
      ? { text: t('calls.management.to.decision'), href: `${base}/avgjorelse` }
      : null; // prettier-ignore
  const missing = allocate ? missingOf(context, { all, sums }) : [];
  const where = await whereNow(context, process, { viewer: 'office', action, deadline: null, yours: action !== null });
  const title = titleOf(context, call);
  const heading = t('calls.board.heading', { title });
  const model: AllocationModel = {
    case: true,
    whereNow: missing.length > 0 ? { ...where, calm: t('calls.below') } : where,
    breadcrumbs: [{ text: title, href: `${base}/styring` }],
    heading,
    years,
    columns: 5 + 2 * years.length,
    rows: board.map((row, i) => ({
      number: i + 1,
      href: `/saker/${row.id}`,
      title: row.title,
      municipality: row.municipality,
      place: placeText(t, row.place),
      points: pointsShown(context, row, user.id),
      status: statusTag(t, 'grant', row.state),
      outcome: row.outcome && t(`common.outcome.${row.outcome}`),
      cells: years.map((year) => row.years.find((one) => one.year === year) ?? nothing(row, year)),
      reach: i + 1 === reach && reach < board.length,
    })),
    sums: { ...sums, total: sums.total - unseen },
    unseen: unseen > 0 ? t('caseList.withoutConflicts', { count: unseen }) : null,
    year: call.budgetYear,
    orders: orders.map((one) => ({
      text: t(`calls.board.order.${one}`),
      href: `${base}/fordeling?sorter=${one}`,
      current: one === order,
    })),
    promised: t('calls.board.promised', { at: formatDate(localDate(call.expectedDecisionOn.getTime())) }),
    asOf: t('calls.asOf', { at: formatInstant(now) }),
    links: [{ text: t('calls.backToManagement'), href: `${base}/styring` }],
    missing,
  };
  return wideView('calls/allocation/allocation', heading, model);
}

/** Of what is over the frame the amount, unless it would tell what a case that is not shown gets. */
function missingOf({ t }: UserContext, { all, sums }: { all: Sums; sums: Sums }): string[] {
  const { total, withOutcome, over } = all;
  return [
    ...(total > 0 && withOutcome < total ? [t('calls.board.missing', { count: total - withOutcome })] : []),
    ...(over > 0
      ? [over === sums.over ? t('calls.board.over', { amount: formatKroner(over) }) : t('caseList.overFrame')]
      : []),
  ];
}

/** Page 5 of ui.md: who should get what. The amounts are set on each case. */
export const allocationPage = userPage({
  path: '/utlysninger/:id/fordeling',
  access: { can: 'call.act', subject: callSubject },
  personal: 'none',
  get: allocation,
});
