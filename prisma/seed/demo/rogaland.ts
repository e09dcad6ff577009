/**
 * Rogaland’s round of 2021 (source 003): projects, municipalities, amounts, partners, priorities and the number of applications are the
 * source’s; its table wins where its prose says another amount. No source tells when the round opened and closed or when the final
 * reports were due: those days belong to the demo. So do the sectors, and the later date that three projects have to report.
 * The prose is new.
 */
import type { ImportedProject } from './imported.js';

export const rogaland2021 = {
  office: 'FMRO',
  year: 2021,
  frame: 10_000_000,
  applications: 29,
  /** When the award was announced. */
  awardedOn: '2021-06-01',
  titleNb: 'Fornyings- og innovasjonsprosjekter i Rogaland 2021',
  titleNn: 'Fornyings- og innovasjonsprosjekt i Rogaland 2021',
  purposeNb:
    'Befolkningen endrer seg, klimaet endrer seg, og budsjettene blir strammere. Midlene skal hjelpe kommunene å finne nye måter å gi gode tjenester på.',
  purposeNn:
    'Folketalet endrar seg, klimaet endrar seg, og budsjetta blir strammare. Midlane skal hjelpe kommunane å finne nye måtar å gje gode tenester på.',
  requirementsNb:
    'Prosjektet må høre til minst ett av de fem prioriterte områdene. Vi ser gjerne at flere kommuner går sammen, også med kommuner i andre fylker.',
  requirementsNn:
    'Prosjektet må høyre til minst eitt av dei fem prioriterte områda. Vi ser gjerne at fleire kommunar går saman, også med kommunar i andre fylke.',
  priorityAreas: [
    { nb: 'FNs bærekraftsmål', nn: 'FNs berekraftsmål' },
    { nb: 'Digital forvaltning', nn: 'Digital forvaltning' },
    { nb: 'Klima og miljø', nn: 'Klima og miljø' },
    { nb: 'Barn og unge', nn: 'Barn og unge' },
    { nb: 'Samfunnssikkerhet og beredskap', nn: 'Samfunnstryggleik og beredskap' },
  ],
} as const;

const everyOtherInRogaland = ['Bjerkreim', 'Bokn', 'Eigersund', 'Gjesdal', 'Haugesund', 'Hjelmeland', 'Hå', 'Karmøy', 'Klepp', 'Kvitsøy', 'Lund', 'Randaberg', 'Sandnes', 'Sauda', 'Sokndal', 'Sola', 'Strand', 'Suldal', 'Time', 'Tysvær', 'Utsira', 'Vindafjord']; // prettier-ignore

type RogalandProject = Pick<ImportedProject, 'title' | 'applicant' | 'partners' | 'sectors' | 'summary' | 'spans'> & {
  awarded: number;
  /** Has leave to report next spring; the others are completed. */
  reports?: true;
};

export const rogalandProjects: readonly RogalandProject[] = [
  {
    title: 'Nettverkskontakter Dalane barnevern',
    applicant: 'Eigersund',
    partners: ['Lund', 'Sokndal'],
    sectors: ['childWelfare'],
    awarded: 1_100_000,
    summary:
      'Tre kommuner får to nettverkskontakter. De skal samarbeide med skole, barnehage, helsestasjon og administrasjon, slik at barn får rett hjelp i tide.',
  },
  {
    title: 'Barnehagemyndighetsrollen i jærkommunene',
    applicant: 'Gjesdal',
    partners: ['Hå', 'Klepp', 'Time'],
    sectors: ['kindergarten'],
    awarded: 1_400_000,
    summary: 'Fire kommuner bygger sammen opp egen kompetanse på tilsyn med kommunale og private barnehager.',
  },
  {
    title: 'Digital medvirkning for kartlegging av by-trær',
    applicant: 'Haugesund',
    partners: ['Karmøy'],
    sectors: ['climate', 'planning'],
    awarded: 290_000,
    summary: 'Innbyggerne hjelper til med å kartlegge trærne i byen og registrere byøkologien der de bor.',
  },
  {
    title: 'Et felles løft for fremtiden – heltid gir bærekraft',
    applicant: 'Karmøy',
    partners: [],
    sectors: ['administration', 'care'],
    awarded: 1_200_000,
    summary: 'Kommunen vil planlegge arbeidstiden slik at hele stillinger blir det vanlige.',
  },
  {
    title: 'Living lab – velferdsteknologi i praksis',
    applicant: 'Kvitsøy',
    partners: [],
    sectors: ['care'],
    awarded: 240_000,
    summary: 'En liten kommune prøver ut og lærer å bruke velferdsteknologi.',
  },
  {
    title:
      'Små kommuner – store fordeler? Et prosjekt for systematisk evaluering og læring fra krisehåndteringen av Covid-19',
    applicant: 'Kvitsøy',
    partners: ['Bokn'],
    sectors: ['safety'],
    awarded: 200_000,
    summary: 'To små kommuner lager en fast måte å evaluere kriser på, og bruker pandemien som første tilfelle.',
  },
  {
    title: 'Implementering av BTI – bedre tverrfaglig innsats modell',
    applicant: 'Lund',
    partners: [],
    sectors: ['upbringing'],
    awarded: 300_000,
    summary: 'Kommunen fornyer det tverrfaglige tilbudet og gjør det bedre.',
  },
  {
    title: 'Ungdomsløftet 2021 – Bredt og raskt på tvers!',
    applicant: 'Sandnes',
    partners: [],
    sectors: ['upbringing'],
    awarded: 300_000,
    summary: 'Tiltak for unge som fikk det vanskelig da smitteverntiltakene stengte hverdagen deres.',
  },
  {
    title: 'En heldigital helsestasjon',
    applicant: 'Sokndal',
    partners: [],
    sectors: ['communityHealth'],
    awarded: 100_000,
    summary: 'Kommunen innfører en helsestasjon der alt som kan gjøres digitalt, blir gjort digitalt.',
    reports: true,
  },
  {
    title:
      'Jeg kan! Bruk av digitale hjelpemidler for å skape økt struktur og mestring hos brukere med psykisk utviklingshemming',
    applicant: 'Sokndal',
    partners: [],
    sectors: ['care'],
    awarded: 45_000,
    summary: 'Digitale hjelpemidler skal gi brukerne mer oversikt over dagen og flere ting de får til selv.',
  },
  {
    title: 'Innovasjonskonferansen',
    applicant: 'Sola',
    partners: [],
    sectors: ['wholeMunicipality'],
    awarded: 75_000,
    summary: 'Kommunen holder konferansen i 2022 og gjør den digital.',
  },
  {
    title: 'Samarbeid om å møte barnevernsreformen',
    applicant: 'Sola',
    partners: ['Randaberg', { name: 'Rogaland revisjon' }],
    sectors: ['childWelfare'],
    awarded: 325_000,
    summary:
      'To kommuner og et revisjonsselskap finner ut hva det er å vinne, faglig og økonomisk, på å møte reformen sammen.',
  },
  {
    title: 'Digi Rogaland',
    applicant: 'Stavanger',
    partners: everyOtherInRogaland,
    sectors: ['administration', 'wholeMunicipality'],
    awarded: 1_500_000,
    summary: 'Felles digital satsing for alle kommunene i fylket. Stavanger tar imot pengene for dem alle.',
    spans: [{ untilYear: 2021, years: 5, amount: 11_100_000 }],
    reports: true,
  },
  {
    title: 'Kunnskapsbasert praksis som system for tjeneste- og kvalitetsutvikling; hvordan få dette til i praksis?',
    applicant: 'Stavanger',
    partners: ['Bjerkreim', 'Eigersund', 'Gjesdal', 'Hjelmeland', 'Hå', 'Klepp', 'Kvitsøy', 'Lund', 'Randaberg', 'Sandnes', 'Sokndal', 'Sola', 'Strand', 'Time'], // prettier-ignore
    sectors: ['health', 'care'],
    awarded: 1_400_000,
    summary: 'Femten kommuner prøver nye modeller for at faglige avgjørelser i tjenestene skal bygge på kunnskap.',
  },
  {
    title: 'Interaktiv digital løsning for økt engasjement gjennom deling av klima- og miljøinspirasjon',
    applicant: 'Stavanger',
    partners: [],
    sectors: ['climate'],
    awarded: 500_000,
    summary: 'En digital løsning som samler gode historier om valg folk har tatt for klima og miljø.',
  },
  {
    title: 'DigiBarnevern',
    applicant: 'Stavanger',
    partners: ['Asker', 'Bergen', 'Bærum', 'Trondheim'],
    sectors: ['childWelfare'],
    awarded: 500_000,
    summary:
      'Fem kommuner, fire av dem utenfor fylket, velger en leverandør som skal lage et nytt fagsystem for barnevernet.',
  },
  {
    title: 'Digital håndbok for overgangen til et avkarbonisert samfunn',
    applicant: 'Utsira',
    partners: [],
    sectors: ['climate'],
    awarded: 425_000,
    summary: 'En interaktiv håndbok skal få flere med på å nå målene i kommunens klima- og miljøplan.',
    reports: true,
  },
  {
    title: 'Prosjekt Acos på Haugalandet',
    applicant: 'Vindafjord',
    partners: ['Bokn', 'Etne', 'Haugesund', 'Karmøy', 'Sveio', 'Tysvær'],
    sectors: ['administration'],
    awarded: 100_000,
    summary: 'Sju kommuner gjør ferdig et samarbeid om å kjøpe og drive sak- og arkivsystem.',
    spans: [{ untilYear: 2020, years: 1, amount: 200_000 }],
  },
];
