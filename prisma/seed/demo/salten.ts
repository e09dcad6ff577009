/** The Salten application of 2019 (source 004), moved to the coming year: figures, municipalities and owner are the source’s, the prose is new. */
export const salten = {
  title: 'Et smartere Salten og digital infrastruktur',
  municipality: '1804',
  contact: 'bodo',
  /** Beiarn, Fauske, Gildeskål, Hamarøy, Meløy, Rødøy, Saltdal, Steigen, Sørfold. */
  partners: ['1839', '1841', '1838', '1875', '1837', '1836', '1840', '1848', '1845'],
  owner: 'Salten Regionråd',
  priorityArea: 'Omstilling og samarbeid om nye løsninger',
  ownReference: 'SAK 19001',
  sectors: ['administration', 'wholeMunicipality'],
  years: 3,
  summary:
    'Ti kommuner i Salten vil sammen bruke digitale løsninger bedre, slik at de kan løse flere oppgaver med de ressursene de har. Prosjektet varer i tre år og starter med en felles strategi.',
  challenges:
    'Kommunene i Salten har få ansatte med digital fagkompetanse hver for seg, og de har ulike systemer. Oppgavene blir flere, mens inntektene og tilgangen på folk ikke vokser i samme takt. Arbeidet med å fornye tjenestene går derfor sakte, og den samme jobben blir gjort ti ganger.',
  goalsAndMethod:
    'Hovedmålet er at kommunene kan løse flere oppgaver med begrensede ressurser. Vi skal lage en digitaliseringsstrategi som alle ti slutter seg til, kartlegge om vi kan ha en felles plattform og felles fagsystemer, og gjøre tjenestene enklere for innbyggerne. Regionrådet ansetter en prosjektleder, som rapporterer til kommunene underveis.',
  municipalRoles: ['serviceProvider', 'communityDeveloper'],
  subGoals: [
    { goal: 'Enklere tjenester for innbyggerne', indicator: 'Antall felles digitale tjenester', target: '', date: '' },
    { goal: 'En felles IKT-strategi for kommunene i Salten', indicator: 'Vedtatt i alle ti kommunene', target: '', date: '' },
    { goal: 'Muligheten for felles IKT-plattform og fagsystemer er kartlagt', indicator: 'Rapport lagt fram for regionrådet', target: '', date: '' },
  ], // prettier-ignore
  measures: ['technology', 'cooperation', 'mapping'],
  measureRationale:
    'Ingen av de ti kommunene kan bygge opp kompetansen alene. En felles ressurs, en felles strategi og en felles kartlegging gir retning, og gjør at den samme jobben ikke blir gjort ti ganger.',
  innovation:
    'Kommunene har ikke hatt en felles digital retning før. Nytten er enklere tjenester for innbyggerne og færre systemer å drifte, og løsningene tas i bruk i alle ti kommunene etter hvert som de er klare.',
  transferValue:
    'Andre regioner med små kommuner står i det samme. Strategien og kartleggingen deles åpent, og vi legger fram erfaringene på samlinger for kommunene i fylket.',
  anchoring: 'Salten Regionråd har vedtatt prosjektet. Bodø kommune søker på vegne av alle ti.',
  anchoringCase: 'SR-sak 04/19',
  afterProject:
    'Det felles arbeidet går inn i regionrådets ordinære virksomhet, og kommunene dekker det de får nytte av.',
  /** First the mapping, which the source has in the middle of March of the first year. */
  milestones: ({ first }: { first: number }) => [
    { text: 'Kartleggingen er ferdig', date: `${first}-03-15`, responsible: 'Prosjektleder' },
    { text: 'Digitaliseringsstrategien er vedtatt', date: `${first}-12-15`, responsible: 'Salten Regionråd' },
    { text: 'Forslag til felles plattform er lagt fram', date: `${first + 2}-06-15`, responsible: 'Prosjektleder' },
  ],
  /** Kroner for year 1, 2 and 3. */
  costs: [
    { kind: 'salary', label: 'Lønn og sosiale kostnader', amounts: [830_000, 860_000, 900_000] },
    { kind: 'office', label: 'Diverse kontorrelaterte kostnader', amounts: [200_000, 200_000, 200_000] },
    { kind: 'travel', label: 'Reise', amounts: [200_000, 200_000, 200_000] },
    { kind: 'other', label: 'Diverse', amounts: [170_000, 140_000, 100_000] },
  ],
  applied: [700_000, 700_000, 700_000],
  own: [{ kind: 'cash', label: 'Salten Regionråd', amounts: [700_000, 700_000, 700_000] }],
} as const;
