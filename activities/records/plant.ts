import { lifecycles } from '../../domain/lifecycles.js';
import type { TaskOrder } from '../../domain/lifecycle.js';
import { createProcessRow, type NewProcess } from '../../prisma/process-rows.js';
import { matterOf } from './matter.js';
import { taskRows } from './notices.js';
import { startLadders } from './plan.js';
import { lockProcess } from './process-row.js';
import type { Tx } from './transaction.js';

export type Planted = NewProcess & {
  state: string;
  ladders: readonly string[];
  /** What somebody has to do in that state. */
  tasks?: readonly TaskOrder[];
  why: 'seeded' | 'imported';
};

/**
 * A process that begins in the middle of its life: row, plan, tasks and one event that says why. Duties before this instant are recorded
 * as skipped, with the same reason. One whose state is the end of its life is final and never runs. Answers its id; `startProcess`
 * makes it run.
 */
export async function plant(tx: Tx, planted: Planted): Promise<string> {
  const { state, ladders, tasks = [], why, ...made } = planted;
  const at = made.createdAt;
  const id = await createProcessRow(tx, made);
  const row = await lockProcess(tx, id);
  const { waitsFor, transitions } = lifecycles[made.kind];
  const final = transitions.some((transition) => transition.final && transition.to === state);
  await startLadders({ tx, row, at }, ladders);
  await tx.duty.updateMany({ where: { processId: id, status: 'skipped' }, data: { note: why } });
  if (tasks.length > 0) {
    const cause = { id: `${id}/${why}`, at };
    await tx.task.createMany({
      data: taskRows({ tx, row, cause, matter: await matterOf(tx, row), facts: {}, letterId: null }, tasks),
    });
  }
  await tx.$executeRaw`
    insert into event ("processId", seq, cause, name, "fromState", "toState", "actorRole", at, "doneAt", result)
    values (${id}, 1, ${`${id}/${why}`}, ${why}, 'new', ${state}, 'system', ${at}, app_now(), '{}'::jsonb)`;
  await tx.$executeRaw`
    update process set state = ${state}, "waitsFor" = ${waitsFor[state] ?? 'nobody'}, "eventSeq" = 1, final = ${final},
      "nextDueAt" = (select min("dueAt") from duty where "processId" = ${id} and status = 'planned')
    where id = ${id}`;
  return id;
}
