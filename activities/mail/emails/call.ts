import type { LocalApproval } from '../../../domain/call/parameters.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { EmailGroup } from '../content.js';

/** D-8: that others in the municipality come first, and need time for it. */
const approval = {
  nb: {
    none: [],
    chiefExecutive: ['Kommunedirektøren må godkjenne søknaden i Prosjektskjønn før fristen. Sett av tid til det.'],
    chiefExecutiveAndMayor: [
      'Kommunedirektøren og så ordføreren må godkjenne søknaden i Prosjektskjønn før fristen. Sett av tid til det.',
    ],
  },
  nn: {
    none: [],
    chiefExecutive: ['Kommunedirektøren må godkjenne søknaden i Prosjektskjønn før fristen. Set av tid til det.'],
    chiefExecutiveAndMayor: [
      'Kommunedirektøren og så ordføraren må godkjenne søknaden i Prosjektskjønn før fristen. Set av tid til det.',
    ],
  },
} as const satisfies Record<WrittenForm, Record<LocalApproval, readonly string[]>>;

/** E1, E2, E3none, E6: the call and its deadline. */
export const callEmails = {
  E1: {
    nb: ({ office, title, short, deadline, day, announcement, localApproval }) => ({
      subject: `Søk om midler fra ${short}, frist ${day}`,
      paragraphs: [
        `${office} har åpnet utlysningen ${title}. Kommunen kan søke nå.`,
        `Fristen er ${deadline}.`,
        ...approval.nb[localApproval],
        'I utlysningen står rammen, kravene, kriteriene og hvem dere kan spørre.',
      ],
      details: [['Kunngjøringen (PDF)', announcement]],
      action: 'Se utlysningen',
    }),
    nn: ({ office, title, short, deadline, day, announcement, localApproval }) => ({
      subject: `Søk om midlar frå ${short}, frist ${day}`,
      paragraphs: [
        `${office} har opna utlysinga ${title}. Kommunen kan søkje no.`,
        `Fristen er ${deadline}.`,
        ...approval.nn[localApproval],
        'I utlysinga står ramma, krava, kriteria og kven de kan spørje.',
      ],
      details: [['Kunngjeringa (PDF)', announcement]],
      action: 'Sjå utlysinga',
    }),
  },
  E2: {
    nb: ({ title, short, deadline, day, previousDeadline, reason, answerByIfAny }) => ({
      subject: `Ny søknadsfrist ${day} for ${short}`,
      paragraphs: [
        `Vi har utsatt søknadsfristen for utlysningen ${title}.`,
        'Et utkast kan sendes inn fram til den nye fristen, også et som ikke ble sendt inn i tide.',
        'Er søknaden alt sendt inn, gjelder den fortsatt. Den kan rettes fram til den nye fristen, hvis vi ikke har begynt å vurdere den.',
      ],
      details: [
        ['Ny frist', deadline],
        ['Gammel frist', previousDeadline],
        ['Grunn', reason],
        ...(answerByIfAny ? [['Svar ventes innen', answerByIfAny] as const] : []),
      ],
      action: 'Se utlysningen',
    }),
    nn: ({ title, short, deadline, day, previousDeadline, reason, answerByIfAny }) => ({
      subject: `Ny søknadsfrist ${day} for ${short}`,
      paragraphs: [
        `Vi har utsett søknadsfristen for utlysinga ${title}.`,
        'Eit utkast kan sendast inn fram til den nye fristen, også eit som ikkje vart sendt inn i tide.',
        'Er søknaden alt send inn, gjeld han framleis. Han kan rettast fram til den nye fristen, dersom vi ikkje har byrja å vurdere han.',
      ],
      details: [
        ['Ny frist', deadline],
        ['Gammal frist', previousDeadline],
        ['Grunn', reason],
        ...(answerByIfAny ? [['Svar er venta innan', answerByIfAny] as const] : []),
      ],
      action: 'Sjå utlysinga',
    }),
  },
  E3none: {
    nb: ({ title, short, deadline, day, left }) => ({
      subject: `Ingen søknad ennå til ${short}, frist ${day}`,
      paragraphs: [
        `Utlysningen ${title} er åpen. Kommunen har ikke begynt på en søknad og er ikke med i en søknad fra andre.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Skal dere ikke søke, trenger dere ikke gjøre noe.',
      ],
      action: 'Se utlysningen',
    }),
    nn: ({ title, short, deadline, day, left }) => ({
      subject: `Ingen søknad enno til ${short}, frist ${day}`,
      paragraphs: [
        `Utlysinga ${title} er open. Kommunen har ikkje byrja på ein søknad og er ikkje med i ein søknad frå andre.`,
        `Fristen går ut ${left}: ${deadline}.`,
        'Skal de ikkje søkje, treng de ikkje gjere noko.',
      ],
      action: 'Sjå utlysinga',
    }),
  },
  E6: {
    nb: ({ title, short, reason }) => ({
      subject: `Utlysningen for ${short} er avlyst`,
      paragraphs: [
        `Vi har avlyst utlysningen som søknaden ${title} hører til. Søknaden blir ikke vurdert.`,
        'Dere trenger ikke gjøre noe nå.',
      ],
      details: [['Grunn', reason]],
      action: 'Se søknaden',
    }),
    nn: ({ title, short, reason }) => ({
      subject: `Utlysinga for ${short} er avlyst`,
      paragraphs: [
        `Vi har avlyst utlysinga som søknaden ${title} høyrer til. Søknaden blir ikkje vurdert.`,
        'De treng ikkje gjere noko no.',
      ],
      details: [['Grunn', reason]],
      action: 'Sjå søknaden',
    }),
  },
} satisfies EmailGroup;
