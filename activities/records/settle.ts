import { noticesOf } from '../../domain/ladder.js';
import { lifecycles } from '../../domain/lifecycles.js';
import { transitionOf, type Transition } from '../../domain/lifecycle.js';
import type { Recorded, Settled, SettleInput } from '../../workflows/messages.js';
import { effects } from './effects/index.js';
import { bringAbout } from './kernel.js';
import { callSettled, deadlineAt, later, lockProcess, type ProcessRow } from './process-row.js';
import type { RecordDeps } from './record.js';
import { lockRound } from './round.js';
import { inTransaction, type Tx } from './transaction.js';

const planVersion = (key: string): number => Number(/\/v(\d+)\/[^/]+$/.exec(key)?.[1] ?? 1);

/** A step of the application deadline is void when another version held at its instant. */
async function movedBy(tx: Tx, row: ProcessRow, input: SettleInput): Promise<boolean> {
  const follows = row.kind === 'grant' && ['deadline', 'localDeadline', 'registration'].includes(input.step.ladder);
  if (!follows) return false;
  const due = new Date(input.step.due);
  await callSettled(tx, row, due);
  return (await deadlineAt(tx, row.callId!, due)).version !== planVersion(input.step.key);
}

/**
 * Settles one step of a ladder, once (DESIGN rule 5). Under the locks it asks: is it time by our clock, did a command
 * received before it come first, does its deadline still hold? Then it fires, with everything it brings about.
 */
export async function settle({ prisma, settings }: RecordDeps, input: SettleInput): Promise<Settled> {
  return inTransaction(prisma, async (tx): Promise<Settled> => {
    const { step } = input;
    await lockRound(tx, input.processId, `due:${step.name}`);
    const row = await lockProcess(tx, input.processId);
    const seen = await alreadyRecorded(tx, step.key);
    if (seen) return { kind: 'fired', ...seen };
    const due = new Date(step.due);
    const [clock] = await tx.$queryRaw<{ early: boolean }[]>`select app_now() < ${due} as early`;
    if (clock!.early) throw later('the engine’s clock is ahead');
    if (await movedBy(tx, row, input)) {
      await tx.$executeRaw`update duty set status = 'dropped', note = 'moved' where key = ${step.key} and status = 'planned'`;
      await tx.$executeRaw`
        update process set "nextDueAt" = (select min("dueAt") from duty where "processId" = ${row.id} and status = 'planned')
        where id = ${row.id}`;
      return { kind: 'moved' };
    }
    const [older] = await tx.$queryRaw<unknown[]>`
      select 1 from command where "processId" = ${row.id} and status = 'pending' and "receivedAt" < ${due}
      and seq < ${input.beforeSeq ?? 2_147_483_647} limit 1`;
    if (older) return { kind: 'pending' };
    if (row.state !== input.state) throw later('memory and row differ');

    await tx.$executeRaw`update duty set status = 'done', "doneAt" = app_now() where key = ${step.key}`;
    for (const gaveWay of input.superseded) {
      await tx.$executeRaw`update duty set status = 'superseded', "doneAt" = app_now() where key = ${gaveWay.key}`;
    }
    const transition = stepTransition(row, input);
    const effectInput = {
      tx,
      row,
      cause: { id: step.key, at: due },
      name: transition.on,
      actorId: null,
      actorRole: 'system' as const,
      deputyForId: null,
      content: {},
      transition,
      settings,
    };
    const effect = (await effects[row.kind][transition.on]?.(effectInput)) ?? {};
    const facts = { step: step.name, ...effect.facts };
    if (step.type === 'deadline')
      return { kind: 'fired', ...(await bringAbout(effectInput, { ...effect, facts }, settings)) };
    const notices = noticesOf(row.kind, step);
    const task = notices.tasks?.[0]?.task ?? stepTask(input);
    return {
      kind: 'fired',
      ...(await bringAbout(effectInput, { ...effect, facts: { ...facts, task } }, settings, notices)),
    };
  });
}

/** What the reader of an E33 is asked to do when the step makes no task of its own. */
const stepTask = ({ step }: SettleInput): string | undefined =>
  ({ approval: 'callAwaitsApproval', clarification: 'clarificationUnanswered' })[step.ladder];

/** A deadline has a row in the lifecycle table; a reminder or escalation leaves the state as it is. */
function stepTransition(row: ProcessRow, { step }: SettleInput): Transition {
  if (step.type !== 'deadline') {
    return { id: step.ladder, on: `${step.ladder}:${step.name}`, from: [row.state], to: 'same', who: ['system'] };
  }
  const transition = transitionOf(lifecycles[row.kind], `due:${step.name}`, row.state);
  if (!transition) throw later(`no ${step.name} in ${row.state}`);
  return transition;
}

/** What a repeated activity answers: the result kept beside the cause. */
async function alreadyRecorded(tx: Tx, cause: string): Promise<Recorded | undefined> {
  const [event] = await tx.$queryRaw<{ result: Recorded }[]>`select result from event where cause = ${cause}`;
  return event?.result;
}
