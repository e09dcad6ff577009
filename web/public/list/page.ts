import { formatInstant } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import { sectors } from '../../../domain/sectors.js';
import type { EmptyState, FilterBar, FilterField, Link, StatusTag } from '../../components/models.js';
import { openPage, view, type PageContext, type Translate } from '../../page.js';
import { filterOf, noFilter, orders, queryOf, type PublicFilter } from '../filter.js';
import { publicStatus } from '../status.js';
import { filterChoices, hasToldRounds, pageSize, publicPage, publicSums, type FilterChoices, type PublicRow, type PublicSums } from '../reading.js'; // prettier-ignore
import { sourcesOf, type Source } from '../source.js';

/** A row with its words. `readMore` leads to the rest of an assessment that is cut. */
export type ListedProject = PublicRow & {
  href: string;
  sectorNames: string;
  municipalities: string;
  status: StatusTag;
  readMore: boolean;
};
export type ListModel = {
  filter: FilterBar;
  rows: ListedProject[];
  /** Null: there is nothing to sum. */
  sums: string | null;
  /** What the list covers, and the figures do beside it; null where they cover the same. */
  covers: string | null;
  asOf: string;
  csv: string;
  sources: Source[];
  empty: EmptyState | null;
  pages: { previous: string | null; next: string | null; text: string } | null;
};

const address = (filter: PublicFilter): string => `/offentlig${queryOf(filter)}`;
type Choosing = { t: Translate; filter: PublicFilter; choices: FilterChoices };

function fieldsOf({ t, filter, choices }: Choosing): FilterField[] {
  const select = (
    name: string,
    value: string | number | null,
    options: { value: string; text: string }[],
  ): FilterField => ({
    type: 'select',
    id: `filter-${name}`,
    name,
    label: t(`public.filter.${name}`),
    value: String(value ?? ''),
    options,
  });
  const all = { value: '', text: t('public.filter.all') };
  const places = (list: { code: string; name: string }[]) => [
    all,
    ...list.map(({ code, name }) => ({ value: code, text: name })),
  ];
  const named = sectors
    .map((sector) => ({ value: sector, text: t(`common.sector.${sector}`) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'nb'));
  return [
    { type: 'search', id: 'filter-sok', name: 'sok', label: t('public.filter.sok'), value: filter.text },
    select('ar', filter.year, [all, ...choices.years.map((year) => ({ value: String(year), text: String(year) }))]),
    select('fylke', filter.county, places(choices.counties)),
    select('kommune', filter.municipality, places(choices.municipalities)),
    select('statsforvalter', filter.governor, places(choices.governors)),
    select('sektor', filter.sector, [all, ...named]),
    select('status', filter.status, [all, ...(['active', 'completed'] as const).map((value) => ({ value, text: t(`public.status.${value}`) }))]),
    select('stjerne', filter.star ? '1' : null, [all, { value: '1', text: t('public.filter.starred') }]),
    select('sorter', filter.order, orders.map((value) => ({ value, text: t(`public.order.${value}`) }))),
  ]; // prettier-ignore
}

/** What is chosen, each with the address without it. */
function chipsOf({ t, filter, choices }: Choosing): Link[] {
  const nameOf = (list: { code: string; name: string }[], code: string) =>
    list.find((one) => one.code === code)?.name ?? code;
  const chip = (text: string | null, without: Partial<PublicFilter>): Link[] =>
    text === null ? [] : [{ text, href: address({ ...filter, ...without, page: 1 }) }];
  return [
    ...chip(filter.text === '' ? null : `«${filter.text}»`, { text: '' }),
    ...chip(filter.year === null ? null : String(filter.year), { year: null }),
    ...chip(filter.county && nameOf(choices.counties, filter.county), { county: null }),
    ...chip(filter.municipality && nameOf(choices.municipalities, filter.municipality), { municipality: null }),
    ...chip(filter.governor && nameOf(choices.governors, filter.governor), { governor: null }),
    ...chip(filter.sector && t(`common.sector.${filter.sector}`), { sector: null }),
    ...chip(filter.status && t(`public.status.${filter.status}`), { status: null }),
    ...chip(filter.star ? t('public.filter.starred') : null, { star: false }),
  ];
}

/** The names a row shows; the project’s own page has them all. */
const namesShown = 6;
/** Characters of an assessment in the list. */
const assessmentShown = 240;

function municipalitiesText({ municipality, partners }: PublicRow, t: Translate): string {
  const names = [municipality, ...partners];
  if (names.length <= namesShown) return names.join(', ');
  const shown = names.slice(0, namesShown - 1);
  return t('public.andMore', { names: shown.join(', '), count: names.length - shown.length });
}

/** The text, or its beginning up to a whole word. */
const beginningOf = (text: string): string =>
  text.length <= assessmentShown ? text : `${text.slice(0, assessmentShown).replace(/\s+\S*$/, '')} …`;

const listedProject = (row: PublicRow, t: Translate): ListedProject => ({
  ...row,
  href: `/offentlig/${row.id}`,
  sectorNames: row.sectors.map((sector) => t(`common.sector.${sector}`)).join(', '),
  municipalities: municipalitiesText(row, t),
  assessment: row.assessment === null ? null : beginningOf(row.assessment),
  readMore: row.assessment !== null && row.assessment.length > assessmentShown,
  status: publicStatus(row, t),
});

function sumsText({ count, applied, appliedUnknown, awarded }: PublicSums, t: Translate): string | null {
  if (count === 0) return null;
  const amounts = { applied: formatKroner(applied), awarded: formatKroner(awarded), unknown: appliedUnknown, count };
  if (appliedUnknown === 0) return t('public.sums.known', amounts);
  return t(appliedUnknown === count ? 'public.sums.unknown' : 'public.sums.partly', amounts);
}

function pagesOf(filter: PublicFilter, last: number, t: Translate): ListModel['pages'] {
  if (last === 1) return null;
  const href = (page: number) => (page >= 1 && page <= last ? address({ ...filter, page }) : null);
  return {
    previous: href(filter.page - 1),
    next: href(filter.page + 1),
    text: t('public.pages.of', { page: filter.page, last }),
  };
}

async function list({ services, query, t, language, now }: PageContext) {
  const { prisma } = services;
  const asked = filterOf(query);
  const [choices, sums, toldRounds] = await Promise.all([filterChoices(prisma), publicSums(prisma, asked), hasToldRounds(prisma)]); // prettier-ignore
  const last = Math.max(1, Math.ceil(sums.count / pageSize));
  const filter = { ...asked, page: Math.min(asked.page, last) };
  const rows = await publicPage(prisma, filter);
  const sources = await sourcesOf({ prisma, language }, sums.sources);
  const chips = chipsOf({ t, filter, choices });
  const none: EmptyState =
    chips.length > 0
      ? { text: t('public.empty.filtered'), link: { text: t('public.empty.showAll'), href: address(noFilter) } }
      : { text: t('public.empty.none') };
  const model: ListModel = {
    filter: {
      action: '/offentlig',
      fields: fieldsOf({ t, filter, choices }),
      count: t('public.count', { count: sums.count }),
      chips,
    },
    rows: rows.map((row) => listedProject(row, t)),
    sums: sumsText(sums, t),
    covers: toldRounds ? t('public.covers') : null,
    asOf: t('public.asOf', { at: formatInstant(now) }),
    csv: `/offentlig.csv${queryOf({ ...filter, page: 1 })}`,
    sources,
    empty: sums.count === 0 ? none : null,
    pages: pagesOf(filter, last, t),
  };
  // Eight columns need the officers’ width.
  return { ...view('public/list/list', t('public.title'), model), size: 'sm' as const };
}

export const publicList = openPage({ path: '/offentlig', access: { public: true }, get: list });
