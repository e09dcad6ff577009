import { localDate } from '../../../domain/calendar/index.js';
import type { Effect, EffectOf } from '../kernel.js';
import type { Tx } from '../transaction.js';
import { headRows, letterHead } from '../../../prisma/letter-facts.js';
import { orderLetter } from './letter.js';

/** Of these grants, those whose application has had its interim reply. */
export async function repliedTo(tx: Tx, processIds: readonly string[]): Promise<ReadonlySet<string>> {
  const letters = await tx.letter.findMany({
    where: { processId: { in: [...processIds] }, kind: 'L2' },
    select: { processId: true },
  });
  return new Set(letters.map((letter) => letter.processId));
}

/** L2, fvl. § 11 a: when the assessment begins or a month after sending in, whichever comes first; once per application. */
export const interimReply: EffectOf = async (input): Promise<Effect> => {
  const { tx, row, cause } = input;
  if ((await repliedTo(tx, [row.id])).size > 0) return { refusal: 'superseded' };
  const application = await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, include: headRows });
  const letterId = await orderLetter(input, {
    ...(await letterHead(tx, application, cause.at.getTime())),
    kind: 'L2',
    registered: application.caseNumber !== null,
    receivedAt: (application.submittedAt ?? application.savedAt).getTime(),
    deadline: application.call.deadline.getTime(),
    expectedOn: localDate(application.call.expectedDecisionOn.getTime()),
  });
  return { letterIds: [letterId] };
};
