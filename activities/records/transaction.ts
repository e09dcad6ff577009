import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';

export type Tx = Prisma.TransactionClient;

/** One transaction at READ COMMITTED. Lock waits are short; the limit only frees a connection that is stuck. */
export async function inTransaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma.$transaction(work, { timeout: 15_000, maxWait: 10_000 });
}
