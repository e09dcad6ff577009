/**
 * The demo’s calls: two open ones, Rogaland’s of 2021 (demo/rogaland.ts) and its draft of the coming year. Østfold’s frame, priorities, rules and dates are those of its announcement for 2018 (source 000); the
 * priority area, years and own share of Nordland’s are those of the Salten application (source 004). No source tells
 * Nordland’s frame or Rogaland’s of the coming year, and none says that a municipality’s chief executive and mayor approve: that belongs
 * to the demo. All prose is new.
 */
import type { LocalApproval } from '../../../domain/application/local-approval.js';
import { addDays, deadlineAtEndOf, instantAt } from '../../../domain/calendar/index.js';
import type { TaskOrder } from '../../../domain/lifecycle.js';
import { rogaland2021 } from './rogaland.js';

export type DemoCall = {
  key: 'ostfold' | 'nordland' | 'rogaland2021' | 'rogaland';
  office: string;
  counties: string[];
  author: string;
  titleNb: string;
  titleNn: string;
  purposeNb: string;
  purposeNn: string;
  requirementsNb: string;
  requirementsNn: string;
  frame: number;
  minAmount: number | null;
  ownSharePercent: number;
  /** D-8; nobody when left out. */
  localApproval?: LocalApproval;
  priorityAreas: { nb: string; nn: string }[];
  reports: { kind: 'interim' | 'final'; from: string; to: string; opensAt: number; dueAt: number }[];
  budgetYear: number;
  opensAt: number;
  deadline: number;
  expectedDecisionOn: string;
  /** The state its process begins in. */
  planted: { state: string; ladders: readonly string[]; tasks?: readonly TaskOrder[]; why: 'seeded' | 'imported' };
};

export const criteria = [
  { key: 'innovationValue', nameNb: 'Innovasjonsverdi', nameNn: 'Innovasjonsverdi', weight: 25 },
  { key: 'relevanceAndBenefit', nameNb: 'Relevans og nytteverdi', nameNn: 'Relevans og nytteverdi', weight: 25 },
  { key: 'projectQuality', nameNb: 'Prosjektkvalitet', nameNn: 'Prosjektkvalitet', weight: 25 },
  { key: 'transferValue', nameNb: 'Overføringsverdi', nameNn: 'Overføringsverdi', weight: 25 },
];

/** Report due on 20 February (source 000), open six weeks before. */
const february = (year: number, kind: 'interim' | 'final', from: string) => ({
  kind,
  from,
  to: `${year - 1}-12-31`,
  opensAt: instantAt(`${year}-01-09`, '08:00'),
  dueAt: deadlineAtEndOf(`${year}-02-20`),
});

/** One final report, due on 1 June, open six weeks before. */
const june = (year: number, from: string) => ({
  kind: 'final' as const,
  from,
  to: `${year}-03-31`,
  opensAt: instantAt(`${year}-04-20`, '08:00'),
  dueAt: deadlineAtEndOf(`${year}-06-01`),
});

/** What Rogaland’s two rounds share; the five priorities are those of 2021. */
const rogaland = {
  office: 'FMRO',
  counties: ['11'],
  author: 'ro-officer',
  minAmount: null,
  ownSharePercent: 0,
  priorityAreas: [...rogaland2021.priorityAreas],
};

type Round = Pick<DemoCall, 'budgetYear' | 'opensAt' | 'deadline' | 'expectedDecisionOn' | 'planted'>;

/** A round of the coming year, open for a week. */
const openRound = (year: number, today: string): Round => ({
  budgetYear: year,
  opensAt: instantAt(addDays(today, -7), '08:00'),
  deadline: deadlineAtEndOf(`${year}-03-31`),
  expectedDecisionOn: `${year}-06-15`,
  planted: { state: 'open', ladders: ['deadline'], why: 'seeded' },
});

/** The calls of the coming budget year, and Rogaland’s of 2021. `today` is the day the demo begins. */
export const demoCalls = (year: number, today: string): DemoCall[] => [
  {
    key: 'ostfold',
    office: 'FMOV',
    counties: ['31'],
    author: 'ov-officer',
    titleNb: `Prosjektskjønnsmidler for Østfold ${year}`,
    titleNn: `Prosjektskjønnsmidlar for Østfold ${year}`,
    purposeNb:
      'Midlene skal hjelpe kommunene å prøve ut noe nytt: en idé som er ny for kommunen, som er nyttig, og som faktisk blir tatt i bruk. Det er lov å prøve og lov å feile. Midlene går ikke til drift eller til vanlig utviklingsarbeid.',
    purposeNn:
      'Midlane skal hjelpe kommunane å prøve ut noko nytt: ein idé som er ny for kommunen, som er nyttig, og som faktisk blir teken i bruk. Det er lov å prøve og lov å feile. Midlane går ikkje til drift eller til vanleg utviklingsarbeid.',
    requirementsNb:
      'Både nye prosjekter og prosjekter som utvider eller styrker noe som er i gang, kan søke. Vi ser gjerne at flere kommuner samarbeider, og at andre kan lære av resultatet. Midlene kan ikke brukes som egenandel i andre statlige ordninger. Kommunen må vise hvordan den prioriterer mellom søknadene sine.',
    requirementsNn:
      'Både nye prosjekt og prosjekt som utvidar eller styrkjer noko som er i gang, kan søkje. Vi ser gjerne at fleire kommunar samarbeider, og at andre kan lære av resultatet. Midlane kan ikkje brukast som eigendel i andre statlege ordningar. Kommunen må vise korleis han prioriterer mellom søknadene sine.',
    frame: 5_500_000,
    minAmount: null,
    ownSharePercent: 0,
    localApproval: 'chiefExecutiveAndMayor',
    priorityAreas: [
      { nb: 'Digital omstilling og velferdsteknologi', nn: 'Digital omstilling og velferdsteknologi' },
      {
        nb: 'Tverrfaglig arbeid, kommunikasjon og forebygging',
        nn: 'Tverrfagleg arbeid, kommunikasjon og førebygging',
      },
      { nb: 'Klima, bærekraft og samfunnsutvikling', nn: 'Klima, berekraft og samfunnsutvikling' },
    ],
    reports: [february(year + 1, 'interim', `${year}-06-01`), february(year + 2, 'final', `${year}-06-01`)],
    ...openRound(year, today),
  },
  {
    key: 'nordland',
    office: 'FMNO',
    counties: ['18'],
    author: 'no-officer',
    titleNb: `Prosjektskjønn i Nordland ${year}`,
    titleNn: `Prosjektskjønn i Nordland ${year}`,
    purposeNb:
      'Vi støtter kommuner som vil løse oppgavene sine på nye måter, gjerne sammen. Prosjektet skal gi varige endringer i tjenester eller i måten kommunen arbeider på.',
    purposeNn:
      'Vi støttar kommunar som vil løyse oppgåvene sine på nye måtar, gjerne saman. Prosjektet skal gje varige endringar i tenester eller i måten kommunen arbeider på.',
    requirementsNb:
      'Kommunene må dekke minst halvparten av kostnadene selv. Søknader for flere år må vise kostnader og finansiering for hvert år. Senere år avhenger av budsjettet.',
    requirementsNn:
      'Kommunane må dekkje minst halvparten av kostnadene sjølve. Søknader for fleire år må vise kostnader og finansiering for kvart år. Seinare år er avhengige av budsjettet.',
    frame: 8_000_000,
    minAmount: null,
    ownSharePercent: 50,
    priorityAreas: [
      { nb: 'Omstilling og samarbeid om nye løsninger', nn: 'Omstilling og samarbeid om nye løysingar' },
      { nb: 'Oppvekst og kompetanse', nn: 'Oppvekst og kompetanse' },
    ],
    reports: [february(year + 1, 'interim', `${year}-06-01`), february(year + 3, 'final', `${year}-06-01`)],
    ...openRound(year, today),
  },
  {
    ...rogaland,
    key: 'rogaland2021',
    titleNb: rogaland2021.titleNb,
    titleNn: rogaland2021.titleNn,
    purposeNb: rogaland2021.purposeNb,
    purposeNn: rogaland2021.purposeNn,
    requirementsNb: rogaland2021.requirementsNb,
    requirementsNn: rogaland2021.requirementsNn,
    frame: rogaland2021.frame,
    reports: [june(rogaland2021.year + 1, rogaland2021.awardedOn)],
    budgetYear: rogaland2021.year,
    opensAt: instantAt('2021-01-18', '08:00'),
    deadline: deadlineAtEndOf('2021-03-31'),
    expectedDecisionOn: rogaland2021.awardedOn,
    planted: { state: 'decided', ladders: [], why: 'imported' },
  },
  {
    ...rogaland,
    key: 'rogaland',
    titleNb: `Prosjektskjønn i Rogaland ${year}`,
    titleNn: `Prosjektskjønn i Rogaland ${year}`,
    purposeNb:
      'Vi vil hjelpe kommunene å fornye seg. Prosjektet skal prøve noe dere ikke har gjort før, og gi innbyggerne bedre tjenester når det er over.',
    purposeNn:
      'Vi vil hjelpe kommunane å fornye seg. Prosjektet skal prøve noko de ikkje har gjort før, og gje innbyggjarane betre tenester når det er over.',
    requirementsNb:
      'Prosjektet må høre til minst ett av de fem prioriterte områdene. Skriv hvordan andre kommuner kan få nytte av det dere finner ut. Flere kommuner kan søke sammen; én av dem står som søker og tar imot pengene.',
    requirementsNn:
      'Prosjektet må høyre til minst eitt av dei fem prioriterte områda. Skriv korleis andre kommunar kan få nytte av det de finn ut. Fleire kommunar kan søkje saman; éin av dei står som søkjar og tek imot pengane.',
    frame: 10_000_000,
    reports: [june(year + 1, `${year}-06-01`)],
    budgetYear: year,
    opensAt: instantAt(`${year}-01-18`, '08:00'),
    deadline: deadlineAtEndOf(`${year}-03-31`),
    expectedDecisionOn: `${year}-06-15`,
    planted: {
      state: 'awaitingApproval',
      ladders: ['approval'],
      tasks: [{ task: 'approveCall', to: 'approvers' }],
      why: 'seeded',
    },
  },
];
