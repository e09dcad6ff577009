/**
 * An application of Moss to Østfold’s call, which waits for the municipality’s own approval: first the chief executive’s, then the
 * mayor’s. No source tells of it; all of it belongs to the demo.
 */
export const moss = {
  title: 'Trygg hjemme lenger i Moss',
  municipality: '3103',
  contact: 'moss',
  partners: [],
  owner: null,
  priorityArea: 'Digital omstilling og velferdsteknologi',
  ownReference: 'DEMO 27/1',
  sectors: ['care'],
  years: 1,
  summary:
    'Kommunen vil prøve ut sensorer og videosamtaler hjemme hos eldre som ønsker det, slik at de kan bo trygt hjemme lenger. Prosjektet varer i ett år.',
  challenges:
    'Flere blir eldre, og flere bor alene. Hjemmetjenesten kjører i dag faste runder, også når det ikke er noe å hjelpe med. De som trenger hjelp om natta, venter for lenge, og pårørende er urolige for dem som bor alene.',
  goalsAndMethod:
    'Målet er at tjuefem eldre kan bo hjemme lenger, og at hjemmetjenesten kommer når den trengs. Vi prøver ut utstyret i to soner, spør brukerne underveis, og sammenlikner med to soner som arbeider som før.',
  municipalRoles: ['serviceProvider'],
  subGoals: [
    { goal: 'Tjuefem eldre har prøvd utstyret', indicator: 'Antall brukere', target: '25', date: '' },
    { goal: 'Hjemmetjenesten bruker mindre tid på kjøring', indicator: 'Kjørte timer i uka', target: '', date: '' },
  ],
  measures: ['technology', 'participation'],
  measureRationale:
    'Utstyret finnes, men kommunen vet ikke hvem det hjelper. En utprøving sammen med brukerne gir svaret før vi kjøper inn for alle.',
  innovation:
    'Kommunen har ikke latt meldinger fra hjemmet styre hvem som får besøk. Det nye er arbeidsmåten, ikke utstyret, og den tas i bruk i hele kommunen hvis den virker.',
  transferValue:
    'Andre kommuner har den samme hjemmetjenesten. Vi deler planen, målingene og det som ikke gikk, åpent.',
  anchoring: 'Søknaden er lagt fram for kommunedirektøren, og legges fram for ordføreren.',
  anchoringCase: '',
  afterProject: 'Hjemmetjenesten tar over utstyret og arbeidsmåten innenfor sitt ordinære budsjett.',
  milestones: ({ first }: { first: number }) => [
    { text: 'Brukerne er valgt ut', date: `${first}-06-15`, responsible: 'Hjemmetjenesten' },
    { text: 'Utprøvingen er målt', date: `${first}-12-01`, responsible: 'Hjemmetjenesten' },
  ],
  costs: [
    { kind: 'salary', label: 'Prosjektleder i halv stilling', amounts: [380_000] },
    { kind: 'other', label: 'Leie av utstyr', amounts: [120_000] },
  ],
  applied: [300_000],
  own: [{ kind: 'cash', label: 'Moss kommune', amounts: [200_000] }],
} as const;
