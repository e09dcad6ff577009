import type { EmailGroup } from '../content.js';

/** E38: a consultation. None of them tells what is asked. */
export const consultationEmails = {
  E38: {
    nb: ({ office, title, short, deadline, day }) => ({
      subject: `Høring ${short}, svar innen ${day}`,
      paragraphs: [
        `${office} har sendt ${title} på høring. Kommunen er invitert til å svare.`,
        `Svarfristen er ${deadline}.`,
        'Spørsmålene ligger i Prosjektskjønn, og kommunen svarer der. Svarene blir offentlige når fristen er ute.',
      ],
      action: 'Se høringen',
    }),
    nn: ({ office, title, short, deadline, day }) => ({
      subject: `Høyring ${short}, svar innan ${day}`,
      paragraphs: [
        `${office} har sendt ${title} på høyring. Kommunen er invitert til å svare.`,
        `Svarfristen er ${deadline}.`,
        'Spørsmåla ligg i Prosjektskjønn, og kommunen svarar der. Svara blir offentlege når fristen er ute.',
      ],
      action: 'Sjå høyringa',
    }),
  },
  E38reminder: {
    nb: ({ title, short, deadline, day, left }) => ({
      subject: `Kommunen har ikke svart på høringen ${short}, frist ${day}`,
      paragraphs: [
        `Vi har ikke fått svar fra kommunen på høringen ${title}.`,
        `Svarfristen går ut ${left}: ${deadline}.`,
        'Vil dere ikke svare, trenger dere ikke gjøre noe.',
      ],
      action: 'Se høringen',
    }),
    nn: ({ title, short, deadline, day, left }) => ({
      subject: `Kommunen har ikkje svara på høyringa ${short}, frist ${day}`,
      paragraphs: [
        `Vi har ikkje fått svar frå kommunen på høyringa ${title}.`,
        `Svarfristen går ut ${left}: ${deadline}.`,
        'Vil de ikkje svare, treng de ikkje gjere noko.',
      ],
      action: 'Sjå høyringa',
    }),
  },
  E38extended: {
    nb: ({ title, short, deadline, day, previousDeadline, reason }) => ({
      subject: `Ny svarfrist ${day} for høringen ${short}`,
      paragraphs: [
        `Vi har utsatt svarfristen for høringen ${title}.`,
        'Har kommunen alt svart, gjelder svaret fortsatt. Det kan endres fram til den nye fristen.',
      ],
      details: [
        ['Ny frist', deadline],
        ['Gammel frist', previousDeadline],
        ['Grunn', reason],
      ],
      action: 'Se høringen',
    }),
    nn: ({ title, short, deadline, day, previousDeadline, reason }) => ({
      subject: `Ny svarfrist ${day} for høyringa ${short}`,
      paragraphs: [
        `Vi har utsett svarfristen for høyringa ${title}.`,
        'Har kommunen alt svara, gjeld svaret framleis. Det kan endrast fram til den nye fristen.',
      ],
      details: [
        ['Ny frist', deadline],
        ['Gammal frist', previousDeadline],
        ['Grunn', reason],
      ],
      action: 'Sjå høyringa',
    }),
  },
  E38cancelled: {
    nb: ({ title, short, reason }) => ({
      subject: `Høringen ${short} er avlyst`,
      paragraphs: [`Vi har avlyst høringen ${title}.`, 'Dere trenger ikke gjøre noe.'],
      details: [['Grunn', reason]],
      action: 'Se høringen',
    }),
    nn: ({ title, short, reason }) => ({
      subject: `Høyringa ${short} er avlyst`,
      paragraphs: [`Vi har avlyst høyringa ${title}.`, 'De treng ikkje gjere noko.'],
      details: [['Grunn', reason]],
      action: 'Sjå høyringa',
    }),
  },
} satisfies EmailGroup;
