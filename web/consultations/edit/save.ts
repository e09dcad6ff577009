/** The draft of a consultation is content: the web writes it (DESIGN rule 8), only at the version the form was drawn from. */
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import type { Content } from './parse.js';

type Tx = Prisma.TransactionClient;

/** Somebody else was first. */
export class ChangedMeanwhile extends Error {}

const rows = (questions: Content['questions']) => questions.map((question, i) => ({ position: i + 1, ...question }));

export type NewDraft = { id: string; countyGovernorCode: string; authorId: string; createdAt: Date; content: Content };

export async function createDraft(tx: Tx, { content, ...made }: NewDraft): Promise<void> {
  const { questions, ...texts } = content;
  await tx.consultation.create({ data: { ...made, ...texts, questions: { create: rows(questions) } } });
}

/** Throws ChangedMeanwhile, and changes nothing, when the draft is at another version or has been sent out. */
export async function saveDraft(tx: Tx, id: string, version: number, content: Content): Promise<void> {
  const { questions, ...texts } = content;
  // Under the process row’s lock, as a command is received: one that sends it out freezes it.
  const processId = processIdOf('consultation', id);
  await tx.$executeRaw`select 1 from process where id = ${processId} for update`;
  const leaving = { processId, status: 'pending', name: { in: ['sendOut', 'cancel'] } };
  if ((await tx.command.count({ where: leaving })) > 0) throw new ChangedMeanwhile();
  const { count } = await tx.consultation.updateMany({
    where: { id, version, openedAt: null, cancelledAt: null },
    data: { ...texts, version: version + 1 },
  });
  if (count === 0) throw new ChangedMeanwhile();
  await tx.consultationQuestion.deleteMany({ where: { consultationId: id } });
  await tx.consultationQuestion.createMany({
    data: rows(questions).map((question) => ({ consultationId: id, ...question })),
  });
}
