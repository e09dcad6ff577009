import { formatInstant } from '../../../domain/calendar/index.js';
import type { BulkResults, EmptyState, ErrorSummary, Fault, FilterBar, Link } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { redirect, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { resultsAt } from '../../people/bulk.js';
import { assignAll, assignForm, assignResults, isTickable, pageSize, tickedIn, type AssignForm } from './assign.js';
import { beingCorrected, type Corrected } from './corrected.js';
import { caseChoices } from './choices.js';
import { filterBar } from './fields.js';
import { addressOf, filterOf, noFilter, queryOf, type CaseFilter } from './filter.js';
import { headingsOf, listedCase, totalsOf, type Heading, type ListedCase, type Totals } from './listed.js';
import { keyIn, pageOf, type ListPage } from './order.js';
import { caseRows, type CaseWhere } from './reading.js';
import { mostInPdf } from './document/selection.js';
import { viewAddress, viewsOf } from './views.js';

export type ListModel = {
  errors: ErrorSummary;
  results: BulkResults | null;
  views: (Link & { current: boolean })[];
  /** Null where there is nothing to keep. */
  save: { csrf: string; query: string } | null;
  filter: FilterBar;
  headings: Heading[];
  rows: ListedCase[];
  /** Of all that match, not only this page’s; null where there are none. */
  totals: Totals | null;
  /** The columns before the amounts. */
  lead: number;
  asOf: string;
  exports: Link[];
  /** Why there is no PDF of them all. */
  tooMany: string | null;
  action: string;
  assign: AssignForm | null;
  empty: EmptyState | null;
  /** With the municipality again, and so in none of the rows. */
  corrected: Corrected | null;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

const with_ = (address: string, name: string, value: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${name}=${value}`;

function pagesOf({ t }: UserContext, filter: CaseFilter, { rows, from, previous, next, count }: ListPage & { count: number }): ListModel['pages'] {
  if (!previous && !next) return null;
  const base = addressOf(filter);
  return {
    previous: previous && with_(base, 'foer', previous),
    next: next && with_(base, 'etter', next),
    text: t('caseList.range', { from: from + 1, to: from + rows.length, count }),
  };
} // prettier-ignore

const exportsOf = ({ t }: UserContext, filter: CaseFilter, count: number): Link[] => {
  const query = queryOf(filter);
  return [
    { text: t('caseList.export.csv'), href: `/saker.csv${query}` },
    { text: t('caseList.export.xlsx'), href: `/saker.xlsx${query}` },
    ...(count <= mostInPdf ? [{ text: t('caseList.export.pdf'), href: `/saker.pdf${query}` }] : []),
  ];
};

type Drawing = { where?: CaseWhere | undefined; faults?: Fault[] };

export async function draw(context: UserContext, { where, faults = [] }: Drawing = {}): Promise<Answer> {
  const { services, query, t, now, user } = context;
  const filter = filterOf(query);
  const own = user.at?.kind === 'office' && filter.office === null ? user.at.code : null;
  const [all, choices, views, corrected] = await Promise.all([
    caseRows(context, filter, where),
    caseChoices(context, filter, where),
    viewsOf(services.prisma, user.id),
    own === null ? null : beingCorrected(context, own),
  ]);
  const { order, reversed } = filter;
  const paging = { order, reversed, after: keyIn(query.get('etter')), before: keyIn(query.get('foer')), size: pageSize };
  const page = pageOf(all, paging);
  const bar = filterBar({ t, user, filter, choices }, t('cases.list.count', { count: all.length }));
  const none: EmptyState =
    bar.chips.length > 0
      ? { text: t('cases.list.noneFiltered'), link: { text: t('cases.list.showAll'), href: addressOf(noFilter) } }
      : { text: t('cases.list.none') };
  const assign = await assignForm(context, page.rows, faults);
  const csrf = csrfOnly(context);
  const ticked = faults.length > 0 ? tickedIn(context) : [];
  const model: ListModel = {
    errors: { faults },
    results: faults.length > 0 ? null : await assignResults(context),
    views: views.map((view) => ({
      text: view.name,
      href: viewAddress(view),
      current: viewAddress(view) === addressOf(filter),
    })),
    save: all.length > 0 || bar.chips.length > 0 ? { csrf, query: queryOf(filter).slice(1) } : null,
    filter: bar,
    headings: headingsOf(context, filter),
    rows: page.rows.map((row) =>
      listedCase(context, row, { tickable: assign !== null && isTickable(context, row), ticked: ticked.includes(row.id), oneCall: filter.callId !== null }),
    ),
    totals: all.length > 0 ? totalsOf(context, all) : null,
    lead: assign ? 6 : 5,
    asOf: t('cases.list.asOf', { at: formatInstant(now) }),
    exports: all.length > 0 ? exportsOf(context, filter, all.length) : [],
    tooMany: all.length > mostInPdf ? t('caseList.export.tooMany', { most: mostInPdf }) : null,
    action: addressOf(filter),
    assign: assign && { ...assign, csrf },
    empty: all.length === 0 ? none : null,
    corrected,
    pages: pagesOf(context, filter, { ...page, count: all.length }),
  };
  return wideView('cases/list/list', t('cases.list.title'), model, faults.length > 0 ? 422 : undefined);
} // prettier-ignore

/** `where` says whose cases; measured without authorisation in bench/. */
export async function list(context: UserContext, where?: CaseWhere): Promise<Answer> {
  const { services, query, user } = context;
  if (query.size === 0) {
    const first = await services.prisma.savedView.findFirst({ where: { personId: user.id, isDefault: true } });
    if (first) return redirect(viewAddress(first));
  }
  return draw(context, { where });
}

async function post(context: UserContext): Promise<Answer> {
  const filter = filterOf(context.query);
  // Whatever the filter says by now: what is ticked was on the page.
  const rows = await caseRows(context, { ...noFilter, office: filter.office });
  const { ids, faults } = await assignAll(context, rows);
  return ids.length > 0 ? redirect(resultsAt(addressOf(filter), ids)) : draw(context, { faults });
}

export const listPage = userPage({
  path: '/saker',
  access: { list: 'case.list', post: 'case.act' },
  personal: 'none',
  get: (context) => list(context),
  post,
});
