/** A municipality’s answer while it is written: saved question by question, merged with a colleague’s, and read by nobody else. */
import type { Reply } from '../../../domain/consultation/form.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, PrismaClient } from '../../../prisma/generated/client.js';
import { canonical } from '../../../prisma/process-rows.js';
import { merge, type Drawn } from '../../applications/merge.js';
import type { ConsultationRow } from '../consultation.js';
import { answersOf } from '../reading.js';

type Tx = Prisma.TransactionClient;
/** By the number of the question, each of them. */
export type Replies = Record<string, Pick<Reply, 'choice' | 'text'>>;
type Questions = ConsultationRow['questions'];
type Of = { consultationId: string; municipalityCode: string };

const savedBy = { select: { id: true, firstName: true, lastName: true } } as const;

export const draftOf = (prisma: PrismaClient | Tx, of: Of) =>
  prisma.consultationDraft.findUnique({ where: { consultationId_municipalityCode: of }, include: { savedBy } });
export type AnswerDraft = NonNullable<Awaited<ReturnType<typeof draftOf>>>;

export function repliesOf(questions: Questions, replies: readonly Reply[]): Replies {
  const entries = questions.map(({ position }) => {
    const reply = replies.find((one) => one.position === position);
    return [String(position), { choice: reply?.choice ?? null, text: reply?.text ?? '' }];
  });
  return Object.fromEntries(entries) as Replies;
}

export const listOf = (replies: Replies): Reply[] =>
  Object.entries(replies).map(([position, reply]) => ({ position: Number(position), ...reply }));

/** What the form goes on from: the draft, else the answer that counts, else nothing. */
export const goesOnFrom = (questions: Questions, draft: Pick<AnswerDraft, 'replies'> | null, sent: readonly Reply[]) =>
  repliesOf(questions, draft ? listOf(draft.replies as Replies) : sent);

export type SaveDraft = Of & { questions: Questions; mine: Replies; drawn: Drawn; at: Date; actorId: string };
/** `replies` as they are now; those of `clashes` are the colleague’s. */
export type SavedDraft = { replies: Replies; clashes: string[] };

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** One transaction; the process’s row is shared, so that many municipalities write at once and a sending is not crossed. */
export async function saveDraft(
  prisma: PrismaClient,
  { questions, mine, drawn, at, actorId, ...of }: SaveDraft,
): Promise<SavedDraft> {
  return prisma.$transaction(async (tx) => {
    const { consultationId, municipalityCode } = of;
    const processId = processIdOf('consultation', consultationId);
    await tx.$executeRaw`select 1 from process where id = ${processId} for share`;
    await tx.$executeRaw`select 1 from consultation_municipality
      where "consultationId" = ${consultationId}::uuid and "municipalityCode" = ${municipalityCode} for no key update`;
    const draft = await draftOf(tx, of);
    const [newest] = await answersOf(tx, consultationId, municipalityCode);
    const sent = (newest?.replies ?? []) as Reply[];
    const current = goesOnFrom(questions, draft, sent);
    const { accepted, clashes } = merge(current, mine, drawn);
    const replies = { ...current, ...accepted } as Replies;
    // What says the same as what is sent is no draft.
    if (isSame(replies, repliesOf(questions, sent))) await tx.consultationDraft.deleteMany({ where: of });
    else if (!isSame(replies, current))
      await tx.consultationDraft.upsert({
        where: { consultationId_municipalityCode: of },
        create: { ...of, replies, savedById: actorId, savedAt: at },
        update: { replies, savedById: actorId, savedAt: at },
      });
    return { replies, clashes };
  });
}
