/** What is sent is what the page showed: sending in and saving take the same lock. */
import type { Prisma } from '../../../prisma/generated/client.js';

/** The draft was saved by somebody between the page and its button. */
export class DraftMoved extends Error {}

export const unchanged =
  (applicationId: string, version: number, processId: string) => async (tx: Prisma.TransactionClient) => {
    await tx.$queryRaw`select 1 from process where id = ${processId} for update`;
    const current = await tx.application.findUniqueOrThrow({ where: { id: applicationId }, select: { version: true } });
    if (current.version !== version) throw new DraftMoved();
  };
