/** The chief executive’s approval where the mayor’s comes after it (decision 0018): from when it is given until the application is a draft again. */
import type { Prisma } from './generated/client.js';

export type FirstApproval = { actorId: string | null; deputyForId: string | null; at: Date };

/** Null where it is not given, or was given to what has been sent back, taken back or opened since. */
export async function firstApproval(db: Prisma.TransactionClient, processId: string): Promise<FirstApproval | null> {
  const last = await db.event.findFirst({
    where: {
      processId,
      OR: [{ name: 'approveLocally', toState: 'awaitingMayor' }, { toState: 'draft' }],
    },
    orderBy: { seq: 'desc' },
    select: { name: true, actorId: true, deputyForId: true, at: true },
  });
  return last?.name === 'approveLocally' ? last : null;
}
