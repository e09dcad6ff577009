import type { Phrases } from './phrases.js';

/** Nynorsk. The sentences on regime A and B are those of letters-and-emails.md E.4. */
export const nn: Phrases = {
  markAlt: 'Merket for Prosjektskjønn: ei linje med tre punkt',
  references: {
    theirs: 'Dykkar ref.',
    ours: 'Vår ref.',
    date: 'Vår dato',
    officer: 'Saksbehandlar',
    contact: 'Kontakt',
    address: 'E-post',
    none: 'ikkje oppgjeve',
  },
  organisationNumber: 'Org.nr.',
  interim: {
    title: ({ title }) => `Førebels svar: ${title}`,
    lead: [
      ({ title, callTitle, received }) =>
        `Vi fekk søknaden dykkar om midlar til prosjektet «${title}» ${received}. Han gjeld utlysinga «${callTitle}».`,
      () => 'Dette er eit førebels svar. Søknaden er ikkje avgjord.',
    ],
    when: {
      heading: 'Når de får svar',
      together: ({ deadline }) =>
        `Alle søknadene i utlysinga konkurrerer om den same ramma. Vi behandlar dei difor samla, etter søknadsfristen ${deadline}.`,
      expected: ({ expected }) => `Vi reknar med å sende svar innan ${expected}.`,
      passed: ({ expected }) =>
        `I utlysinga rekna vi med å sende svar innan ${expected}. Den datoen er passert. Vi arbeider med søknadene og sender svar så snart vi kan.`,
    },
    file: {
      heading: 'Saka dykkar',
      registered: ({ caseNumber, officer }) => `Saka har saksnummer ${caseNumber}. Saksbehandlaren er ${officer}.`,
      waiting: ({ caseNumber }) =>
        `Søknaden har referanse ${caseNumber}. Han får saksnummer og saksbehandlar når søknadsfristen er ute.`,
    },
  },
  dismissal: {
    title: ({ title }) => `Avvising av søknad: ${title}`,
    lead: [
      ({ title, callTitle }) =>
        `Vi viser til søknaden dykkar om midlar til prosjektet «${title}» i utlysinga «${callTitle}».`,
      () => 'Søknaden kom etter fristen. Vi avviser han og vurderer han difor ikkje i denne runden.',
    ],
    rule: {
      heading: 'Fristen',
      texts: [
        ({ deadline, received }) => `Fristen var ${deadline}. Vi fekk søknaden ${received}.`,
        () =>
          'Søknadene konkurrerer om den same ramma, og alle må ha same frist. Ein søknad som kjem etter fristen, blir teken inn berre når det er særlege grunnar til det.',
      ],
    },
    excuse: { heading: 'Grunnen de gav', lead: 'De skreiv:' },
    assessment: 'Vurderinga vår',
    next: {
      heading: 'Kva de kan gjere',
      text: 'Det de har skrive, er lagra i Prosjektskjønn. De kan søkje med det same prosjektet i ei seinare utlysing.',
    },
    remedy: {
      notIndividualDecision: {
        heading: 'Grunngjeving',
        texts: [
          'Tildeling av skjønnsmidlar til kommunar er ikkje rekna som enkeltvedtak etter forvaltningslova, og det er heller ikkje denne avvisinga. Ho kan difor ikkje klagast på. De kan be om ei nærare grunngjeving innan tre veker etter at de fekk dette brevet.',
        ],
      },
      individualDecision: {
        heading: 'Rett til å klage',
        texts: [
          'Avvisinga er eit enkeltvedtak. De kan klage på ho innan tre veker etter at dette brevet kom fram. Klaga skal sendast til oss i Prosjektskjønn. Dersom vi ikkje endrar vedtaket, sender vi klaga til Kommunal- og distriktsdepartementet. Klaga bør grunngjevast og må seie kva endring de ønskjer.',
          'Klaga må vere skriftleg. Innan same frist kan de be om ei nærare grunngjeving.',
        ],
      },
    },
  },
  titles: {
    L4: ({ title }) => `Tildelingsbrev: ${title}`,
    L5: ({ title }) => `Tildelingsbrev, delvis innvilga: ${title}`,
    L6: ({ title }) => `Avslag på søknad: ${title}`,
  },
  lead: {
    L4: [
      ({ callTitle, budgetYear, title, awarded }) =>
        `Vi viser til søknaden dykkar i utlysinga «${callTitle}». De får ${awarded} i prosjektskjønn for ${budgetYear} til prosjektet «${title}».`,
    ],
    L5: [
      ({ callTitle, budgetYear, title, awarded, applied }) =>
        `Vi viser til søknaden dykkar i utlysinga «${callTitle}». De får ${awarded} i prosjektskjønn for ${budgetYear} til prosjektet «${title}». De søkte om ${applied} i alt. Søknaden er innvilga delvis.`,
    ],
    L6: [
      ({ callTitle, title, applied }) =>
        `Vi viser til søknaden dykkar i utlysinga «${callTitle}», der de søkte om ${applied} til prosjektet «${title}».`,
      () => 'Vi kan ikkje gje prosjektskjønn til prosjektet i denne runden.',
    ],
  },
  years: {
    heading: 'Beløp',
    year: 'År',
    applied: 'Søkt (kr)',
    awarded: 'Tildelt (kr)',
    meaning: 'Kva det tyder',
    total: 'Sum',
    committed: 'Tildelt',
    conditional: 'Føreset budsjett og ny søknad',
    none: 'Ikkje tildelt',
    later: ({ budgetYear }) =>
      `Tildelinga gjeld budsjettåret ${budgetYear}. Pengar for seinare år kjem an på at Stortinget løyver dei, på ramma vår det året og på ein ny søknad frå dykk.`,
  },
  use: {
    heading: 'Kva pengane kan brukast til',
    purpose: ({ title }) =>
      `Pengane skal brukast til prosjektet «${title}» slik det er omtalt i søknaden, i den perioden søknaden gjeld.`,
    limits: ({ callTitle }) =>
      `Føremålet med midlane og krava til bruken står i utlysinga «${callTitle}». Pengane kan ikkje gå til vanleg drift eller til andre prosjekt.`,
    adjustedBudget:
      'Send oss eit justert budsjett og ein justert plan innan fire veker etter at de fekk dette brevet, som ei melding på saka i Prosjektskjønn. De må vise kva de gjer med det lågare beløpet.',
  },
  payment: {
    heading: 'Utbetaling',
    text: ({ payee, budgetYear }) =>
      `Vi betaler ut pengane til ${payee} som ein del av rammetilskotet for ${budgetYear}. Pengane kjem i ein av dei neste terminane. De treng ikkje be om utbetaling.`,
  },
  participants: {
    heading: 'Deltakarar',
    text: ({ recipient }) => `${recipient} har ansvar for prosjektet overfor oss. Desse er òg med:`,
  },
  conditions: {
    heading: 'Vilkår',
    lead: 'Tildelinga har desse vilkåra:',
    ownShare: ({ ownShare }) =>
      `Kommunen dekkjer minst ${ownShare} prosent av kostnadene sjølv, med pengar eller eige arbeid.`,
    standing: [
      'Pengane kan ikkje brukast som eigendel i andre statlege ordningar.',
      'Større endringar i mål, plan, budsjett eller deltakarar må godkjennast av oss på førehand.',
      'De deler erfaringane med andre kommunar.',
    ],
    special: 'For dette prosjektet gjeld òg:',
  },
  reports: {
    heading: 'Rapportering',
    lead: 'De rapporterer i Prosjektskjønn. Vi seier frå når kvar rapport opnar. Sluttrapporten skal ha rekneskap og vise om prosjektet nådde måla.',
    kind: 'Rapport',
    opens: 'Opnar',
    due: 'Frist',
    interim: 'Undervegsrapport',
    final: 'Sluttrapport med rekneskap',
    late: 'Treng de meir tid, må de be om ny frist før fristen går ut.',
  },
  control: {
    heading: 'Kontroll og følgjer av brot',
    texts: [
      ({ office }) => `${office} og Riksrevisjonen kan kontrollere at pengane blir brukte som føresett.`,
      () =>
        'Blir vilkåra ikkje følgde, eller kjem rapporten ikkje, kan vi halde tilbake pengar og nye tildelingar. Pengar som ikkje er brukte, eller er brukte til noko anna, kan vi krevje tilbake.',
    ],
  },
  reasons: { heading: 'Kvifor de får midlar', headingPartial: 'Kvifor beløpet er lågare enn de søkte om' },
  competition: {
    heading: 'Konkurransen om midlane',
    frame: ({ round }) => `Ramma for utlysinga er ${round.frame}.`,
    round: ({ round, budgetYear }, n) =>
      n === 1
        ? `Vi fekk éin søknad. Han galdt ${round.applied} for ${budgetYear}.`
        : `Vi fekk ${n} søknader. Kommunane søkte om ${round.applied} til saman for ${budgetYear}.`,
    awards: ({ round }, n) =>
      n === 1 ? `Eitt prosjekt får midlar: ${round.awarded}.` : `${n} prosjekt får ${round.awarded} til saman.`,
  },
  basis: {
    heading: 'Reglar og kriterium',
    rules: ({ callTitle }) =>
      `Vi har følgt retningslinjene frå departementet for skjønnstildelinga og krava i utlysinga «${callTitle}».`,
    criteria: 'Søknadene er vurderte etter desse kriteria:',
    facts: 'Vi har bygd på opplysningane i søknaden, budsjettet og svara dykkar.',
  },
  assessment: 'Korleis vi vurderer søknaden',
  publicity: {
    heading: 'Offentlegheit',
    award:
      'Søknaden, dette brevet og rapportane blir offentlege, så andre kommunar kan lære av prosjektet. Departementet får ei liste over tildelingane.',
    rejection: 'Dette brevet står i den offentlege journalen. Søknaden blir ikkje publisert.',
  },
  remedy: {
    notIndividualDecision: {
      heading: 'Grunngjeving',
      texts: [
        'Tildeling av skjønnsmidlar til kommunar er ikkje rekna som enkeltvedtak etter forvaltningslova. Avgjerda kan difor ikkje påklagast. De kan be om ei nærare grunngjeving innan tre veker etter at de fekk dette brevet.',
      ],
    },
    individualDecision: {
      heading: 'Rett til å klage',
      texts: [
        'De kan klage på vedtaket innan tre veker etter at dette brevet kom fram. Klaga skal sendast til oss i Prosjektskjønn. Dersom vi ikkje endrar vedtaket, sender vi klaga til Kommunal- og distriktsdepartementet. Klaga bør grunngjevast og må seie kva endring de ønskjer. De har rett til å sjå dokumenta i saka.',
        'Klaga må vere skriftleg. Treng de hjelp til å klage, kontakt saksbehandlaren. Innan same frist kan de be om ei nærare grunngjeving.',
      ],
    },
  },
  access: 'De har rett til å sjå dokumenta i saka.',
  contact: {
    heading: 'Spørsmål',
    text: ({ contact, reference }) => `Har de spørsmål, kontakt ${contact}. Oppgje vår ref. ${reference}.`,
  },
  greeting: 'Med helsing',
  caseOfficer: 'saksbehandlar',
  contactPerson: 'kontaktperson',
  approver: 'godkjennar',
  deputyApprover: (lender) => `godkjennar, stadfortredar for ${lender}`,
  approved: 'Dokumentet er elektronisk godkjent.',
  copies: 'Kopi til',
  page: { label: 'Side', of: 'av' },
};
