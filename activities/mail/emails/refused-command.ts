import { commandTexts, isKnownCommand, refusalTexts } from '../refusal-texts.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { EmailContent, EmailGroup } from '../content.js';
import type { Words } from '../words.js';

const words = {
  nb: {
    subject: (short: string) => `Det du sendte om ${short}, ble ikke utført`,
    lead: (title: string) => `Vi mottok det du sendte om ${title}, men kunne ikke utføre det.`,
    labels: ['Du sendte', 'Mottatt', 'Hvorfor', 'Gjør dette nå'],
    action: 'Se hva du kan gjøre',
  },
  nn: {
    subject: (short: string) => `Det du sende om ${short}, vart ikkje utført`,
    lead: (title: string) => `Vi fekk det du sende om ${title}, men kunne ikkje utføre det.`,
    labels: ['Du sende', 'Motteke', 'Kvifor', 'Gjer dette no'],
    action: 'Sjå kva du kan gjere',
  },
} as const;

function tell({ title, short, command, refusal, received }: Words, form: WrittenForm): EmailContent {
  if (!isKnownCommand(command)) throw new Error(`E37 has no text for the command ${command}`);
  const { subject, lead, labels, action } = words[form];
  const { why, next } = refusalTexts[refusal][form];
  const values = [commandTexts[command][form], received, why, next] as const;
  return {
    subject: subject(short),
    paragraphs: [lead(title)],
    details: labels.map((label, i) => [label, values[i]!] as const),
    action,
  };
}

/** E37: received, but not carried out (DESIGN rule 1). */
export const refusedCommandEmails = {
  E37: { nb: (w) => tell(w, 'nb'), nn: (w) => tell(w, 'nn') },
} satisfies EmailGroup;
