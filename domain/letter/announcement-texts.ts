import type { CostKind } from '../budget.js';
import type { RequirableAttachment, LocalApproval, ProjectKinds } from '../call/parameters.js';
import type { DecisionFacts } from '../notices.js';

export type AnnouncementPhrases = {
  title: (title: string) => string;
  lead: { open: (words: { office: string; year: string; frame: string; scheme: string }) => string; deadline: (deadline: string) => string };
  purpose: string;
  who: { heading: string; applicants: (counties: string) => string; council: string; kinds: Record<ProjectKinds, string> };
  requirements: {
    heading: string;
    min: (amount: string) => string;
    max: (amount: string) => string;
    ownShare: (percent: number) => string;
    noOwnShare: string;
    notOwnShare: string;
    costs: (kinds: string) => string;
    costKinds: Record<CostKind, string>;
    maxApplications: (count: number) => string;
    rank: string;
    rankShown: string;
    localApproval: Record<Exclude<LocalApproval, 'none'>, string>;
    attachments: (kinds: string) => string;
    attachmentKinds: Record<RequirableAttachment, string>;
    otherSchemes: string;
  };
  areas: { heading: string; area: string; earmarked: string; total: string; apart: (words: { name: string; own: string; below: string }) => string };
  criteria: { heading: string; lead: string; name: string; weight: string };
  how: { heading: string; when: (words: { opens: string; deadline: string }) => string; read: (url: string) => string; steps: string[] };
  answer: { heading: string; expected: (date: string) => string; regime: Record<DecisionFacts['regime'], string> };
  reports: { heading: string; lead: string; kind: string; period: string; opens: string; due: string; interim: string; final: string };
  publicity: { heading: string; text: string };
}; // prettier-ignore

export const announcementNb: AnnouncementPhrases = {
  title: (title) => `Kunngjøring: ${title}`,
  lead: {
    open: ({ office, year, frame, scheme }) =>
      `${office} lyser ut ${frame} i prosjektskjønn for ${year}${scheme ? ` (${scheme})` : ''}. Kommunene kan søke nå.`,
    deadline: (deadline) => `Søk innen ${deadline}.`,
  },
  purpose: 'Formål',
  who: {
    heading: 'Hvem kan søke, og til hva',
    applicants: (counties) => `Kommuner i ${counties} kan søke.`,
    council: 'Et regionråd eller et annet interkommunalt råd kan søke gjennom en av kommunene sine.',
    kinds: {
      both: 'Dere kan søke til nye prosjekter og til å videreføre prosjekter som er i gang.',
      new: 'Dere kan søke til nye prosjekter.',
      continuation: 'Dere kan søke til å videreføre prosjekter som er i gang.',
    },
  },
  requirements: {
    heading: 'Krav og grenser',
    min: (amount) => `Det minste dere kan søke om, er ${amount}.`,
    max: (amount) => `Det meste dere kan søke om, er ${amount}.`,
    ownShare: (percent) =>
      `Kommunen må dekke minst ${percent} prosent av kostnadene selv, med penger eller eget arbeid.`,
    noOwnShare: 'Det er ikke krav om egenfinansiering.',
    notOwnShare: 'Pengene kan ikke brukes som egenandel i andre prosjekter eller statlige ordninger.',
    costs: (kinds) => `Budsjettet kan ha disse kostnadene: ${kinds}.`,
    costKinds: {
      salary: 'lønn og sosiale kostnader',
      services: 'innkjøp av tjenester',
      office: 'kontor',
      travel: 'reise og møter',
      equipment: 'utstyr',
      dissemination: 'informasjon og formidling',
      other: 'annet',
    },
    maxApplications: (count) =>
      count === 1 ? 'Hver kommune kan sende én søknad.' : `Hver kommune kan sende høyst ${count} søknader.`,
    rank: 'Sender kommunen flere søknader, må den vise hvordan den prioriterer mellom dem.',
    rankShown: 'Sender kommunen flere søknader, kan den vise hvordan den prioriterer mellom dem.',
    localApproval: {
      chiefExecutive: 'Kommunedirektøren må godkjenne søknaden før den sendes.',
      chiefExecutiveAndMayor: 'Kommunedirektøren og ordføreren må godkjenne søknaden før den sendes.',
    },
    attachments: (kinds) => `Søknaden må ha disse vedleggene: ${kinds}.`,
    attachmentKinds: {
      projectPlan: 'prosjektplan',
      budget: 'budsjett',
      mandate: 'vedtak om forankring',
      partnerConfirmation: 'bekreftelse fra samarbeidspartnere',
    },
    otherSchemes: 'Samordning med andre ordninger',
  },
  areas: {
    heading: 'Satsingsområder',
    area: 'Område',
    earmarked: 'Satt av (kr)',
    total: 'Sum',
    apart: ({ name, own, below }) => `${name}: det er satt av ${own}. Underområdene er ${below} til sammen.`,
  },
  criteria: {
    heading: 'Slik vurderer vi søknadene',
    lead: 'Hver søknad får 1 til 5 poeng for hvert kriterium. Vekten sier hvor mye kriteriet teller.',
    name: 'Kriterium',
    weight: 'Vekt',
  },
  how: {
    heading: 'Slik søker dere',
    when: ({ opens, deadline }) => `Utlysningen åpner ${opens}. Dere kan sende og rette søknader fram til ${deadline}.`,
    read: (url) => `Utlysningen står på ${url}. Der begynner dere på søknaden.`,
    steps: [
      'Logg inn med ID-porten.',
      'Har dere ikke tilgang for kommunen, ber dere om det ved første innlogging. Dere kan skrive utkast mens dere venter.',
      'All videre kontakt om søknaden går i Prosjektskjønn.',
    ],
  },
  answer: {
    heading: 'Når dere får svar',
    expected: (date) => `Vi regner med å sende svar innen ${date}.`,
    regime: {
      notIndividualDecision:
        'Tildeling av skjønnsmidler til kommuner regnes ikke som enkeltvedtak etter forvaltningsloven. Avgjørelsen kan derfor ikke påklages. Dere kan be om en nærmere begrunnelse innen tre uker.',
      individualDecision:
        'Dere kan klage på vedtaket innen tre uker. Kommunal- og distriktsdepartementet avgjør klagen.',
    },
  },
  reports: {
    heading: 'Rapportering',
    lead: 'Prosjekter som får penger, rapporterer i Prosjektskjønn. Vi sier fra når hver rapport åpner.',
    kind: 'Rapport',
    period: 'Gjelder',
    opens: 'Åpner',
    due: 'Frist',
    interim: 'Underveis',
    final: 'Sluttrapport',
  },
  publicity: {
    heading: 'Offentlighet',
    text: 'Får dere penger, blir søknaden, tildelingsbrevet og rapportene offentlige, så andre kommuner kan lære av prosjektet.',
  },
};

export const announcementNn: AnnouncementPhrases = {
  title: (title) => `Kunngjering: ${title}`,
  lead: {
    open: ({ office, year, frame, scheme }) =>
      `${office} lyser ut ${frame} i prosjektskjønn for ${year}${scheme ? ` (${scheme})` : ''}. Kommunane kan søkje no.`,
    deadline: (deadline) => `Søk innan ${deadline}.`,
  },
  purpose: 'Føremål',
  who: {
    heading: 'Kven kan søkje, og til kva',
    applicants: (counties) => `Kommunar i ${counties} kan søkje.`,
    council: 'Eit regionråd eller eit anna interkommunalt råd kan søkje gjennom ein av kommunane sine.',
    kinds: {
      both: 'De kan søkje til nye prosjekt og til å føre vidare prosjekt som er i gang.',
      new: 'De kan søkje til nye prosjekt.',
      continuation: 'De kan søkje til å føre vidare prosjekt som er i gang.',
    },
  },
  requirements: {
    heading: 'Krav og grenser',
    min: (amount) => `Det minste de kan søkje om, er ${amount}.`,
    max: (amount) => `Det meste de kan søkje om, er ${amount}.`,
    ownShare: (percent) =>
      `Kommunen må dekkje minst ${percent} prosent av kostnadene sjølv, med pengar eller eige arbeid.`,
    noOwnShare: 'Det er ikkje krav om eigenfinansiering.',
    notOwnShare: 'Pengane kan ikkje brukast som eigendel i andre prosjekt eller statlege ordningar.',
    costs: (kinds) => `Budsjettet kan ha desse kostnadene: ${kinds}.`,
    costKinds: {
      salary: 'lønn og sosiale kostnader',
      services: 'innkjøp av tenester',
      office: 'kontor',
      travel: 'reise og møte',
      equipment: 'utstyr',
      dissemination: 'informasjon og formidling',
      other: 'anna',
    },
    maxApplications: (count) =>
      count === 1 ? 'Kvar kommune kan sende éin søknad.' : `Kvar kommune kan sende høgst ${count} søknader.`,
    rank: 'Sender kommunen fleire søknader, må han vise korleis han prioriterer mellom dei.',
    rankShown: 'Sender kommunen fleire søknader, kan han vise korleis han prioriterer mellom dei.',
    localApproval: {
      chiefExecutive: 'Kommunedirektøren må godkjenne søknaden før han blir send.',
      chiefExecutiveAndMayor: 'Kommunedirektøren og ordføraren må godkjenne søknaden før han blir send.',
    },
    attachments: (kinds) => `Søknaden må ha desse vedlegga: ${kinds}.`,
    attachmentKinds: {
      projectPlan: 'prosjektplan',
      budget: 'budsjett',
      mandate: 'vedtak om forankring',
      partnerConfirmation: 'stadfesting frå samarbeidspartnarar',
    },
    otherSchemes: 'Samordning med andre ordningar',
  },
  areas: {
    heading: 'Satsingsområde',
    area: 'Område',
    earmarked: 'Sett av (kr)',
    total: 'Sum',
    apart: ({ name, own, below }) => `${name}: det er sett av ${own}. Underområda er ${below} til saman.`,
  },
  criteria: {
    heading: 'Slik vurderer vi søknadene',
    lead: 'Kvar søknad får 1 til 5 poeng for kvart kriterium. Vekta seier kor mykje kriteriet tel.',
    name: 'Kriterium',
    weight: 'Vekt',
  },
  how: {
    heading: 'Slik søkjer de',
    when: ({ opens, deadline }) => `Utlysinga opnar ${opens}. De kan sende og rette søknader fram til ${deadline}.`,
    read: (url) => `Utlysinga står på ${url}. Der byrjar de på søknaden.`,
    steps: [
      'Logg inn med ID-porten.',
      'Har de ikkje tilgang for kommunen, ber de om det ved første innlogging. De kan skrive utkast medan de ventar.',
      'All vidare kontakt om søknaden går i Prosjektskjønn.',
    ],
  },
  answer: {
    heading: 'Når de får svar',
    expected: (date) => `Vi reknar med å sende svar innan ${date}.`,
    regime: {
      notIndividualDecision:
        'Tildeling av skjønnsmidlar til kommunar er ikkje rekna som enkeltvedtak etter forvaltningslova. Avgjerda kan difor ikkje påklagast. De kan be om ei nærare grunngjeving innan tre veker.',
      individualDecision: 'De kan klage på vedtaket innan tre veker. Kommunal- og distriktsdepartementet avgjer klaga.',
    },
  },
  reports: {
    heading: 'Rapportering',
    lead: 'Prosjekt som får pengar, rapporterer i Prosjektskjønn. Vi seier frå når kvar rapport opnar.',
    kind: 'Rapport',
    period: 'Gjeld',
    opens: 'Opnar',
    due: 'Frist',
    interim: 'Undervegs',
    final: 'Sluttrapport',
  },
  publicity: {
    heading: 'Offentlegheit',
    text: 'Får de pengar, blir søknaden, tildelingsbrevet og rapportane offentlege, så andre kommunar kan lære av prosjektet.',
  },
};
