import type { Kind, WaitsFor } from '../../domain/lifecycle.js';
import type { Ladders, StepType } from '../../domain/ladder.js';
import type { ProcessState } from '../../workflows/messages.js';
import { peopleOf, type ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** What a process must know of itself, from the rows alone: for a seed, an import, or an engine whose data is lost. */
export async function stateOf(tx: Tx, processId: string): Promise<Partial<ProcessState>> {
  const row = await tx.process.findUniqueOrThrow({ where: { id: processId } });
  const planned = await tx.duty.findMany({
    where: { processId, status: 'planned' },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  const ladders: Ladders = {};
  for (const { key, ladder, name, type, dueAt } of planned) {
    (ladders[ladder] ??= []).push({ key, ladder, name, type: type as StepType, due: dueAt.getTime() });
  }
  const kind = row.kind as Kind;
  const process = { ...row, kind, waitsFor: row.waitsFor as WaitsFor } satisfies ProcessRow;
  return {
    state: row.state,
    waitsFor: process.waitsFor,
    appliedSeq: row.appliedSeq,
    ladders,
    people: row.state === 'new' ? {} : await peopleOf(tx, process),
    final: row.final,
  };
}
