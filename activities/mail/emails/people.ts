import type { EmailGroup, EmailTexts } from '../content.js';

const because = (label: string, reason: string | null) => (reason ? { details: [[label, reason] as const] } : {});

const given: EmailTexts = {
  nb: ({ place, role }) => ({
    subject: `Du har fått en rolle, ${place}`,
    paragraphs: [
      `Du er ${role} for ${place}.`,
      'Under Mine opplysninger ser du hva du kan gjøre, og hvor lenge rollen gjelder.',
    ],
    action: 'Se rollene mine',
  }),
  nn: ({ place, role }) => ({
    subject: `Du har fått ei rolle, ${place}`,
    paragraphs: [
      `Du er ${role} for ${place}.`,
      'Under Opplysningane mine ser du kva du kan gjere, og kor lenge rolla gjeld.',
    ],
    action: 'Sjå rollene mine',
  }),
};

const lent: EmailTexts = {
  nb: ({ place, role, lenderIfAny, from, deadline }) => ({
    subject: `Du er stedfortreder, ${place}`,
    paragraphs: [
      `Du er stedfortreder for ${lenderIfAny} som ${role} for ${place}.`,
      'Det du gjør i rollen, står med navnet til dere begge. Lånet slutter av seg selv.',
    ],
    details: [
      ['Fra', from],
      ['Til', deadline],
    ],
    action: 'Se rollene mine',
  }),
  nn: ({ place, role, lenderIfAny, from, deadline }) => ({
    subject: `Du er stadfortredar, ${place}`,
    paragraphs: [
      `Du er stadfortredar for ${lenderIfAny} som ${role} for ${place}.`,
      'Det du gjer i rolla, står med namna til begge. Lånet sluttar av seg sjølv.',
    ],
    details: [
      ['Frå', from],
      ['Til', deadline],
    ],
    action: 'Sjå rollene mine',
  }),
};

const over: EmailTexts = {
  nb: ({ place, role, reasonIfAny, administratorsIfAny }) => ({
    subject: `En rolle gjelder ikke lenger, ${place}`,
    paragraphs: [
      `Du er ikke lenger ${role} for ${place}.`,
      `Er det feil, kontakt ${administratorsIfAny ?? 'administratoren din'}.`,
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Se rollene mine',
  }),
  nn: ({ place, role, reasonIfAny, administratorsIfAny }) => ({
    subject: `Ei rolle gjeld ikkje lenger, ${place}`,
    paragraphs: [
      `Du er ikkje lenger ${role} for ${place}.`,
      `Er det feil, kontakt ${administratorsIfAny ?? 'administratoren din'}.`,
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Sjå rollene mine',
  }),
};

const loanOver: EmailTexts = {
  nb: ({ place, role, lenderIfAny, reasonIfAny }) => ({
    subject: `Lånet av en rolle er over, ${place}`,
    paragraphs: [
      `Du er ikke lenger stedfortreder for ${lenderIfAny} som ${role} for ${place}.`,
      'Det du har gjort, står ved lag. Dine egne roller er som før.',
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Se rollene mine',
  }),
  nn: ({ place, role, lenderIfAny, reasonIfAny }) => ({
    subject: `Lånet av ei rolle er over, ${place}`,
    paragraphs: [
      `Du er ikkje lenger stadfortredar for ${lenderIfAny} som ${role} for ${place}.`,
      'Det du har gjort, står ved lag. Dine eigne roller er som før.',
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Sjå rollene mine',
  }),
};

const suspended: EmailTexts = {
  nb: ({ place, role, reasonIfAny, unconfirmed, administratorsIfAny }) => ({
    subject: `En rolle er sperret, ${place}`,
    paragraphs: [
      `Rollen din som ${role} for ${place} er sperret.${unconfirmed ? ' Den ble ikke bekreftet i tide.' : ''}`,
      'Du kan ikke bruke den før den er åpnet igjen. Ingenting er slettet.',
      `Kontakt ${administratorsIfAny ?? 'administratoren din'}, som kan åpne den.`,
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Se rollene mine',
  }),
  nn: ({ place, role, reasonIfAny, unconfirmed, administratorsIfAny }) => ({
    subject: `Ei rolle er sperra, ${place}`,
    paragraphs: [
      `Rolla di som ${role} for ${place} er sperra.${unconfirmed ? ' Ho vart ikkje stadfesta i tide.' : ''}`,
      'Du kan ikkje bruke henne før ho er opna att. Ingenting er sletta.',
      `Kontakt ${administratorsIfAny ?? 'administratoren din'}, som kan opne henne.`,
    ],
    ...because('Grunn', reasonIfAny),
    action: 'Sjå rollene mine',
  }),
};

/** E24, E30, E31 and E35: the contact, rights that are given, confirmed and ended, and the address itself. */
export const peopleEmails = {
  E24: {
    nb: ({ short, title, municipality }) => ({
      subject: `Ny kontaktperson for ${short}`,
      paragraphs: [
        `${municipality} har fått ny kontaktperson for ${title}.`,
        'Spørsmål, påminnelser og brev går til den nye kontaktpersonen fra nå av.',
      ],
      action: 'Se saken',
    }),
    nn: ({ short, title, municipality }) => ({
      subject: `Ny kontaktperson for ${short}`,
      paragraphs: [
        `${municipality} har fått ny kontaktperson for ${title}.`,
        'Spørsmål, påminningar og brev går til den nye kontaktpersonen frå no av.',
      ],
      action: 'Sjå saka',
    }),
  },
  E30: {
    nb: ({ place, requester, role, deadline }) => ({
      subject: `Bekreft rollen til ${requester}, ${place}`,
      paragraphs: [
        `${requester} er ${role} for ${place}. Rollen skal bekreftes hvert år.`,
        'Blir den ikke bekreftet, sperres den. Ingenting blir slettet.',
      ],
      details: [['Bekreftes innen', deadline]],
      action: 'Se rollen',
    }),
    nn: ({ place, requester, role, deadline }) => ({
      subject: `Stadfest rolla til ${requester}, ${place}`,
      paragraphs: [
        `${requester} er ${role} for ${place}. Rolla skal stadfestast kvart år.`,
        'Blir ho ikkje stadfesta, blir ho sperra. Ingenting blir sletta.',
      ],
      details: [['Stadfestast innan', deadline]],
      action: 'Sjå rolla',
    }),
  },
  E30confirm: {
    nb: ({ place, requester, role }) => ({
      subject: `En rolle venter på bekreftelse, ${place}`,
      paragraphs: [
        `${requester} er foreslått som ${role} for ${place}. To administratorer må stå bak denne rollen.`,
        'Bekreft den, eller avslå. Rollen gjelder ikke før den er bekreftet.',
      ],
      action: 'Se forslaget',
    }),
    nn: ({ place, requester, role }) => ({
      subject: `Ei rolle ventar på stadfesting, ${place}`,
      paragraphs: [
        `${requester} er foreslått som ${role} for ${place}. To administratorar må stå bak denne rolla.`,
        'Stadfest henne, eller avslå. Rolla gjeld ikkje før ho er stadfesta.',
      ],
      action: 'Sjå forslaget',
    }),
  },
  E30given: {
    nb: (words) => (words.lenderIfAny ? lent.nb(words) : given.nb(words)),
    nn: (words) => (words.lenderIfAny ? lent.nn(words) : given.nn(words)),
  },
  E30declined: {
    nb: ({ place, requester, role, reasonIfAny }) => ({
      subject: `Forslaget om en rolle er ikke bekreftet, ${place}`,
      paragraphs: [`${requester} ble ikke ${role} for ${place}. Foreslå på nytt hvis det fortsatt trengs.`],
      ...because('Grunn', reasonIfAny),
      action: 'Se rollen',
    }),
    nn: ({ place, requester, role, reasonIfAny }) => ({
      subject: `Forslaget om ei rolle er ikkje stadfesta, ${place}`,
      paragraphs: [`${requester} vart ikkje ${role} for ${place}. Foreslå på nytt dersom det framleis trengst.`],
      ...because('Grunn', reasonIfAny),
      action: 'Sjå rolla',
    }),
  },
  E31: {
    nb: (words) => (words.suspended ? suspended.nb(words) : words.lenderIfAny ? loanOver.nb(words) : over.nb(words)),
    nn: (words) => (words.suspended ? suspended.nn(words) : words.lenderIfAny ? loanOver.nn(words) : over.nn(words)),
  },
  E35: {
    nb: ({ place }) => ({
      subject: `E-postadressen din i ${place} blir endret`,
      paragraphs: [
        'Noen som er logget inn som deg, har bedt om å bytte e-postadresse. Byttet gjelder når den nye adressen er bekreftet.',
        'Var det ikke deg, må du logge inn, se over opplysningene dine og melde fra til administratoren din.',
      ],
      action: 'Se opplysningene mine',
    }),
    nn: ({ place }) => ({
      subject: `E-postadressa di i ${place} blir endra`,
      paragraphs: [
        'Nokon som er logga inn som deg, har bede om å byte e-postadresse. Bytet gjeld når den nye adressa er stadfesta.',
        'Var det ikkje deg, må du logge inn, sjå over opplysningane dine og melde frå til administratoren din.',
      ],
      action: 'Sjå opplysningane mine',
    }),
  },
  E35code: {
    nb: ({ place, code }) => ({
      subject: `Kode for ny e-postadresse i ${place}`,
      paragraphs: ['Skriv inn koden, så vet vi at den nye adressen er din. Koden gjelder i én time.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for ny e-postadresse i ${place}`,
      paragraphs: ['Skriv inn koden, så veit vi at den nye adressa er di. Koden gjeld i éin time.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
  },
  E35wake: {
    nb: ({ place, code }) => ({
      subject: `Kode for å ta ${place} i bruk igjen`,
      paragraphs: [
        'Det er lenge siden du var innom. Skriv inn koden, så vet vi at du fortsatt har denne adressen. Koden gjelder i én time.',
      ],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for å ta ${place} i bruk att`,
      paragraphs: [
        'Det er lenge sidan du var innom. Skriv inn koden, så veit vi at du framleis har denne adressa. Koden gjeld i éin time.',
      ],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
  },
} satisfies EmailGroup;
