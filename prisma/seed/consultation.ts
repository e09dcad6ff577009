/** Rogaland asks its municipalities what should count most in the round after the coming one. The questions belong to the demo. */
import { randomUUID } from 'node:crypto';
import { ask } from '../../activities/records/effects/consultation.js';
import { plant } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import { usualDue } from '../../domain/consultation/rules.js';

const questions = [
  {
    kind: 'agree',
    textNb: 'Bør prosjekter der flere kommuner samarbeider, gå foran andre?',
    textNn: 'Bør prosjekt der fleire kommunar samarbeider, gå framfor andre?',
  },
  {
    kind: 'agree',
    textNb: 'Bør «Klima og miljø» fortsatt være et prioritert område?',
    textNn: 'Bør «Klima og miljø» framleis vere eit prioritert område?',
  },
  {
    kind: 'text',
    textNb: 'Hva skal til for at andre kommuner kan ta i bruk det dere får til?',
    textNn: 'Kva skal til for at andre kommunar kan ta i bruk det de får til?',
  },
];

export async function seedConsultation(
  tx: Tx,
  { now, year, authorId }: { now: Date; year: number; authorId: string },
): Promise<void> {
  const id = randomUUID();
  const draft = { id, countyCodes: ['11'], dueAt: new Date(usualDue(now.getTime())) };
  await tx.consultation.create({
    data: {
      ...draft,
      countyGovernorCode: 'FMRO',
      titleNb: `Kriterier for prosjektskjønn i Rogaland ${year + 1}`,
      titleNn: `Kriterium for prosjektskjønn i Rogaland ${year + 1}`,
      textNb: `Før vi skriver utlysningen for ${year + 1}, vil vi høre hva kommunene mener bør telle mest.\n\nSvarene brukes når vi skriver utlysningen. De blir offentlige når fristen er ute.`,
      textNn: `Før vi skriv utlysinga for ${year + 1}, vil vi høyre kva kommunane meiner bør telje mest.\n\nSvara blir brukte når vi skriv utlysinga. Dei blir offentlege når fristen er ute.`,
      authorId,
      createdAt: now,
      questions: { create: questions.map((question, i) => ({ position: i + 1, ...question })) },
    },
  });
  const made = { kind: 'consultation' as const, subjectId: id, parentId: null, callId: null, countyGovernorCode: 'FMRO', municipalityCode: null, createdAt: now }; // prettier-ignore
  const processId = await plant(tx, { ...made, state: 'open', ladders: ['deadline'], why: 'seeded' });
  await ask(tx, draft, { id: `${processId}/seeded`, at: now });
}
