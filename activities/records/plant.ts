import { lifecycles } from '../../domain/lifecycles.js';
import { createProcessRow, type NewProcess } from '../../prisma/process-rows.js';
import { startLadders } from './plan.js';
import { lockProcess } from './process-row.js';
import type { Tx } from './transaction.js';

export type Planted = NewProcess & { state: string; ladders: readonly string[]; why: 'seeded' | 'imported' };

/**
 * A process that begins in the middle of its life: row, plan and one event that says why. Duties before this instant are recorded as
 * skipped. Answers its id; `startProcess` with `stateOf` makes it run.
 */
export async function plant(tx: Tx, planted: Planted): Promise<string> {
  const { state, ladders, why, ...made } = planted;
  const at = made.createdAt;
  const id = await createProcessRow(tx, made);
  const row = await lockProcess(tx, id);
  await startLadders({ tx, row, at }, ladders);
  await tx.$executeRaw`
    insert into event ("processId", seq, cause, name, "fromState", "toState", "actorRole", at, "doneAt", result)
    values (${id}, 1, ${`${id}/${why}`}, ${why}, 'new', ${state}, 'system', ${at}, app_now(), '{}'::jsonb)`;
  await tx.$executeRaw`
    update process set state = ${state}, "waitsFor" = ${lifecycles[made.kind].waitsFor[state] ?? 'nobody'}, "eventSeq" = 1,
      "nextDueAt" = (select min("dueAt") from duty where "processId" = ${id} and status = 'planned')
    where id = ${id}`;
  return id;
}
