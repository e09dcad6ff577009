import { formatInstant, formatShortDate, localDate } from '../../../domain/calendar/index.js';
import { can } from '../../../domain/authorisation.js';
import { statusTag } from '../../case-view.js';
import type {
  EmptyState,
  ErrorSummary,
  Fault,
  FilterBar,
  FormTokens,
  Link,
  StatusTag,
} from '../../components/models.js';
import { isId, tokenId, tokens } from '../../forms.js';
import { notFound, redirect, userPage, wideView, type Answer, type Page, type UserContext } from '../../page.js';
import { inviteActions } from '../invite/from.js';
import { approveAll, pageSize, resultsOf, type RowResult } from './bulk.js';
import { filterOf, queryOf, viewNames, type ListFilter } from './filter.js';
import { accessOf, addresses, listPlace, type ListPlace, type PlaceKind } from './place.js';
import { listed, type RequestRow } from './reading.js';
import { shownPlace } from '../../log/shown.js';

export type ListedRequest = {
  id: string;
  href: string;
  name: string;
  municipality: string;
  role: string;
  email: string;
  /** What the address says. */
  domain: StatusTag | null;
  since: string;
  /** "3 dager": how long it has waited. */
  waited: number;
  status: StatusTag;
  settled: string | null;
  tickable: boolean;
  ticked: boolean;
};

export type ListModel = {
  errors: ErrorSummary;
  heading: string;
  intro: string;
  invite: Link | null;
  /** The county’s, each with the page where one invites to it. */
  municipalities: Link[];
  results: { summary: string; rows: RowResult[] } | null;
  filter: FilterBar;
  asOf: string;
  csv: string;
  action: string;
  tokens: FormTokens;
  withMunicipality: boolean;
  settledView: boolean;
  rows: ListedRequest[];
  tickable: boolean;
  empty: EmptyState | null;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

const address = (place: ListPlace, filter: ListFilter): string => `${place.path}/tilganger${queryOf(filter)}`;
const day = (at: Date): string => formatShortDate(localDate(at.getTime()));

function listedRequest({ t }: UserContext, row: RequestRow, ticked: readonly string[]): ListedRequest {
  const { request, process, ownAddress, decider, tickable } = row;
  const { closedAt } = request;
  return {
    id: request.id,
    href: `/tilgang/${request.id}`,
    name: row.name || t('access.list.erased'),
    municipality: row.municipality,
    role: t(`common.role.${request.role}`),
    email: request.email,
    domain:
      ownAddress === null
        ? null
        : { text: t(`access.list.${ownAddress ? 'own' : 'other'}`), color: ownAddress ? 'neutral' : 'warning' },
    since: day(row.since),
    waited: row.since.getTime(),
    status: statusTag(t, 'accessRequest', process.state),
    settled: closedAt && [day(closedAt), decider].filter(Boolean).join(', '),
    tickable,
    ticked: ticked.includes(request.id),
  };
}

function filterBar({ t }: UserContext, place: ListPlace, { filter, count }: { filter: ListFilter; count: number }): FilterBar {
  const options = viewNames.map((value) => ({ value, text: t(`access.list.view.${value}`) }));
  const none = { ...filter, text: '', page: 1 };
  return {
    action: `${place.path}/tilganger`,
    fields: [
      { type: 'search', id: 'filter-sok', name: 'sok', label: t('access.list.search'), value: filter.text },
      { type: 'select', id: 'filter-vis', name: 'vis', label: t('access.list.show'), value: filter.view, options },
    ],
    count: t('access.list.count', { count }),
    chips: filter.text ? [{ text: `«${filter.text}»`, href: address(place, none) }] : [],
  };
} // prettier-ignore

function pagesOf({ t }: UserContext, place: ListPlace, { filter, last }: { filter: ListFilter; last: number }) {
  if (last === 1) return null;
  const href = (page: number) => (page >= 1 && page <= last ? address(place, { ...filter, page }) : null);
  const text = t('access.list.pageOf', { page: filter.page, last });
  return { previous: href(filter.page - 1), next: href(filter.page + 1), text };
}

/** What the last bulk approval came to, for who sent it. */
async function results(context: UserContext, place: ListPlace): Promise<ListModel['results']> {
  const token = context.query.get('resultat') ?? undefined;
  const ids = context.query.getAll('valgt').filter(isId).slice(0, pageSize);
  if (!isId(token) || ids.length === 0) return null;
  const rows = await resultsOf(context, place, { token, ids });
  const approved = rows.filter(({ kind }) => kind === 'applied').length;
  return { summary: context.t('access.list.result', { count: approved, of: rows.length }), rows };
}

/** Where an office’s people may invite to: each municipality of theirs. */
async function municipalitiesOf({ services, now }: UserContext, { kind, code, user }: ListPlace): Promise<Link[]> {
  if (kind !== 'office' || !can(user.actor, inviteActions.municipality, { countyGovernorCode: code })) return [];
  const found = await services.prisma.municipality.findMany({
    where: { county: { countyGovernorCode: code }, OR: [{ validTo: null }, { validTo: { gt: new Date(now) } }] },
  });
  return found
    .map((one) => ({ text: one.name, href: `/kommune/${one.code}/inviter` }))
    .sort((a, b) => a.text.localeCompare(b.text, 'nb'));
}

async function draw(context: UserContext, place: ListPlace, faults: Fault[] = []): Promise<Answer> {
  const { t, query, now, lists } = context;
  const asked = filterOf(query);
  const all = await listed(context, place, asked);
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const filter = { ...asked, page: Math.min(asked.page, last) };
  const ticked = faults.length > 0 ? (lists['valgt'] ?? []) : [];
  const rows = all
    .slice((filter.page - 1) * pageSize, filter.page * pageSize)
    .map((row) => listedRequest(context, row, ticked));
  const subject = place.kind === 'office' ? { countyGovernorCode: place.code } : { municipalityCode: place.code };
  const model: ListModel = {
    errors: { faults },
    heading: t('access.list.title', { place: place.name }),
    intro: t(`access.list.intro.${place.kind}`),
    invite: can(place.user.actor, inviteActions[place.kind], subject)
      ? { text: t('access.invite.link'), href: `${place.path}/inviter` }
      : null,
    municipalities: await municipalitiesOf(context, place),
    results: faults.length === 0 ? await results(context, place) : null,
    filter: filterBar(context, place, { filter, count: all.length }),
    asOf: t('access.list.asOf', { at: formatInstant(now) }),
    csv: `${place.path}/tilganger.csv${queryOf({ ...filter, page: 1 })}`,
    action: address(place, filter),
    tokens: tokens(context, place.path, 'approveAll'),
    withMunicipality: place.kind === 'office',
    settledView: filter.view === 'avgjort',
    rows,
    tickable: rows.some((row) => row.tickable),
    empty: all.length > 0 ? null : { text: t(filter.text ? 'access.list.noHits' : `access.list.none.${filter.view}`) },
    pages: pagesOf(context, place, { filter, last }),
  };
  return wideView('access/list/list', model.heading, model, faults.length > 0 ? 422 : 200);
}

async function post(context: UserContext, place: ListPlace): Promise<Answer> {
  const { t, lists, query } = context;
  const token = tokenId(context, { processId: place.path, name: 'approveAll' });
  if (!token) return draw(context, place, [{ fieldId: 'svar', text: t('common.form.expired') }]);
  const ids = [...new Set((lists['valgt'] ?? []).filter(isId))].slice(0, pageSize);
  if (ids.length === 0) return draw(context, place, [{ fieldId: 'svar', text: t('access.fault.nothingTicked') }]);
  await approveAll(context, place, token, ids);
  const result = new URLSearchParams([['resultat', token], ...ids.map((id): [string, string] => ['valgt', id])]);
  const filter = queryOf({ ...filterOf(query), page: 1 }).slice(1);
  return redirect(`${place.path}/tilganger?${filter ? `${filter}&` : ''}${result.toString()}#svar`);
}

const listPage = (kind: PlaceKind): Page =>
  userPage({
    path: `${addresses[kind]}/tilganger`,
    access: accessOf(kind),
    personal: shownPlace,
    get: async (context) => {
      const place = await listPlace(context, kind);
      return place ? draw(context, place) : notFound;
    },
    post: async (context) => {
      const place = await listPlace(context, kind);
      return place ? post(context, place) : notFound;
    },
  });

/** Who waits to be let in, for those who may let in (U2). */
export const listPages: readonly Page[] = [listPage('office'), listPage('municipality')];
