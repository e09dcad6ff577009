import { processIdOf } from '../../domain/lifecycles.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { createProcessRow } from '../../prisma/process-rows.js';

/** The row of a person’s process, made with the first command that needs it. */
export const ensurePerson =
  (personId: string) =>
  async (tx: Prisma.TransactionClient, createdAt: Date): Promise<void> => {
    const id = processIdOf('person', personId);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    if (await tx.process.findUnique({ where: { id }, select: { id: true } })) return;
    await createProcessRow(tx, { kind: 'person', subjectId: personId, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt }); // prettier-ignore
  };
