/** The Salten application of 2019 (source 004), moved to the coming year: figures, municipalities and owner are the source’s, the prose is new. */
export const salten = {
  title: 'Et smartere Salten og digital infrastruktur',
  municipality: '1804',
  /** Beiarn, Fauske, Gildeskål, Hamarøy, Meløy, Rødøy, Saltdal, Steigen, Sørfold. */
  partners: ['1839', '1841', '1838', '1875', '1837', '1836', '1840', '1848', '1845'],
  owner: 'Salten Regionråd',
  priorityArea: 'Omstilling og samarbeid om nye løsninger',
  ownReference: 'SAK 19001',
  sectors: ['administration', 'wholeMunicipality'],
  summary:
    'Ti kommuner i Salten vil sammen bruke digitale løsninger bedre, slik at de kan løse flere oppgaver med de ressursene de har. Prosjektet varer i tre år og starter med en felles strategi.',
  challenges:
    'Kommunene i Salten har få ansatte med digital fagkompetanse hver for seg, og de har ulike systemer. Oppgavene blir flere, mens inntektene og tilgangen på folk ikke vokser i samme takt. Arbeidet med å fornye tjenestene går derfor sakte, og den samme jobben blir gjort ti ganger.',
  goalsAndMethod:
    'Hovedmålet er at kommunene kan løse flere oppgaver med begrensede ressurser. Vi skal lage en digitaliseringsstrategi som alle ti slutter seg til, kartlegge om vi kan ha en felles plattform og felles fagsystemer, og gjøre tjenestene enklere for innbyggerne. Regionrådet ansetter en prosjektleder, som rapporterer til kommunene underveis.',
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
