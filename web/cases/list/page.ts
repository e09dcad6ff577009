import { formatInstant } from '../../../domain/calendar/index.js';
import { statusTag, waitsForText } from '../../case-view.js';
import type { DeadlineChip, EmptyState, FilterBar, FilterField, Link, StatusTag } from '../../components/models.js';
import { userPage, wideView, type Translate, type User, type UserContext } from '../../page.js';
import { placeText } from '../place.js';
import { caseStates, filterOf, noFilter, orders, queryOf, type CaseFilter } from './filter.js';
import { caseChoices, caseRows, type CaseChoices, type CaseRow, type CaseWhere } from './reading.js';

export type ListedCase = {
  href: string;
  number: string;
  title: string;
  municipality: string;
  /** "prioritet 1 av 2" */
  place: string | null;
  /** Named where the list has cases of several. */
  office: string | null;
  status: StatusTag;
  officer: string;
  applied: number | null;
  waitsFor: string;
  deadline: DeadlineChip | null;
};
export type ListModel = {
  filter: FilterBar;
  rows: ListedCase[];
  asOf: string;
  csv: string;
  empty: EmptyState | null;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

const pageSize = 50;
const address = (filter: CaseFilter): string => `/saker${queryOf(filter)}`;
type Choosing = { t: Translate; user: User; filter: CaseFilter; choices: CaseChoices };
const stateText = (t: Translate, state: string): string => t(`common.state.grant.${state}`);

/** The office acted for comes first, then all of them; who acts for none begins with all. */
function officeOptions({ t, user, choices }: Choosing): { value: string; text: string }[] {
  const every = t('cases.filter.everyOffice');
  const own = user.at?.kind === 'office' ? user.at : null;
  return own
    ? [{ value: '', text: own.name }, { value: 'alle', text: every }, ...choices.offices.filter(({ value }) => value !== own.code)]
    : [{ value: '', text: every }, ...choices.offices];
} // prettier-ignore

function fieldsOf(choosing: Choosing): FilterField[] {
  const { t, filter, choices } = choosing;
  const select = (name: string, value: string | null, options: { value: string; text: string }[]): FilterField => ({
    type: 'select',
    id: `filter-${name}`,
    name,
    label: t(`cases.filter.${name}`),
    value: value ?? '',
    options,
  });
  const all = { value: '', text: t('common.filter.all') };
  return [
    { type: 'search', id: 'filter-sok', name: 'sok', label: t('cases.filter.sok'), value: filter.text },
    ...(choices.offices.length > 0 ? [select('embete', filter.office === 'all' ? 'alle' : filter.office, officeOptions(choosing))] : []),
    select('utlysning', filter.callId, [all, ...choices.calls]),
    select('status', filter.state, [all, ...caseStates.map((value) => ({ value, text: stateText(t, value) }))]),
    select('saksbehandler', filter.officer === 'none' ? 'ingen' : filter.officer, [all, { value: 'ingen', text: t('cases.filter.nobody') }, ...choices.officers]),
    select('sorter', filter.order, orders.map((value) => ({ value, text: t(`cases.order.${value}`) }))),
  ]; // prettier-ignore
}

/** What is chosen, each with the address without it. */
function chipsOf({ t, filter, choices }: Choosing): Link[] {
  const nameOf = (list: CaseChoices['calls'], value: string) =>
    list.find((one) => one.value === value)?.text ?? t('cases.filter.unknown');
  const chip = (text: string | null, without: Partial<CaseFilter>): Link[] =>
    text === null ? [] : [{ text, href: address({ ...filter, ...without, page: 1 }) }];
  return [
    ...chip(filter.text ? `«${filter.text}»` : null, { text: '' }),
    ...chip(
      filter.office &&
        (filter.office === 'all' ? t('cases.filter.everyOffice') : nameOf(choices.offices, filter.office)),
      { office: null },
    ),
    ...chip(filter.callId && nameOf(choices.calls, filter.callId), { callId: null }),
    ...chip(filter.state && stateText(t, filter.state), { state: null }),
    ...chip(
      filter.officer &&
        (filter.officer === 'none' ? t('cases.filter.nobody') : nameOf(choices.officers, filter.officer)),
      { officer: null },
    ),
  ];
}

const listedCase = (row: CaseRow, { t, now, user }: UserContext): ListedCase => ({
  href: `/saker/${row.id}`,
  number: row.number,
  title: row.title,
  municipality: row.municipality,
  place: placeText(t, row.place),
  office: user.at?.kind === 'office' && user.at.name === row.office ? null : row.office,
  status: statusTag(t, row.kind, row.state),
  officer: row.officer ?? (mayBeAssigned(row) ? t('cases.filter.nobody') : '–'),
  applied: row.applied,
  waitsFor: waitsForText(t, { waitsFor: row.waitsFor, state: row.state, kind: row.kind }, 'office'),
  deadline: row.deadline === null ? null : { at: row.deadline, now },
});

/** Where nobody has the case, somebody should; of what is over, and of other offices’ cases, it is not told. */
const mayBeAssigned = ({ kind, state }: CaseRow): boolean =>
  kind === 'grant' && !['granted', 'partiallyGranted'].includes(state);

function pagesOf(filter: CaseFilter, last: number, t: Translate): ListModel['pages'] {
  if (last === 1) return null;
  const href = (page: number) => (page >= 1 && page <= last ? address({ ...filter, page }) : null);
  return {
    previous: href(filter.page - 1),
    next: href(filter.page + 1),
    text: t('cases.list.pageOf', { page: filter.page, last }),
  };
}

/** `where` says whose cases; measured without authorisation in bench/. */
export async function list(context: UserContext, where?: CaseWhere) {
  const { query, t, now, user } = context;
  const asked = filterOf(query);
  const [all, choices] = await Promise.all([caseRows(context, asked, where), caseChoices(context, asked, where)]);
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const filter = { ...asked, page: Math.min(asked.page, last) };
  const chips = chipsOf({ t, user, filter, choices });
  const none: EmptyState =
    chips.length > 0
      ? { text: t('cases.list.noneFiltered'), link: { text: t('cases.list.showAll'), href: address(noFilter) } }
      : { text: t('cases.list.none') };
  const model: ListModel = {
    filter: {
      action: '/saker',
      fields: fieldsOf({ t, user, filter, choices }),
      count: t('cases.list.count', { count: all.length }),
      chips,
    },
    rows: all.slice((filter.page - 1) * pageSize, filter.page * pageSize).map((row) => listedCase(row, context)),
    asOf: t('cases.list.asOf', { at: formatInstant(now) }),
    csv: `/saker.csv${queryOf({ ...filter, page: 1 })}`,
    empty: all.length === 0 ? none : null,
    pages: pagesOf(filter, last, t),
  };
  return wideView('cases/list/list', t('cases.list.title'), model);
}

export const listPage = userPage({
  path: '/saker',
  access: { list: 'case.list' },
  personal: 'none',
  get: (context) => list(context),
});
