import type { EmailGroup } from '../content.js';

/** E25–E28: from the request to the answer. The subject of the answer is the same whatever it is. */
export const accessEmails = {
  E25code: {
    nb: ({ place, code }) => ({
      subject: `Kode for tilgang for ${place}`,
      paragraphs: [
        `Du har bedt om tilgang til Prosjektskjønn for ${place}. Skriv inn koden, så vet vi at adressen er din.`,
        'Har du ikke bedt om tilgang, kan du se bort fra denne e-posten.',
      ],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for tilgang for ${place}`,
      paragraphs: [
        `Du har bede om tilgang til Prosjektskjønn for ${place}. Skriv inn koden, så veit vi at adressa er di.`,
        'Har du ikkje bede om tilgang, kan du sjå bort frå denne e-posten.',
      ],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
  },
  E25: {
    nb: ({ place, received }) => ({
      subject: `Forespørselen om tilgang for ${place} er mottatt`,
      paragraphs: [
        `Vi har mottatt forespørselen din om tilgang for ${place}. Vi svarer vanligvis innen to arbeidsdager.`,
        'Mens du venter, kan du skrive utkast. Du kan sende inn når tilgangen er godkjent.',
      ],
      details: [['Mottatt', received]],
      action: 'Se forespørselen',
    }),
    nn: ({ place, received }) => ({
      subject: `Førespurnaden om tilgang for ${place} er motteken`,
      paragraphs: [
        `Vi har fått førespurnaden din om tilgang for ${place}. Vi svarer vanlegvis innan to arbeidsdagar.`,
        'Medan du ventar, kan du skrive utkast. Du kan sende inn når tilgangen er godkjend.',
      ],
      details: [['Motteken', received]],
      action: 'Sjå førespurnaden',
    }),
  },
  E26: {
    nb: ({ place, requester }) => ({
      subject: `Ny forespørsel om tilgang for ${place}`,
      paragraphs: [`${requester} ber om tilgang for ${place}.`, 'Svar innen to arbeidsdager.'],
      action: 'Se forespørselen',
    }),
    nn: ({ place, requester }) => ({
      subject: `Ny førespurnad om tilgang for ${place}`,
      paragraphs: [`${requester} ber om tilgang for ${place}.`, 'Svar innan to arbeidsdagar.'],
      action: 'Sjå førespurnaden',
    }),
  },
  E26reminder: {
    nb: ({ place, requester }) => ({
      subject: `Forespørselen om tilgang for ${place} venter`,
      paragraphs: [
        `${requester} har ventet i to arbeidsdager på tilgang for ${place}.`,
        'Har ingen svart etter fem arbeidsdager, får lederen beskjed.',
      ],
      action: 'Se forespørselen',
    }),
    nn: ({ place, requester }) => ({
      subject: `Førespurnaden om tilgang for ${place} ventar`,
      paragraphs: [
        `${requester} har venta i to arbeidsdagar på tilgang for ${place}.`,
        'Har ingen svart etter fem arbeidsdagar, får leiaren melding.',
      ],
      action: 'Sjå førespurnaden',
    }),
  },
  E27: {
    nb: ({ place }) => ({
      subject: `Svar på forespørselen om tilgang for ${place}`,
      paragraphs: [
        `Du har fått tilgang til Prosjektskjønn for ${place}.`,
        'Logg inn med ID-porten. Da ser du hva kommunen skal gjøre, og hvilke frister som gjelder.',
      ],
      action: 'Logg inn',
    }),
    nn: ({ place }) => ({
      subject: `Svar på førespurnaden om tilgang for ${place}`,
      paragraphs: [
        `Du har fått tilgang til Prosjektskjønn for ${place}.`,
        'Logg inn med ID-porten. Då ser du kva kommunen skal gjere, og kva fristar som gjeld.',
      ],
      action: 'Logg inn',
    }),
  },
  E28: {
    nb: ({ place, reason }) => ({
      subject: `Svar på forespørselen om tilgang for ${place}`,
      paragraphs: [
        `Du har ikke fått tilgang til Prosjektskjønn for ${place}.`,
        'Mener du at det er feil, kontakt oss. Du kan også sende en ny forespørsel.',
      ],
      details: [['Grunn', reason]],
      action: 'Se forespørselen',
    }),
    nn: ({ place, reason }) => ({
      subject: `Svar på førespurnaden om tilgang for ${place}`,
      paragraphs: [
        `Du har ikkje fått tilgang til Prosjektskjønn for ${place}.`,
        'Meiner du at det er feil, kontakt oss. Du kan òg sende ein ny førespurnad.',
      ],
      details: [['Grunn', reason]],
      action: 'Sjå førespurnaden',
    }),
  },
} satisfies EmailGroup;
