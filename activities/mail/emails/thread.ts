import type { EmailGroup } from '../content.js';

/** E32: messages about a case. None of them tells what a message says. */
export const threadEmails = {
  E32: {
    nb: ({ title, short }) => ({
      subject: `Ny melding om ${short}`,
      paragraphs: [`Vi har skrevet til dere om ${title}. Meldingen ligger i Prosjektskjønn.`],
      action: 'Les meldingen',
    }),
    nn: ({ title, short }) => ({
      subject: `Ny melding om ${short}`,
      paragraphs: [`Vi har skrive til dykk om ${title}. Meldinga ligg i Prosjektskjønn.`],
      action: 'Les meldinga',
    }),
  },
  E32office: {
    nb: ({ title, short, municipality }) => ({
      subject: `Ny melding om ${short}`,
      paragraphs: [`${municipality} har skrevet til oss om ${title}.`, 'Svar innen fem arbeidsdager.'],
      action: 'Les og svar',
    }),
    nn: ({ title, short, municipality }) => ({
      subject: `Ny melding om ${short}`,
      paragraphs: [`${municipality} har skrive til oss om ${title}.`, 'Svar innan fem arbeidsdagar.'],
      action: 'Les og svar',
    }),
  },
  E32reminder: {
    nb: ({ title, short, municipality, stepDays }) => ({
      subject: `Meldingen om ${short} venter på svar`,
      paragraphs: [
        `${municipality} skrev til oss om ${title} for ${stepDays} arbeidsdager siden og har ikke fått svar.`,
        stepDays < 5 ? 'Svar innen fem arbeidsdager etter at meldingen kom.' : 'Svarfristen er i dag.',
      ],
      action: 'Les og svar',
    }),
    nn: ({ title, short, municipality, stepDays }) => ({
      subject: `Meldinga om ${short} ventar på svar`,
      paragraphs: [
        `${municipality} skreiv til oss om ${title} for ${stepDays} arbeidsdagar sidan og har ikkje fått svar.`,
        stepDays < 5 ? 'Svar innan fem arbeidsdagar etter at meldinga kom.' : 'Svarfristen er i dag.',
      ],
      action: 'Les og svar',
    }),
  },
  E32closed: {
    nb: ({ title, short }) => ({
      subject: `Samtalen om ${short} er avsluttet`,
      paragraphs: [
        `Vi har avsluttet en samtale med dere om ${title}. Meldingene kan fortsatt leses.`,
        'Har dere mer å spørre om, skriv en ny melding.',
      ],
      action: 'Les samtalen',
    }),
    nn: ({ title, short }) => ({
      subject: `Samtalen om ${short} er avslutta`,
      paragraphs: [
        `Vi har avslutta ein samtale med dykk om ${title}. Meldingane kan framleis lesast.`,
        'Har de meir å spørje om, skriv ei ny melding.',
      ],
      action: 'Les samtalen',
    }),
  },
} satisfies EmailGroup;
