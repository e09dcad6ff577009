import type { EmailGroup } from '../content.js';

/** E3, E4, E9, E11: from draft to receipt. */
export const applicationEmails = {
  E3: {
    nb: ({ title, short, deadline, day, left, stands }) => ({
      subject: stands
        ? `Rettelsene i ${short} er ikke sendt, frist ${day}`
        : `Søknaden ${short} er ikke sendt, frist ${day}`,
      paragraphs: [
        stands
          ? `Søknaden ${title} er åpnet for retting, og rettelsene er ikke sendt inn.`
          : `Søknaden ${title} er et utkast og er ikke sendt inn.`,
        stands
          ? `Fristen går ut ${left}: ${deadline}. Sender dere ikke inn på nytt, gjelder det dere sendte inn før.`
          : `Fristen går ut ${left}: ${deadline}. Et utkast som ikke er sendt inn da, blir ikke vurdert.`,
        'Alt dere har skrevet, er lagret.',
      ],
      action: 'Fortsett på søknaden',
    }),
    nn: ({ title, short, deadline, day, left, stands }) => ({
      subject: stands
        ? `Rettingane i ${short} er ikkje sende inn, frist ${day}`
        : `Søknaden ${short} er ikkje send inn, frist ${day}`,
      paragraphs: [
        stands
          ? `Søknaden ${title} er opna for retting, og rettingane er ikkje sende inn.`
          : `Søknaden ${title} er eit utkast og er ikkje send inn.`,
        stands
          ? `Fristen går ut ${left}: ${deadline}. Sender de ikkje inn på nytt, gjeld det de sende inn før.`
          : `Fristen går ut ${left}: ${deadline}. Eit utkast som ikkje er sendt inn då, blir ikkje vurdert.`,
        'Alt de har skrive, er lagra.',
      ],
      action: 'Hald fram med søknaden',
    }),
  },
  E4: {
    nb: ({ title, short, deadline }) => ({
      subject: `Fristen gikk ut for utkastet ${short}`,
      paragraphs: [
        `Fristen gikk ut ${deadline}. Utkastet ${title} var ikke sendt inn og blir ikke vurdert.`,
        'Utkastet er lagret. Blir fristen utsatt, får dere beskjed og kan sende det inn.',
        'Har dere en grunn til at den ikke kom i tide, kan dere gjøre den ferdig og be oss vurdere den likevel.',
      ],
      action: 'Se utkastet',
    }),
    nn: ({ title, short, deadline }) => ({
      subject: `Fristen gjekk ut for utkastet ${short}`,
      paragraphs: [
        `Fristen gjekk ut ${deadline}. Utkastet ${title} var ikkje sendt inn og blir ikkje vurdert.`,
        'Utkastet er lagra. Blir fristen utsett, får de melding og kan sende det inn.',
        'Har de ein grunn til at han ikkje kom i tide, kan de gjere han ferdig og be oss vurdere han likevel.',
      ],
      action: 'Sjå utkastet',
    }),
  },
  E9: {
    nb: ({ title, short, reference, received, amount, deadline }) => ({
      subject: `Søknaden ${short} er mottatt, referanse ${reference}`,
      paragraphs: [
        `Vi har mottatt søknaden ${title}.`,
        `Dere kan rette søknaden fram til fristen, ${deadline}.`,
        'Etter fristen får søknaden saksnummer og saksbehandler.',
        'Dere får først et foreløpig svar som sier når avgjørelsen kan ventes. Vi sier fra på e-post når det kommer brev.',
      ],
      details: [
        ['Referanse', reference],
        ['Mottatt', received],
        ['Søknadsbeløp', amount],
      ],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, reference, received, amount, deadline }) => ({
      subject: `Søknaden ${short} er motteken, referanse ${reference}`,
      paragraphs: [
        `Vi har fått søknaden ${title}.`,
        `De kan rette søknaden fram til fristen, ${deadline}.`,
        'Etter fristen får søknaden saksnummer og saksbehandlar.',
        'De får først eit førebels svar som seier når avgjerda kan ventast. Vi seier frå på e-post når det kjem brev.',
      ],
      details: [
        ['Referanse', reference],
        ['Motteken', received],
        ['Søknadsbeløp', amount],
      ],
      action: 'Sjå søknaden',
    }),
  },
  E11: {
    nb: ({ title, short, reference }) => ({
      subject: `Søknaden ${short} er trukket`,
      paragraphs: [
        `Søknaden ${title} er trukket. Vi behandler den ikke videre.`,
        'Dere trenger ikke gjøre noe nå. Har ingen hos dere trukket søknaden, kontakt oss.',
      ],
      details: [['Referanse', reference]],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, reference }) => ({
      subject: `Søknaden ${short} er trekt`,
      paragraphs: [
        `Søknaden ${title} er trekt. Vi behandlar han ikkje vidare.`,
        'De treng ikkje gjere noko no. Har ingen hos dykk trekt søknaden, kontakt oss.',
      ],
      details: [['Referanse', reference]],
      action: 'Sjå søknaden',
    }),
  },
} satisfies EmailGroup;
