import type { Phrases } from './phrases.js';

/** Bokmål. The sentences on regime A and B are those of letters-and-emails.md E.4. */
export const nb: Phrases = {
  markAlt: 'Merket for Prosjektskjønn: en linje med tre punkter',
  references: {
    theirs: 'Deres ref.',
    ours: 'Vår ref.',
    date: 'Vår dato',
    officer: 'Saksbehandler',
    contact: 'Kontakt',
    address: 'E-post',
    none: 'ikke oppgitt',
  },
  organisationNumber: 'Org.nr.',
  interim: {
    title: ({ title }) => `Foreløpig svar: ${title}`,
    lead: [
      ({ title, callTitle, received }) =>
        `Vi mottok søknaden deres om midler til prosjektet «${title}» ${received}. Den gjelder utlysningen «${callTitle}».`,
      () => 'Dette er et foreløpig svar. Søknaden er ikke avgjort.',
    ],
    when: {
      heading: 'Når dere får svar',
      together: ({ deadline }) =>
        `Alle søknadene i utlysningen konkurrerer om den samme rammen. Vi behandler dem derfor samlet, etter søknadsfristen ${deadline}.`,
      expected: ({ expected }) => `Vi regner med å sende svar innen ${expected}.`,
      passed: ({ expected }) =>
        `I utlysningen regnet vi med å sende svar innen ${expected}. Den datoen er passert. Vi arbeider med søknadene og sender svar så snart vi kan.`,
    },
    file: {
      heading: 'Saken deres',
      registered: ({ caseNumber, officer }) => `Saken har saksnummer ${caseNumber}. Saksbehandleren er ${officer}.`,
      waiting: ({ caseNumber }) =>
        `Søknaden har referanse ${caseNumber}. Den får saksnummer og saksbehandler når søknadsfristen er ute.`,
    },
  },
  dismissal: {
    title: ({ title }) => `Avvisning av søknad: ${title}`,
    lead: [
      ({ title, callTitle }) =>
        `Vi viser til søknaden deres om midler til prosjektet «${title}» i utlysningen «${callTitle}».`,
      () => 'Søknaden kom etter fristen. Vi avviser den og vurderer den derfor ikke i denne runden.',
    ],
    rule: {
      heading: 'Fristen',
      texts: [
        ({ deadline, received }) => `Fristen var ${deadline}. Vi mottok søknaden ${received}.`,
        () =>
          'Søknadene konkurrerer om den samme rammen, og alle må ha samme frist. En søknad som kommer etter fristen, blir tatt inn bare når det er særlige grunner til det.',
      ],
    },
    excuse: { heading: 'Grunnen dere oppga', lead: 'Dere skrev:' },
    assessment: 'Vår vurdering',
    next: {
      heading: 'Hva dere kan gjøre',
      text: 'Det dere har skrevet, er lagret i Prosjektskjønn. Dere kan søke med det samme prosjektet i en senere utlysning.',
    },
    remedy: {
      notIndividualDecision: {
        heading: 'Begrunnelse',
        texts: [
          'Tildeling av skjønnsmidler til kommuner regnes ikke som enkeltvedtak etter forvaltningsloven, og det gjør heller ikke denne avvisningen. Den kan derfor ikke påklages. Dere kan be om en nærmere begrunnelse innen tre uker etter at dere mottok dette brevet.',
        ],
      },
      individualDecision: {
        heading: 'Rett til å klage',
        texts: [
          'Avvisningen er et enkeltvedtak. Dere kan klage på den innen tre uker etter at dette brevet kom fram. Klagen sendes til oss i Prosjektskjønn. Hvis vi ikke endrer vedtaket, sender vi klagen til Kommunal- og distriktsdepartementet. Klagen bør begrunnes og må si hvilken endring dere ønsker.',
          'Klagen må være skriftlig. Innen samme frist kan dere be om en nærmere begrunnelse.',
        ],
      },
    },
  },
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
    later: ({ budgetYear }) =>
      `Tildelingen gjelder budsjettåret ${budgetYear}. Penger for senere år avhenger av at Stortinget bevilger dem, av rammen vår det året og av en ny søknad fra dere.`,
  },
  use: {
    heading: 'Hva pengene kan brukes til',
    purpose: ({ title }) =>
      `Pengene skal brukes til prosjektet «${title}» slik det er beskrevet i søknaden, i den perioden søknaden gjelder.`,
    limits: ({ callTitle }) =>
      `Formålet med midlene og kravene til bruken står i utlysningen «${callTitle}». Pengene kan ikke gå til vanlig drift eller til andre prosjekter.`,
    adjustedBudget:
      'Send oss et justert budsjett og en justert plan innen fire uker etter at dere mottok dette brevet, som en melding på saken i Prosjektskjønn. Dere må vise hva dere gjør med det lavere beløpet.',
  },
  payment: {
    heading: 'Utbetaling',
    text: ({ payee, budgetYear }) =>
      `Vi betaler ut pengene til ${payee} som en del av rammetilskuddet for ${budgetYear}. Pengene kommer i en av de neste terminene. Dere trenger ikke be om utbetaling.`,
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
    lead: 'Dere rapporterer i Prosjektskjønn. Vi sier fra når hver rapport åpner. Sluttrapporten skal ha regnskap og vise om prosjektet nådde målene.',
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
    frame: ({ round }) => `Rammen for utlysningen er ${round.frame}.`,
    round: ({ round, budgetYear }, n) =>
      n === 1
        ? `Vi fikk én søknad. Den gjaldt ${round.applied} for ${budgetYear}.`
        : `Vi fikk ${n} søknader. Kommunene søkte om ${round.applied} til sammen for ${budgetYear}.`,
    awards: ({ round }, n) => {
      if (n === 0) return 'Ingen prosjekter får midler.';
      return n === 1
        ? `Ett prosjekt får midler: ${round.awarded}.`
        : `${n} prosjekter får ${round.awarded} til sammen.`;
    },
  },
  basis: {
    heading: 'Regler og kriterier',
    rules: ({ callTitle }) =>
      `Vi har fulgt departementets retningslinjer for skjønnstildelingen og kravene i utlysningen «${callTitle}».`,
    criteria: 'Søknadene er vurdert etter disse kriteriene:',
    facts: 'Vi har bygd på opplysningene i søknaden, budsjettet og svarene deres.',
  },
  assessment: 'Vår vurdering av søknaden',
  publicity: {
    heading: 'Offentlighet',
    award:
      'Søknaden, dette brevet og rapportene blir offentlige, så andre kommuner kan lære av prosjektet. Departementet får en liste over tildelingene.',
    rejection: 'Dette brevet står i den offentlige journalen. Søknaden blir ikke publisert.',
  },
  remedy: {
    notIndividualDecision: {
      heading: 'Begrunnelse',
      texts: [
        'Tildeling av skjønnsmidler til kommuner regnes ikke som enkeltvedtak etter forvaltningsloven. Avgjørelsen kan derfor ikke påklages. Dere kan be om en nærmere begrunnelse innen tre uker etter at dere mottok dette brevet.',
      ],
    },
    individualDecision: {
      heading: 'Rett til å klage',
      texts: [
        'Dere kan klage på vedtaket innen tre uker etter at dette brevet kom fram. Klagen sendes til oss i Prosjektskjønn. Hvis vi ikke endrer vedtaket, sender vi klagen til Kommunal- og distriktsdepartementet. Klagen bør begrunnes og må si hvilken endring dere ønsker. Dere har rett til å se sakens dokumenter.',
        'Klagen må være skriftlig. Trenger dere hjelp til å klage, kontakt saksbehandleren. Innen samme frist kan dere be om en nærmere begrunnelse.',
      ],
    },
  },
  access: 'Dere har rett til å se dokumentene i saken.',
  contact: {
    heading: 'Spørsmål',
    text: ({ contact, reference }) => `Har dere spørsmål, kontakt ${contact}. Oppgi vår ref. ${reference}.`,
  },
  greeting: 'Med hilsen',
  caseOfficer: 'saksbehandler',
  contactPerson: 'kontaktperson',
  approver: 'godkjenner',
  deputyApprover: (lender) => `godkjenner, stedfortreder for ${lender}`,
  approved: 'Dokumentet er elektronisk godkjent.',
  copies: 'Kopi til',
  page: { label: 'Side', of: 'av' },
};
