/** Two officers of the ministry let all others in: one proposes, the other confirms (U5). Below two nobody could be let in. */
import type { Prisma } from './generated/client.js';

export const MINISTRY_OFFICERS = 2;

/** How many officers of the ministry count now and are awake, without this right. */
export const ministryOfficers = (tx: Prisma.TransactionClient, without?: string): Promise<number> =>
  tx.roleGrant.count({
    where: {
      role: 'ministryOfficer',
      state: 'active',
      deputyForId: null,
      person: { dormantSince: null },
      ...(without ? { id: { not: without } } : {}),
    },
  });

/** Two at once take turns until the transaction ends. */
export async function lockMinistry(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('first administrator', 0))`;
}
