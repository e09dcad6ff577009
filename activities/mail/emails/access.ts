import type { EmailGroup } from '../content.js';

/** E25–E28: from the request to the answer. The subject of the answer is the same whatever it is. */
export const accessEmails = {
  E25code: {
    nb: ({ place, code }) => ({
      subject: `Kode for tilgang for ${place}`,
      paragraphs: [
        `Du har bedt om tilgang til Prosjektskjønn for ${place}. Skriv inn koden, så vet vi at adressen er din. Koden gjelder i én time.`,
        'Har du ikke bedt om tilgang, kan du se bort fra denne e-posten.',
      ],
      details: [['Kode', code]],
      action: 'Skriv inn koden',
    }),
    nn: ({ place, code }) => ({
      subject: `Kode for tilgang for ${place}`,
      paragraphs: [
        `Du har bede om tilgang til Prosjektskjønn for ${place}. Skriv inn koden, så veit vi at adressa er di. Koden gjeld i éin time.`,
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
    nb: ({ place, coordinator }) => ({
      subject: `Svar på forespørselen om tilgang for ${place}`,
      paragraphs: [
        `Du har fått tilgang til Prosjektskjønn for ${place}.`,
        ...(coordinator ? ['Du er den første, og er også koordinator i kommunen: Du kan slippe inn kollegaer.'] : []),
        'Logg inn med ID-porten. Da ser du hva kommunen skal gjøre, og hvilke frister som gjelder.',
      ],
      action: 'Logg inn',
    }),
    nn: ({ place, coordinator }) => ({
      subject: `Svar på førespurnaden om tilgang for ${place}`,
      paragraphs: [
        `Du har fått tilgang til Prosjektskjønn for ${place}.`,
        ...(coordinator ? ['Du er den første, og er òg koordinator i kommunen: Du kan sleppe inn kollegaer.'] : []),
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
  E29: {
    nb: ({ place, question }) => ({
      subject: `Vi trenger svar om tilgangen for ${place}`,
      paragraphs: [
        `Før vi kan gi deg tilgang til Prosjektskjønn for ${place}, trenger vi et svar fra deg.`,
        'Svar innen 14 dager. Ellers går forespørselen ut, og du må sende en ny.',
      ],
      details: [['Spørsmål', question]],
      action: 'Svar på spørsmålet',
    }),
    nn: ({ place, question }) => ({
      subject: `Vi treng svar om tilgangen for ${place}`,
      paragraphs: [
        `Før vi kan gje deg tilgang til Prosjektskjønn for ${place}, treng vi eit svar frå deg.`,
        'Svar innan 14 dagar. Elles går førespurnaden ut, og du må sende ein ny.',
      ],
      details: [['Spørsmål', question]],
      action: 'Svar på spørsmålet',
    }),
  },
  E29reminder: {
    nb: ({ place }) => ({
      subject: `Vi venter på svar om tilgangen for ${place}`,
      paragraphs: [
        `Vi har spurt deg om noe før vi kan gi deg tilgang for ${place}.`,
        'Forespørselen går ut om fire dager hvis du ikke svarer.',
      ],
      action: 'Svar på spørsmålet',
    }),
    nn: ({ place }) => ({
      subject: `Vi ventar på svar om tilgangen for ${place}`,
      paragraphs: [
        `Vi har spurt deg om noko før vi kan gje deg tilgang for ${place}.`,
        'Førespurnaden går ut om fire dagar dersom du ikkje svarer.',
      ],
      action: 'Svar på spørsmålet',
    }),
  },
  E29answered: {
    nb: ({ place, requester }) => ({
      subject: `Svar om tilgangen for ${place}`,
      paragraphs: [
        `${requester} har svart på spørsmålet vårt om tilgangen for ${place}.`,
        'Svar innen to arbeidsdager.',
      ],
      action: 'Se forespørselen',
    }),
    nn: ({ place, requester }) => ({
      subject: `Svar om tilgangen for ${place}`,
      paragraphs: [
        `${requester} har svart på spørsmålet vårt om tilgangen for ${place}.`,
        'Svar innan to arbeidsdagar.',
      ],
      action: 'Sjå førespurnaden',
    }),
  },
  E39: {
    nb: ({ place, role }) => ({
      subject: `Du er invitert til Prosjektskjønn for ${place}`,
      paragraphs: [
        `Du er invitert til å bruke Prosjektskjønn for ${place} som ${role}.`,
        'Ta imot invitasjonen innen 14 dager. Du logger inn med ID-porten. Lenken er bare til deg: ikke send den videre.',
      ],
      action: 'Ta imot invitasjonen',
    }),
    nn: ({ place, role }) => ({
      subject: `Du er invitert til Prosjektskjønn for ${place}`,
      paragraphs: [
        `Du er invitert til å bruke Prosjektskjønn for ${place} som ${role}.`,
        'Ta imot invitasjonen innan 14 dagar. Du loggar inn med ID-porten. Lenkja er berre til deg: ikkje send henne vidare.',
      ],
      action: 'Ta imot invitasjonen',
    }),
  },
  E39reminder: {
    nb: ({ place }) => ({
      subject: `Invitasjonen til Prosjektskjønn for ${place} venter`,
      paragraphs: [
        `Du er invitert til å bruke Prosjektskjønn for ${place}, og har ikke svart.`,
        'Invitasjonen går ut om sju dager. Lenken er bare til deg: ikke send den videre.',
      ],
      action: 'Ta imot invitasjonen',
    }),
    nn: ({ place }) => ({
      subject: `Invitasjonen til Prosjektskjønn for ${place} ventar`,
      paragraphs: [
        `Du er invitert til å bruke Prosjektskjønn for ${place}, og har ikkje svart.`,
        'Invitasjonen går ut om sju dagar. Lenkja er berre til deg: ikkje send henne vidare.',
      ],
      action: 'Ta imot invitasjonen',
    }),
  },
  E39accepted: {
    nb: ({ place, requester, role }) => ({
      subject: `Invitasjonen til ${place} er tatt imot`,
      paragraphs: [
        `${requester} har tatt imot invitasjonen din til Prosjektskjønn for ${place} som ${role}.`,
        'Kjenner du ikke igjen navnet, må du avslutte rollen med en gang.',
      ],
      action: 'Se hvem det er',
    }),
    nn: ({ place, requester, role }) => ({
      subject: `Invitasjonen til ${place} er teken imot`,
      paragraphs: [
        `${requester} har teke imot invitasjonen din til Prosjektskjønn for ${place} som ${role}.`,
        'Kjenner du ikkje att namnet, må du avslutte rolla med ein gong.',
      ],
      action: 'Sjå kven det er',
    }),
  },
} satisfies EmailGroup;
