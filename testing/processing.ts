/** Processes without an engine: received commands and due steps are recorded as a worker would, for tests of the web at any instant. */
import { record } from '../activities/records/record.js';
import { settle } from '../activities/records/settle.js';
import type { StepType } from '../domain/steps.js';
import type { Kind } from '../domain/lifecycle.js';
import type { ActorRole } from '../domain/roles.js';
import type { PrismaClient } from '../prisma/generated/client.js';

const settings = { baseUrl: 'http://localhost:3000' };

/** Commands in order, each after the steps that fell due before it was received; then the steps due by the shown clock. */
export async function process(prisma: PrismaClient, processId: string): Promise<void> {
  for (;;) {
    const [clock] = await prisma.$queryRaw<{ now: Date }[]>`select app_now() as now`;
    const row = await prisma.process.findUniqueOrThrow({ where: { id: processId } });
    const kind = row.kind as Kind;
    const [command] = await prisma.command.findMany({
      where: { processId, status: 'pending' },
      orderBy: { seq: 'asc' },
      take: 1,
    });
    const [duty] = await prisma.duty.findMany({
      where: { processId, status: 'planned', dueAt: { lte: command?.receivedAt ?? clock!.now } },
      orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
      take: 1,
    });
    if (duty) {
      const step = { ...duty, type: duty.type as StepType, due: duty.dueAt.getTime() };
      await settle({ prisma, settings }, { processId, kind, step, superseded: [], state: row.state, beforeSeq: command?.seq ?? null }); // prettier-ignore
    } else if (command) {
      const { id, seq, name, receivedAt, actorId, actorRole, deputyForId } = command;
      const message = { id, seq, name, receivedAt: receivedAt.getTime(), actorId, actorRole: actorRole as ActorRole, deputyForId }; // prettier-ignore
      await record({ prisma, settings }, { processId, kind, command: message, state: row.state, refusal: null });
    } else return;
  }
}
