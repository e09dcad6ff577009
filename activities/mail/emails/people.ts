import type { EmailGroup } from '../content.js';

const because = (label: string, reason: string | null) => (reason ? { details: [[label, reason] as const] } : {});

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
        'Under Mine opplysningar ser du kva du kan gjere, og kor lenge rolla gjeld.',
      ],
      action: 'Sjå rollene mine',
    }),
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
    nb: ({ place, role, reasonIfAny }) => ({
      subject: `En rolle gjelder ikke lenger, ${place}`,
      paragraphs: [`Du er ikke lenger ${role} for ${place}.`, 'Er det feil, kontakt administratoren din.'],
      ...because('Grunn', reasonIfAny),
      action: 'Se rollene mine',
    }),
    nn: ({ place, role, reasonIfAny }) => ({
      subject: `Ei rolle gjeld ikkje lenger, ${place}`,
      paragraphs: [`Du er ikkje lenger ${role} for ${place}.`, 'Er det feil, kontakt administratoren din.'],
      ...because('Grunn', reasonIfAny),
      action: 'Sjå rollene mine',
    }),
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
      paragraphs: ['Skriv inn koden, så vet vi at den nye adressen er din.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for ny e-postadresse i ${place}`,
      paragraphs: ['Skriv inn koden, så veit vi at den nye adressa er di.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
  },
  E35wake: {
    nb: ({ place, code }) => ({
      subject: `Kode for å ta ${place} i bruk igjen`,
      paragraphs: ['Det er lenge siden du var innom. Skriv inn koden, så vet vi at du fortsatt har denne adressen.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for å ta ${place} i bruk att`,
      paragraphs: ['Det er lenge sidan du var innom. Skriv inn koden, så veit vi at du framleis har denne adressa.'],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
  },
} satisfies EmailGroup;
