import type { Kind, WaitsFor } from '../domain/lifecycle.js';
import type { Ladders } from '../domain/ladder.js';
import type { StepType } from '../domain/steps.js';
import type { Prisma } from '../prisma/generated/client.js';
import { nameOf } from '../prisma/name.js';
import { peopleOf } from '../prisma/people.js';
import type { ProcessState } from '../workflows/messages.js';

export type StateFromRows = Pick<
  ProcessState,
  'state' | 'waitsFor' | 'appliedSeq' | 'ladders' | 'people' | 'final' | 'number'
>;

/** What a process must know of itself, from the rows alone: new, seeded, imported, or forgotten by an engine whose data is lost. */
export async function stateOf(tx: Prisma.TransactionClient, processId: string): Promise<StateFromRows> {
  const row = await tx.process.findUniqueOrThrow({ where: { id: processId } });
  const planned = await tx.duty.findMany({
    where: { processId, status: 'planned' },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  const ladders: Ladders = {};
  for (const { key, ladder, name, type, dueAt } of planned) {
    (ladders[ladder] ??= []).push({ key, ladder, name, type: type as StepType, due: dueAt.getTime() });
  }
  const process = { ...row, kind: row.kind as Kind };
  const { number } = await nameOf(tx, process);
  return {
    state: row.state,
    waitsFor: row.waitsFor as WaitsFor,
    appliedSeq: row.appliedSeq,
    ladders,
    people: row.state === 'new' ? {} : await peopleOf(tx, process),
    final: row.final,
    ...(number ? { number } : {}),
  };
}
