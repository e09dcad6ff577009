import type { PrismaClient } from '../../prisma/generated/client.js';
import type { ActorRole } from '../../domain/roles.js';
import type { CommandMessage } from '../../workflows/messages.js';

/** The commands of a process that are received and not yet applied, in order. */
export async function pendingCommands(
  prisma: PrismaClient,
  input: { processId: string; after: number },
): Promise<CommandMessage[]> {
  const rows = await prisma.command.findMany({
    where: { processId: input.processId, status: 'pending', seq: { gt: input.after } },
    orderBy: { seq: 'asc' },
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    name: row.name,
    receivedAt: row.receivedAt.getTime(),
    actorId: row.actorId,
    actorRole: row.actorRole as ActorRole,
    deputyForId: row.deputyForId,
  }));
}
