/**
 * The demo’s two open calls. Østfold’s frame, priorities, rules and dates are those of its announcement for 2018 (source 000); the
 * priority area, years and own share of Nordland’s are those of the Salten application (source 004). No source tells
 * Nordland’s frame: that figure belongs to the demo. All prose is new.
 */
import { deadlineAtEndOf, instantAt } from '../../../domain/calendar/index.js';

export type DemoCall = {
  key: 'ostfold' | 'nordland';
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
  priorityAreas: { nb: string; nn: string }[];
  reports: { kind: 'interim' | 'final'; from: string; to: string; opensAt: number; dueAt: number }[];
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

/** The calls of the coming budget year. */
export const demoCalls = (year: number): DemoCall[] => [
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
    priorityAreas: [
      { nb: 'Digital omstilling og velferdsteknologi', nn: 'Digital omstilling og velferdsteknologi' },
      {
        nb: 'Tverrfaglig arbeid, kommunikasjon og forebygging',
        nn: 'Tverrfagleg arbeid, kommunikasjon og førebygging',
      },
      { nb: 'Klima, bærekraft og samfunnsutvikling', nn: 'Klima, berekraft og samfunnsutvikling' },
    ],
    reports: [february(year + 1, 'interim', `${year}-06-01`), february(year + 2, 'final', `${year}-06-01`)],
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
  },
];
