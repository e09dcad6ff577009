import { formatInstant } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import type { Bar, BarChart, EmptyState, FilterBar } from '../../components/models.js';
import { openPage, view, type PageContext, type Translate } from '../../page.js';
import { byPlace } from '../../offices.js';
import { csv } from '../csv.js';
import { sourcesOf, sourceTitles, type Source } from '../source.js';
import { figureNames, rounds, type AreaFigures, type FigureName, type Figures, type Round } from './rounds.js';

/** A figure with its name; null is drawn "–" and read "ikke oppgitt". */
type Cell = { label: string; text: string | null };
export type FigureRow = { label: string; cells: Cell[]; before: Cell[]; strong: boolean };
export type RoundModel = {
  id: string;
  heading: string;
  year: number;
  /** The year before; null when nothing is known of it. */
  before: number | null;
  rows: FigureRow[];
  chart: BarChart;
  notes: string[];
  source: Source | null;
};
export type FiguresModel = {
  filter: FilterBar;
  asOf: string;
  csv: string;
  rounds: RoundModel[];
  empty: EmptyState | null;
  ownNote: string | null;
};

type Asked = { office: string; year: string };

const textOf = (name: FigureName, value: number | null): string | null =>
  value === null ? null : name === 'applied' || name === 'awarded' ? formatKroner(value) : String(value);
const cellsOf = (figures: Figures | undefined, t: Translate): Cell[] =>
  figureNames.map((name) => ({ label: t(`public.figures.${name}`), text: textOf(name, figures?.[name] ?? null) }));

function rowsOf(round: Round, before: Round | undefined, t: Translate): FigureRow[] {
  const cells = (figures: Figures | undefined) => cellsOf(figures, t);
  const labelOf = ({ area }: AreaFigures) => area ?? t('public.figures.noArea');
  const now = round.areas.map((figures): FigureRow => ({
    label: labelOf(figures),
    cells: cells(figures),
    before: cells(before?.areas.find(({ area }) => area === figures.area)),
    strong: false,
  }));
  const gone = (before?.areas ?? [])
    .filter(({ area }) => !round.areas.some((figures) => figures.area === area))
    .map((figures): FigureRow => ({
      label: labelOf(figures),
      cells: cells(undefined),
      before: cells(figures),
      strong: false,
    }));
  const sum: FigureRow = {
    label: t(round.areas.length > 0 ? 'public.sum' : 'public.figures.whole'),
    cells: cells(round.sum),
    before: cells(before?.sum),
    strong: true,
  };
  return [...now, ...(round.areas.length > 0 ? gone : []), sum];
}

/** Bars of the areas; where only the whole is known, of the round and the one before. */
function chartOf(round: Round, before: Round | undefined, t: Translate): BarChart {
  const whole = [round, ...(before ? [before] : [])].map(({ year, sum }) => ({ label: String(year), figures: sum }));
  const rows =
    round.areas.length > 0
      ? round.areas.map((figures) => ({ label: figures.area ?? t('public.figures.noArea'), figures }))
      : whole;
  const longest = Math.max(1, ...rows.flatMap(({ figures }) => [figures.applied ?? 0, figures.awarded ?? 0]));
  const bar = (kind: Bar['kind'], amount: number | null): Bar[] =>
    amount === null ? [] : [{ kind, share: Math.round((998 * amount) / longest), text: formatKroner(amount) }];
  return {
    caption: t('public.figures.chart'),
    legend: (['applied', 'awarded'] as const).map((kind) => ({ kind, text: t(`public.figures.${kind}`) })),
    rows: rows.map(({ label, figures }) => ({
      label,
      bars: [...bar('applied', figures.applied), ...bar('awarded', figures.awarded)],
    })),
  };
}

type Drawing = { all: readonly Round[]; t: Translate; sources: ReadonlyMap<string, Source> };

const yearBefore = (round: Round, all: readonly Round[]): Round | undefined =>
  all.find(({ office, year }) => office === round.office && year === round.year - 1);

/** Where the source’s own sums are others than those of its rows. */
const notesOf = (round: Round, t: Translate): string[] =>
  round.differs.map(({ name, added, told }) =>
    t('public.figures.differs', {
      what: t(`public.figures.${name}`),
      added: textOf(name, added),
      told: textOf(name, told),
    }),
  );

function modelOf(round: Round, { all, t, sources }: Drawing): RoundModel {
  const before = yearBefore(round, all);
  return {
    id: `${round.office}-${round.year}`,
    heading: t('public.figures.round', { office: round.officeName, year: round.year }),
    year: round.year,
    before: before?.year ?? null,
    rows: rowsOf(round, before, t),
    chart: chartOf(round, before, t),
    notes: notesOf(round, t),
    source: round.sourceKey === null ? null : (sources.get(round.sourceKey) ?? null),
  };
}

const askedOf = (query: URLSearchParams, all: readonly Round[]): Asked => {
  const given = (name: string, values: readonly string[]) => values.find((value) => value === query.get(name)) ?? '';
  return {
    office: given('statsforvalter', all.map(({ office }) => office)),
    year: given('ar', all.map(({ year }) => String(year))),
  }; // prettier-ignore
};

const chosen = (all: readonly Round[], asked: Asked): Round[] =>
  all.filter(
    ({ office, year }) =>
      (asked.office === '' || office === asked.office) && (asked.year === '' || String(year) === asked.year),
  );

function queryOf({ office, year }: Asked): string {
  const query = new URLSearchParams();
  if (office !== '') query.set('statsforvalter', office);
  if (year !== '') query.set('ar', year);
  return query.size > 0 ? `?${query.toString()}` : '';
}

function filterOf(all: readonly Round[], asked: Asked, t: Translate): FilterBar {
  const offices = new Map(all.map(({ office, officeName }) => [office, officeName]));
  const years = [...new Set(all.map(({ year }) => String(year)))];
  const anything = { value: '', text: t('public.filter.all') };
  const address = (without: Partial<Asked>) => `/offentlig/tall${queryOf({ ...asked, ...without })}`;
  return {
    action: '/offentlig/tall',
    fields: [
      { type: 'select', id: 'filter-statsforvalter', name: 'statsforvalter', label: t('public.filter.statsforvalter'), value: asked.office, options: [anything, ...[...offices].map(([value, text]) => ({ value, text })).sort((a, b) => byPlace(a.text, b.text))] },
      { type: 'select', id: 'filter-ar', name: 'ar', label: t('public.filter.ar'), value: asked.year, options: [anything, ...years.map((year) => ({ value: year, text: year }))] },
    ],
    count: t('public.figures.count', { count: chosen(all, asked).length }),
    chips: [
      ...(asked.office === '' ? [] : [{ text: offices.get(asked.office) ?? asked.office, href: address({ office: '' }) }]),
      ...(asked.year === '' ? [] : [{ text: asked.year, href: address({ year: '' }) }]),
    ],
  }; // prettier-ignore
}

async function figures({ services: { prisma }, query, t, language, now }: PageContext) {
  const all = await rounds(prisma, language);
  const asked = askedOf(query, all);
  const shown = chosen(all, asked);
  const keys = [...new Set(shown.map(({ sourceKey }) => sourceKey))].filter((key) => key !== null);
  const sources = new Map(
    await Promise.all(keys.map(async (key) => [key, (await sourcesOf({ prisma, language }, [key]))[0]!] as const)),
  );
  const model: FiguresModel = {
    filter: filterOf(all, asked, t),
    asOf: t('public.asOf', { at: formatInstant(now) }),
    csv: `/offentlig/tall.csv${queryOf(asked)}`,
    rounds: shown.map((round) => modelOf(round, { all, t, sources })),
    empty: shown.length === 0 ? { text: t('public.figures.empty') } : null,
    ownNote: shown.some(({ sourceKey }) => sourceKey === null) ? t('public.figures.own') : null,
  };
  return { ...view('public/figures/figures', t('public.figures.title'), model), size: 'sm' as const };
}

/** The same as a file: a line for each area and one for the whole round, told apart by their own column, so that none is added twice. */
async function download({ services: { prisma }, query, t, language }: PageContext) {
  const all = await rounds(prisma, language);
  const titles = await sourceTitles({ prisma, language });
  type Line = { kind: 'area' | 'round'; area: string | null; notes: readonly string[] };
  const line = (round: Round, row: Figures, { kind, area, notes }: Line) => [
    round.year,
    round.officeName,
    t(`public.figures.row.${kind}`),
    area,
    ...figureNames.map((name) => row[name]),
    notes.join(' '),
    round.sourceKey && (titles.get(round.sourceKey) ?? null),
  ];
  const body = csv([
    [t('public.column.year'), t('public.column.governor'), t('public.figures.row.heading'), t('public.figures.area'), ...figureNames.map((name) => t(`public.figures.${name}`)), t('public.figures.note'), t('public.column.source')],
    ...chosen(all, askedOf(query, all)).flatMap((round) => [
      ...round.areas.map((row) => line(round, row, { kind: 'area', area: row.area ?? t('public.figures.noArea'), notes: [] })),
      line(round, round.sum, { kind: 'round', area: null, notes: notesOf(round, t) }),
    ]),
  ]); // prettier-ignore
  return { kind: 'file' as const, name: 'prosjektskjonn-tall.csv', contentType: 'text/csv; charset=utf-8', body };
}

export const figuresPage = openPage({ path: '/offentlig/tall', access: { public: true }, get: figures });
export const figuresExport = openPage({ path: '/offentlig/tall.csv', access: { public: true }, get: download });
