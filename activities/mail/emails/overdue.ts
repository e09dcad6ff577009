import type { WrittenForm } from '../../../domain/notices.js';
import type { EmailGroup } from '../content.js';

/** What each rung adds: who else is told, and what may follow (lifecycles.md R4). The highest reached counts. */
const rungs: readonly { fromDay: number; text: Readonly<Record<WrittenForm, string>> }[] = [
  {
    fromDay: 42,
    text: {
      nb: 'Leverer dere ikke, kan vi holde tilbake nye tildelinger eller kreve pengene tilbake.',
      nn: 'Leverer de ikkje, kan vi halde tilbake nye tildelingar eller krevje pengane tilbake.',
    },
  },
  {
    fromDay: 21,
    text: {
      nb: 'Vi har varslet alle i kommunen som har tilgang. Nå varsler vi kommunedirektøren og postmottaket. Har du ikke tilgang til Prosjektskjønn, be en kollega som har det, levere rapporten.',
      nn: 'Vi har varsla alle i kommunen som har tilgang. No varslar vi kommunedirektøren og postmottaket. Har du ikkje tilgang til Prosjektskjønn, be ein kollega som har det, levere rapporten.',
    },
  },
  {
    fromDay: 7,
    text: {
      nb: 'Dette varselet går til alle i kommunen som har tilgang.',
      nn: 'Dette varselet går til alle i kommunen som har tilgang.',
    },
  },
];

const rungOf = (days: number, form: WrittenForm): string[] =>
  rungs
    .filter((r) => days >= r.fromDay)
    .slice(0, 1)
    .map((r) => r.text[form]);

/** E20: the overdue ladder. */
export const overdueEmails = {
  E20: {
    nb: ({ title, short, theReport, deadline, day, stepDays }) => ({
      subject: `Rapporten om ${short} er ikke levert, fristen var ${day}`,
      paragraphs: [
        `Vi har ikke fått ${theReport} om prosjektet ${title}. Fristen gikk ut ${deadline}.`,
        'Dere kan fortsatt levere. Lever så snart dere kan, eller kontakt oss om en ny frist.',
        ...rungOf(stepDays, 'nb'),
      ],
      action: 'Skriv rapporten',
    }),
    nn: ({ title, short, theReport, deadline, day, stepDays }) => ({
      subject: `Rapporten om ${short} er ikkje levert, fristen var ${day}`,
      paragraphs: [
        `Vi har ikkje fått ${theReport} om prosjektet ${title}. Fristen gjekk ut ${deadline}.`,
        'De kan framleis levere. Lever så snart de kan, eller kontakt oss om ein ny frist.',
        ...rungOf(stepDays, 'nn'),
      ],
      action: 'Skriv rapporten',
    }),
  },
} satisfies EmailGroup;
