import type { EmailGroup } from '../content.js';

/** E5, E12–E14: the interim reply, questions, answers and the letter. None of them tells what the letter says. */
export const caseEmails = {
  E5: {
    nb: ({ title, short }) => ({
      subject: `Foreløpig svar om ${short}`,
      paragraphs: [
        `Vi har skrevet et foreløpig svar om søknaden ${title}. Det ligger i Prosjektskjønn.`,
        'Der står det når dere kan vente svar på søknaden. Søknaden er ikke avgjort, og dere trenger ikke gjøre noe nå.',
      ],
      action: 'Les det foreløpige svaret',
    }),
    nn: ({ title, short }) => ({
      subject: `Førebels svar om ${short}`,
      paragraphs: [
        `Vi har skrive eit førebels svar om søknaden ${title}. Det ligg i Prosjektskjønn.`,
        'Der står det når de kan vente svar på søknaden. Søknaden er ikkje avgjord, og de treng ikkje gjere noko no.',
      ],
      action: 'Les det førebelse svaret',
    }),
  },
  E12: {
    nb: ({ title, short, deadline, day }) => ({
      subject: `Vi trenger opplysninger om ${short} innen ${day}`,
      paragraphs: [
        `Vi har et spørsmål om søknaden ${title}. Spørsmålet står ved søknaden i Prosjektskjønn.`,
        `Fristen for å svare er ${deadline}.`,
        'Saken står stille til dere har svart.',
      ],
      action: 'Svar på spørsmålet',
    }),
    nn: ({ title, short, deadline, day }) => ({
      subject: `Vi treng opplysningar om ${short} innan ${day}`,
      paragraphs: [
        `Vi har eit spørsmål om søknaden ${title}. Spørsmålet står ved søknaden i Prosjektskjønn.`,
        `Fristen for å svare er ${deadline}.`,
        'Saka står stille til de har svart.',
      ],
      action: 'Svar på spørsmålet',
    }),
  },
  E12reminder: {
    nb: ({ title, short, deadline, day, left }) => ({
      subject: `Vi venter på svar om ${short}, frist ${day}`,
      paragraphs: [
        `Vi har ikke fått svar på spørsmålet om søknaden ${title}.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Trenger dere mer tid, kontakt oss før fristen.',
      ],
      action: 'Svar på spørsmålet',
    }),
    nn: ({ title, short, deadline, day, left }) => ({
      subject: `Vi ventar på svar om ${short}, frist ${day}`,
      paragraphs: [
        `Vi har ikkje fått svar på spørsmålet om søknaden ${title}.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Treng de meir tid, kontakt oss før fristen.',
      ],
      action: 'Svar på spørsmålet',
    }),
  },
  E13: {
    nb: ({ title, short, municipality }) => ({
      subject: `Nytt svar om ${short}`,
      paragraphs: [`${municipality} har svart på spørsmålet om søknaden ${title}.`, 'Saken venter på deg.'],
      action: 'Les svaret',
    }),
    nn: ({ title, short, municipality }) => ({
      subject: `Nytt svar om ${short}`,
      paragraphs: [`${municipality} har svart på spørsmålet om søknaden ${title}.`, 'Saka ventar på deg.'],
      action: 'Les svaret',
    }),
  },
  E14: {
    nb: ({ title, short }) => ({
      subject: `Nytt brev om ${short}`,
      paragraphs: [
        `Dere har fått et brev om søknaden ${title}. Det ligger i Prosjektskjønn.`,
        'Brevet regnes som lest når en i kommunen åpner det. Det kan stå frister i det.',
      ],
      action: 'Les brevet',
    }),
    nn: ({ title, short }) => ({
      subject: `Nytt brev om ${short}`,
      paragraphs: [
        `De har fått eit brev om søknaden ${title}. Det ligg i Prosjektskjønn.`,
        'Brevet er rekna som lese når ein i kommunen opnar det. Det kan stå fristar i det.',
      ],
      action: 'Les brevet',
    }),
  },
  E14copy: {
    nb: ({ title, short, municipality }) => ({
      subject: `Kopi av brev om ${short}`,
      paragraphs: [
        `${municipality} har fått et brev om prosjektet ${title}. Kommunen deres er med i prosjektet og får kopi.`,
        'Kopien ligger i Prosjektskjønn. Alle som har tilgang for kommunen deres, kan lese den. Send gjerne e-posten videre til dem.',
      ],
      action: 'Les kopien',
    }),
    nn: ({ title, short, municipality }) => ({
      subject: `Kopi av brev om ${short}`,
      paragraphs: [
        `${municipality} har fått eit brev om prosjektet ${title}. Kommunen dykkar er med i prosjektet og får kopi.`,
        'Kopien ligg i Prosjektskjønn. Alle som har tilgang for kommunen dykkar, kan lese han. Send gjerne e-posten vidare til dei.',
      ],
      action: 'Les kopien',
    }),
  },
  E14second: {
    nb: ({ title, short }) => ({
      subject: `Brevet om ${short} er ikke åpnet`,
      paragraphs: [
        `Vi har sendt et brev om søknaden ${title}. Ingen i kommunen har åpnet det.`,
        'Det kan stå frister i brevet. Åpne det så snart dere kan.',
        'Har du ikke tilgang til Prosjektskjønn, be en kollega som har det, åpne brevet.',
      ],
      action: 'Les brevet',
    }),
    nn: ({ title, short }) => ({
      subject: `Brevet om ${short} er ikkje opna`,
      paragraphs: [
        `Vi har sendt eit brev om søknaden ${title}. Ingen i kommunen har opna det.`,
        'Det kan stå fristar i brevet. Opne det så snart de kan.',
        'Har du ikkje tilgang til Prosjektskjønn, be ein kollega som har det, opne brevet.',
      ],
      action: 'Les brevet',
    }),
  },
} satisfies EmailGroup;
