import { randomUUID } from 'node:crypto';
import type { LetterFacts } from '../../../domain/notices.js';
import type { EffectInput } from '../kernel.js';

/** Freezes all a letter says (DESIGN rule 11), once per cause and kind. Answers its id; the process then has it made. */
export async function orderLetter({ tx, row, cause }: EffectInput, facts: LetterFacts): Promise<string> {
  const id = randomUUID();
  await tx.letter.create({
    data: {
      id,
      // The announcement is made in both written forms.
      key: `${cause.id}/${facts.kind}${facts.kind === 'L1' ? `/${facts.language}` : ''}`,
      processId: row.id,
      kind: facts.kind,
      language: facts.language,
      municipalityCode: row.municipalityCode,
      facts,
      at: cause.at,
    },
  });
  return id;
}
