import { formatInstant } from '../../../domain/calendar/index.js';
import { statusTag, waitsForText } from '../../case-view.js';
import type { DeadlineChip, EmptyState, FilterBar, FilterField, Link, StatusTag } from '../../components/models.js';
import { userPage, wideView, type Translate, type UserContext } from '../../page.js';
import { caseStates, filterOf, noFilter, orders, queryOf, type CaseFilter } from './filter.js';
import { caseChoices, caseRows, type CaseChoices, type CaseRow } from './reading.js';

export type ListedCase = {
  href: string;
  number: string;
  title: string;
  municipality: string;
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
type Choosing = { t: Translate; filter: CaseFilter; choices: CaseChoices };
const stateText = (t: Translate, state: string): string => t(`common.state.grant.${state}`);

function fieldsOf({ t, filter, choices }: Choosing): FilterField[] {
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
    ...chip(filter.callId && nameOf(choices.calls, filter.callId), { callId: null }),
    ...chip(filter.state && stateText(t, filter.state), { state: null }),
    ...chip(
      filter.officer &&
        (filter.officer === 'none' ? t('cases.filter.nobody') : nameOf(choices.officers, filter.officer)),
      { officer: null },
    ),
  ];
}

const listedCase = (row: CaseRow, { t, now }: UserContext): ListedCase => ({
  href: `/saker/${row.id}`,
  number: row.number,
  title: row.title,
  municipality: row.municipality,
  status: statusTag(t, 'grant', row.state),
  officer: row.officer ?? t('cases.filter.nobody'),
  applied: row.applied,
  waitsFor: waitsForText(t, { waitsFor: row.waitsFor, state: row.state, kind: 'grant' }, 'office'),
  deadline: row.deadline === null ? null : { at: row.deadline, now },
});

function pagesOf(filter: CaseFilter, last: number, t: Translate): ListModel['pages'] {
  if (last === 1) return null;
  const href = (page: number) => (page >= 1 && page <= last ? address({ ...filter, page }) : null);
  return {
    previous: href(filter.page - 1),
    next: href(filter.page + 1),
    text: t('cases.list.pageOf', { page: filter.page, last }),
  };
}

async function list(context: UserContext) {
  const { query, t, now } = context;
  const asked = filterOf(query);
  const [all, choices] = await Promise.all([caseRows(context, asked), caseChoices(context)]);
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const filter = { ...asked, page: Math.min(asked.page, last) };
  const chips = chipsOf({ t, filter, choices });
  const none: EmptyState =
    chips.length > 0
      ? { text: t('cases.list.noneFiltered'), link: { text: t('cases.list.showAll'), href: address(noFilter) } }
      : { text: t('cases.list.none') };
  const model: ListModel = {
    filter: {
      action: '/saker',
      fields: fieldsOf({ t, filter, choices }),
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

export const listPage = userPage({ path: '/saker', access: { list: 'case.list' }, personal: 'none', get: list });
