import type { Phrases } from './phrases.js';

/** Bokmål. The sentences on regime A and B are those of letters-and-emails.md E.4. */
export const nb: Phrases = {
  markAlt: 'Merket for Prosjektskjønn: en linje med tre punkter',
  references: {
    theirs: 'Deres ref.',
    ours: 'Vår ref.',
    date: 'Vår dato',
    officer: 'Saksbehandler',
    none: 'ikke oppgitt',
  },
  organisationNumber: 'Org.nr.',
  titles: {
    L4: ({ title }) => `Tildelingsbrev: ${title}`,
    L5: ({ title }) => `Tildelingsbrev, delvis innvilget: ${title}`,
    L6: ({ title }) => `Avslag på søknad: ${title}`,
  },
  lead: {
    L4: [
      ({ callTitle, budgetYear, title, awarded }) =>
        `Vi viser til søknaden deres i utlysningen «${callTitle}». Dere får ${awarded} i prosjektskjønn for ${budgetYear} til prosjektet «${title}».`,
    ],
    L5: [
      ({ callTitle, budgetYear, title, awarded, applied }) =>
        `Vi viser til søknaden deres i utlysningen «${callTitle}». Dere får ${awarded} i prosjektskjønn for ${budgetYear} til prosjektet «${title}». Dere søkte om ${applied} i alt. Søknaden er innvilget delvis.`,
    ],
    L6: [
      ({ callTitle, title, applied }) =>
        `Vi viser til søknaden deres i utlysningen «${callTitle}», der dere søkte om ${applied} til prosjektet «${title}».`,
      () => 'Vi kan ikke gi prosjektskjønn til prosjektet i denne runden.',
    ],
  },
  years: {
    heading: 'Beløp',
    year: 'År',
    applied: 'Søkt (kr)',
    awarded: 'Tildelt (kr)',
    meaning: 'Hva det betyr',
    total: 'Sum',
    committed: 'Tildelt',
    conditional: 'Forutsetter budsjett og ny søknad',
    none: 'Ikke tildelt',
    later:
      'Tildelingen gjelder ett budsjettår. Beløp for senere år er en plan: De avhenger av at Stortinget bevilger penger, av rammen vår det året, og av en ny søknad fra dere.',
  },
  use: {
    heading: 'Hva pengene kan brukes til',
    purpose: ({ title }) =>
      `Pengene skal brukes til prosjektet «${title}» slik det er beskrevet i søknaden, i den perioden søknaden gjelder.`,
    adjustedBudget:
      'Send oss et justert budsjett og en justert plan innen fire uker etter at dere mottok dette brevet. Dere må vise hva dere gjør med det lavere beløpet.',
  },
  payment: {
    heading: 'Utbetaling',
    text: ({ payee, budgetYear }) =>
      `Vi betaler ut pengene til ${payee} som en del av rammetilskuddet for ${budgetYear}. Dere trenger ikke be om utbetaling.`,
  },
  participants: {
    heading: 'Deltakere',
    text: ({ recipient }) => `${recipient} har ansvar for prosjektet overfor oss. Disse deltar også:`,
  },
  conditions: {
    heading: 'Vilkår',
    lead: 'Tildelingen gis på disse vilkårene:',
    ownShare: ({ ownShare }) =>
      `Kommunen dekker minst ${ownShare} prosent av kostnadene selv, med penger eller eget arbeid.`,
    standing: [
      'Pengene kan ikke brukes som egenandel i andre statlige ordninger.',
      'Større endringer i mål, plan, budsjett eller deltakere må godkjennes av oss på forhånd.',
      'Dere deler erfaringene med andre kommuner.',
    ],
    special: 'For dette prosjektet gjelder også:',
  },
  reports: {
    heading: 'Rapportering',
    lead: 'Dere rapporterer i Prosjektskjønn. Vi sier fra når hver rapport åpner.',
    kind: 'Rapport',
    opens: 'Åpner',
    due: 'Frist',
    interim: 'Underveisrapport',
    final: 'Sluttrapport med regnskap',
    late: 'Trenger dere mer tid, må dere be om ny frist før fristen går ut.',
  },
  control: {
    heading: 'Kontroll og følger av brudd',
    texts: [
      ({ office }) => `${office} og Riksrevisjonen kan kontrollere at pengene blir brukt som forutsatt.`,
      () =>
        'Blir vilkårene ikke fulgt, eller kommer rapporten ikke, kan vi holde tilbake penger og nye tildelinger. Penger som ikke er brukt, eller er brukt til noe annet, kan vi kreve tilbake.',
    ],
  },
  reasons: { heading: 'Hvorfor dere får midler', headingPartial: 'Hvorfor beløpet er lavere enn dere søkte om' },
  competition: {
    heading: 'Konkurransen om midlene',
    round: ({ round, budgetYear }) =>
      `Rammen for utlysningen er ${round.frame}. Vi fikk ${round.applications}. Kommunene søkte om ${round.applied} til sammen for ${budgetYear}.`,
    awards: ({ round }) => `${round.awards} får midler, ${round.awarded} til sammen.`,
    applications: (n) => (n === 1 ? '1 søknad' : `${n} søknader`),
    projects: (n) => (n === 1 ? '1 prosjekt' : `${n} prosjekter`),
  },
  basis: {
    heading: 'Hva vi har lagt vekt på',
    text: ({ callTitle }) =>
      `Vi har vurdert søknaden etter kriteriene i utlysningen «${callTitle}» og departementets retningslinjer for skjønnsmidler. Vi har bygd på søknaden og svarene deres.`,
  },
  publicity: {
    heading: 'Offentlighet',
    award: 'Søknaden, dette brevet og rapportene blir offentlige, så andre kommuner kan lære av prosjektet.',
    rejection: 'Dette brevet står i den offentlige journalen. Søknaden blir ikke publisert.',
  },
  remedy: {
    notIndividualDecision: {
      heading: 'Begrunnelse',
      text: 'Tildeling av skjønnsmidler til kommuner regnes ikke som enkeltvedtak etter forvaltningsloven. Avgjørelsen kan derfor ikke påklages. Dere kan be om en nærmere begrunnelse innen tre uker etter at dere mottok dette brevet.',
    },
    individualDecision: {
      heading: 'Rett til å klage',
      text: 'Dere kan klage på vedtaket innen tre uker etter at dette brevet kom fram. Klagen sendes til oss i Prosjektskjønn. Hvis vi ikke endrer vedtaket, sender vi klagen til Kommunal- og distriktsdepartementet. Klagen bør begrunnes og må si hvilken endring dere ønsker. Dere har rett til å se sakens dokumenter.',
    },
  },
  access: 'Dere har rett til å se dokumentene i saken.',
  contact: { heading: 'Spørsmål', text: ({ contact }) => `Har dere spørsmål, kontakt ${contact}. Oppgi saksnummeret.` },
  greeting: 'Med hilsen',
  caseOfficer: 'saksbehandler',
  approver: 'godkjenner',
  approved: 'Dokumentet er elektronisk godkjent.',
  copies: 'Kopi til',
  page: { label: 'Side', of: 'av' },
};
