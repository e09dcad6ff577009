/**
 * What other sources tell of earlier rounds: the rows of the public list in Trøndelag’s slides of 2020 and the figures of its own round
 * (source 001). Names that the slides do not let us read with certainty stand as they are there and lead to no municipality.
 */
import type { Sector } from '../../../domain/sectors.js';

export type Partner = string | { name: string };
export type ImportedProject = {
  title: string;
  /** By the name it had then. */
  applicant: string;
  /** Municipalities by the names they had then; `{ name }` is one that has no row among them. */
  partners: readonly Partner[];
  sectors: readonly Sector[];
  summary: string;
  year: number;
  /** Whole kroner; null: not told. */
  applied: number | null;
  awarded: number;
  state: 'active' | 'finalReporting' | 'completed';
  /** What the undertaking was awarded in so many years up to and including one. */
  spans?: readonly { untilYear: number; years: number; amount: number }[];
};

type Source = { key: string; day: string; titleNb: string; titleNn: string; noteNb: string; noteNn: string };

export const sources = {
  rogaland2021: {
    key: 'rogaland-2021',
    day: '2021-06-01',
    titleNb: 'Statsforvalteren i Rogalands nyhet 1. juni 2021',
    titleNn: 'nyheita frå Statsforvaltaren i Rogaland 1. juni 2021',
    noteNb: 'Kilden sier ikke hva det ble søkt om. Sektorene er satt i demoen.',
    noteNn: 'Kjelda seier ikkje kva det vart søkt om. Sektorane er sette i demoen.',
  },
  slides2020: {
    key: 'trondelag-2020-slides',
    day: '2020-06-10',
    titleNb: 'Fylkesmannen i Trøndelags lysbilder 10. juni 2020',
    titleNn: 'lysbileta til Fylkesmannen i Trøndelag 10. juni 2020',
    noteNb:
      'Statusen er fra den dagen. Det vi viser som tildelt, heter rapportert beløp i kilden. Navn som ikke lar seg lese sikkert, er gjengitt slik de står.',
    noteNn:
      'Statusen er frå den dagen. Det vi viser som tildelt, heiter rapportert beløp i kjelda. Namn som ikkje lèt seg lese sikkert, er gjevne att slik dei står.',
  },
} satisfies Record<string, Source>;

const moldeRegion = ['Aukra', 'Eide', 'Fræna'];

/** The slides’ rows: sought and “reported”, which looks like what was awarded. */
export const slideProjects: readonly ImportedProject[] = [
  {
    title: 'Connected Living i Gjøvikregionen',
    applicant: 'Gjøvik',
    partners: ['Nordre Land', 'Søndre Land', 'Vestre Toten', 'Østre Toten'],
    sectors: ['health', 'communityHealth', 'care'],
    year: 2017,
    applied: 1_100_000,
    awarded: 600_000,
    state: 'active',
    summary: '',
  },
  {
    title: 'Kompetanseprosjekt i nære relasjoner',
    applicant: 'Molde',
    partners: [...moldeRegion, 'Gjemnes', 'Midsund', 'Nesset', 'Rauma', 'Sunndal', 'Vestnes'],
    sectors: ['administration', 'health', 'communityHealth', 'culture', 'upbringing', 'care', 'safety'],
    year: 2018,
    applied: 2_136_000,
    awarded: 500_000,
    state: 'active',
    summary: '',
  },
  {
    title: 'Yrkesopplæringsprosjekt for velferdsteknologi',
    applicant: 'Alta',
    partners: [],
    sectors: ['communityHealth', 'care'],
    year: 2017,
    applied: 1_000_000,
    awarded: 750_000,
    state: 'active',
    summary: '',
  },
  {
    title: 'Samarbeidsprosjekt for velferdsteknologi',
    applicant: 'Molde',
    partners: [...moldeRegion, 'Gjemnes', 'Midsund', 'Nesset', 'Rauma', 'Sunndal'],
    sectors: ['communityHealth', 'care'],
    year: 2018,
    applied: 1_000_000,
    awarded: 500_000,
    state: 'active',
    summary: '',
  },
  {
    title: 'Samarbeid om velferdsteknologi',
    applicant: 'Meland',
    partners: ['Lindås', { name: 'Råde' }],
    sectors: ['administration', 'communityHealth', 'care'],
    year: 2018,
    applied: 800_000,
    awarded: 600_000,
    state: 'active',
    summary: '',
  },
  {
    title: 'Askeprogrammet – kollektiv, sykkel og gange',
    applicant: 'Asker',
    partners: [],
    sectors: ['work', 'transport'],
    year: 2018,
    applied: 1_000_000,
    awarded: 1_000_000,
    state: 'completed',
    summary: '',
  },
  {
    title: 'Responssentertjenester velferdsteknologi – planlegge felles tjenester',
    applicant: 'Ålesund',
    partners: [{ name: 'Vest-Ågder' }],
    sectors: ['communityHealth', 'care'],
    year: 2016,
    applied: 250_000,
    awarded: 200_000,
    state: 'completed',
    summary: '',
  },
  {
    title: 'Helseplattformen i ROR',
    applicant: 'Molde',
    partners: [...moldeRegion, 'Midsund', 'Nesset', 'Rauma', 'Vestnes'],
    sectors: ['communityHealth', 'care'],
    year: 2018,
    applied: 1_100_000,
    awarded: 250_000,
    state: 'active',
    summary: '',
  },
];

type Figures = {
  applications: number | null;
  applied: number | null;
  awards: number | null;
  awarded: number | null;
};
export type StatisticsRow = Figures & {
  office: string;
  year: number;
  /** Null: the whole round, as the source sums it. */
  area: { nb: string; nn: string } | null;
  source: keyof typeof sources;
};

const million = (tenths: number): number => tenths * 100_000;
const trondelag = (
  year: number,
  area: StatisticsRow['area'],
  [applications, applied, awards, awarded]: readonly [number, number, number, number],
): StatisticsRow => ({
  office: 'FMTL',
  year,
  area,
  applications,
  applied: million(applied),
  awards,
  awarded: million(awarded),
  source: 'slides2020',
});

/** Trøndelag’s round of 2020 by area and that of 2019 as a whole, amounts in tenths of a million; Rogaland’s of 2021 by number alone. */
export const statistics: readonly StatisticsRow[] = [
  trondelag(2020, null, [51, 550, 33, 285]),
  trondelag(2020, { nb: 'Hele kommunen', nn: 'Heile kommunen' }, [19, 169, 11, 89]),
  trondelag(2020, { nb: 'Helse og omsorg', nn: 'Helse og omsorg' }, [17, 269, 11, 86]),
  trondelag(2020, { nb: 'Klima og miljø', nn: 'Klima og miljø' }, [0, 0, 0, 0]),
  trondelag(2020, { nb: 'Landbruk', nn: 'Landbruk' }, [2, 7, 2, 7]),
  trondelag(2020, { nb: 'Oppvekst og velferd', nn: 'Oppvekst og velferd' }, [13, 141, 9, 103]),
  trondelag(2019, null, [71, 776, 30, 245]),
  { office: 'FMRO', year: 2021, area: null, applications: 29, applied: null, awards: null, awarded: null, source: 'rogaland2021' },
]; // prettier-ignore
