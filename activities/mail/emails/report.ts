import type { EmailGroup } from '../content.js';

/** E16–E19, E21–E23: a report from the day it is planned until it is public. */
export const reportEmails = {
  E16: {
    nb: ({ title, short, aReport, opens, deadline, dayAndYear }) => ({
      subject: `Rapport om ${short}, frist ${dayAndYear}`,
      paragraphs: [
        `Prosjektet ${title} skal levere ${aReport}.`,
        'Dere skriver og leverer rapporten i Prosjektskjønn. Vi sier fra når den åpner.',
      ],
      details: [
        ['Rapporten åpner', opens],
        ['Frist', deadline],
      ],
      action: 'Se rapporten',
    }),
    nn: ({ title, short, aReport, opens, deadline, dayAndYear }) => ({
      subject: `Rapport om ${short}, frist ${dayAndYear}`,
      paragraphs: [
        `Prosjektet ${title} skal levere ${aReport}.`,
        'De skriv og leverer rapporten i Prosjektskjønn. Vi seier frå når han opnar.',
      ],
      details: [
        ['Rapporten opnar', opens],
        ['Frist', deadline],
      ],
      action: 'Sjå rapporten',
    }),
  },
  E17: {
    nb: ({ title, short, theReport, deadline, day }) => ({
      subject: `Rapporten om ${short} er åpen, frist ${day}`,
      paragraphs: [`Dere kan nå skrive ${theReport} om prosjektet ${title}.`, `Fristen er ${deadline}.`],
      action: 'Skriv rapporten',
    }),
    nn: ({ title, short, theReport, deadline, day }) => ({
      subject: `Rapporten om ${short} er open, frist ${day}`,
      paragraphs: [`De kan no skrive ${theReport} om prosjektet ${title}.`, `Fristen er ${deadline}.`],
      action: 'Skriv rapporten',
    }),
  },
  E17reminder: {
    nb: ({ title, short, theReport, deadline, day, left }) => ({
      subject: `Rapporten om ${short} er ikke levert, frist ${day}`,
      paragraphs: [
        `Vi har ikke fått ${theReport} om prosjektet ${title}.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Trenger dere mer tid, kontakt oss før fristen.',
      ],
      action: 'Skriv rapporten',
    }),
    nn: ({ title, short, theReport, deadline, day, left }) => ({
      subject: `Rapporten om ${short} er ikkje levert, frist ${day}`,
      paragraphs: [
        `Vi har ikkje fått ${theReport} om prosjektet ${title}.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Treng de meir tid, kontakt oss før fristen.',
      ],
      action: 'Skriv rapporten',
    }),
  },
  E18: {
    nb: ({ title, short, theReport, received }) => ({
      subject: `Rapporten om ${short} er mottatt`,
      paragraphs: [
        `Vi har mottatt ${theReport} om prosjektet ${title}.`,
        'Nå vurderer vi rapporten. Dere får beskjed når vi er ferdige. Dere trenger ikke gjøre noe nå.',
      ],
      details: [['Mottatt', received]],
      action: 'Se rapporten',
    }),
    nn: ({ title, short, theReport, received }) => ({
      subject: `Rapporten om ${short} er motteken`,
      paragraphs: [
        `Vi har fått ${theReport} om prosjektet ${title}.`,
        'No vurderer vi rapporten. De får melding når vi er ferdige. De treng ikkje gjere noko no.',
      ],
      details: [['Motteken', received]],
      action: 'Sjå rapporten',
    }),
  },
  E19: {
    nb: ({ title, short, aReport, municipality, received }) => ({
      subject: `Rapport klar til vurdering: ${short}`,
      paragraphs: [
        `${municipality} har levert ${aReport} om prosjektet ${title}.`,
        'Rapporten bør være vurdert innen 30 arbeidsdager. Ellers får lederen beskjed.',
      ],
      details: [['Mottatt', received]],
      action: 'Vurder rapporten',
    }),
    nn: ({ title, short, aReport, municipality, received }) => ({
      subject: `Rapport klar til vurdering: ${short}`,
      paragraphs: [
        `${municipality} har levert ${aReport} om prosjektet ${title}.`,
        'Rapporten bør vere vurdert innan 30 arbeidsdagar. Elles får leiaren melding.',
      ],
      details: [['Motteken', received]],
      action: 'Vurder rapporten',
    }),
  },
  E21: {
    nb: ({ title, short, theReport, deadline, day, previousDeadline, reason }) => ({
      subject: `Ny frist ${day} for rapporten om ${short}`,
      paragraphs: [`Dere har fått ny frist for ${theReport} om prosjektet ${title}.`],
      details: [
        ['Ny frist', deadline],
        ['Gammel frist', previousDeadline],
        ['Grunn', reason],
      ],
      action: 'Skriv rapporten',
    }),
    nn: ({ title, short, theReport, deadline, day, previousDeadline, reason }) => ({
      subject: `Ny frist ${day} for rapporten om ${short}`,
      paragraphs: [`De har fått ny frist for ${theReport} om prosjektet ${title}.`],
      details: [
        ['Ny frist', deadline],
        ['Gammal frist', previousDeadline],
        ['Grunn', reason],
      ],
      action: 'Skriv rapporten',
    }),
  },
  E22: {
    nb: ({ title, short, theReport, deadline, day }) => ({
      subject: `Vi trenger mer i rapporten om ${short} innen ${day}`,
      paragraphs: [
        `Vi har lest ${theReport} om prosjektet ${title} og ber dere rette den. Kommentaren vår står ved rapporten.`,
        `Ny frist er ${deadline}.`,
      ],
      action: 'Rett rapporten',
    }),
    nn: ({ title, short, theReport, deadline, day }) => ({
      subject: `Vi treng meir i rapporten om ${short} innan ${day}`,
      paragraphs: [
        `Vi har lese ${theReport} om prosjektet ${title} og ber dykk rette han. Kommentaren vår står ved rapporten.`,
        `Ny frist er ${deadline}.`,
      ],
      action: 'Rett rapporten',
    }),
  },
  E23: {
    nb: ({ title, short, theReport }) => ({
      subject: `Rapporten om ${short} er ferdig behandlet`,
      paragraphs: [
        `Vi har godkjent ${theReport} om prosjektet ${title}. Den er nå offentlig, så andre kan lære av den.`,
        'Dere trenger ikke gjøre noe nå.',
      ],
      action: 'Se rapporten',
    }),
    nn: ({ title, short, theReport }) => ({
      subject: `Rapporten om ${short} er ferdig behandla`,
      paragraphs: [
        `Vi har godkjent ${theReport} om prosjektet ${title}. Han er no offentleg, så andre kan lære av han.`,
        'De treng ikkje gjere noko no.',
      ],
      action: 'Sjå rapporten',
    }),
  },
} satisfies EmailGroup;
