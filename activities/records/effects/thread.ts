import { message } from '../../../domain/thread/form.js';
import type { EffectOf } from '../kernel.js';

/** C.5: the message stands in the thread from the instant it was received. */
const write =
  (side: 'municipality' | 'governor'): EffectOf =>
  async ({ tx, row, cause, actorId, content }) => {
    const { text } = message.parse(content);
    await tx.message.create({
      data: { threadId: row.subjectId, position: row.eventSeq + 1, side, authorId: actorId!, at: cause.at, text },
    });
    return {};
  };

/** The municipality is told when the Governor closes: it may have waited for an answer. */
const close: EffectOf = ({ actorRole }) =>
  Promise.resolve(
    ['caseOfficer', 'leader'].includes(actorRole)
      ? { emails: [{ email: 'E32closed', to: ['municipalityUsers'] }] }
      : {},
  );

export const threadEffects: Record<string, EffectOf> = {
  writeToGovernor: write('municipality'),
  writeToMunicipality: write('governor'),
  close,
};
