import { ZodError } from 'zod';
import { lifecycles } from '../../domain/lifecycles.js';
import type { Refusal } from '../../domain/errors.js';
import { allowedCommands, judge, transitionOf } from '../../domain/lifecycle.js';
import type { ActorRole } from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { Recorded, RecordInput } from '../../workflows/messages.js';
import { effects } from './effects/index.js';
import { bringAbout, type Effect, type EffectInput } from './kernel.js';
import { matterOf } from './matter.js';
import { emailRows, taskRows, type Cause, type NoticeSettings } from './notices.js';
import { peopleOf } from '../../prisma/people.js';
import { callSettled, later, lockProcess, type ProcessRow } from './process-row.js';
import { lockRound } from './round.js';
import { inTransaction, type Tx } from './transaction.js';

type CommandRow = {
  id: string;
  seq: number;
  name: string;
  actorId: string | null;
  actorRole: ActorRole;
  deputyForId: string | null;
  content: unknown;
  receivedAt: Date;
  status: string;
  refusal: Refusal | null;
  /** The answer of an earlier attempt, if it was applied. */
  result: Recorded | null;
};

export type RecordDeps = { prisma: PrismaClient; settings: NoticeSettings };

/** Commands whose outcome depends on the call’s deadline wait for an extension received before them. */
const judgedByDeadline: readonly string[] = ['submit', 'sendForLocalApproval', 'approveLocally', 'submitLate', 'reopen', 'create']; // prettier-ignore

/** Those by which an application comes in: when one is refused, the officers are told too. */
const submissions: readonly string[] = ['submit', 'approveLocally', 'submitLate'];

/**
 * Applies or refuses one command, once: database guards, state, event, e-mails, letters, tasks, derived commands and the plan in one
 * transaction. A refusal is a value; only “not yet” throws, and is tried again for ever.
 */
export async function record({ prisma, settings }: RecordDeps, input: RecordInput): Promise<Recorded> {
  return inTransaction(prisma, async (tx) => {
    await lockRound(tx, input.processId, input.command.name);
    const row = await lockProcess(tx, input.processId);
    const command = await commandRow(tx, input.command.id);
    if (command.result) return command.result;
    if (command.status === 'refused') return refused(row, command.refusal ?? 'closed');
    if (command.seq !== row.appliedSeq + 1 || row.state !== input.state) throw later('memory and row differ');
    if (judgedByDeadline.includes(command.name)) await callSettled(tx, row, command.receivedAt);

    row.appliedSeq = command.seq;
    const effect = await tryCommand({ tx, row, command, settings }, input.refusal);
    if ('refusal' in effect) return refuse({ tx, row, command, refusal: effect.refusal, settings });
    return bringAbout(effect.input, effect.effect, settings);
  });
}

async function commandRow(tx: Tx, id: string): Promise<CommandRow> {
  const [command] = await tx.$queryRaw<CommandRow[]>`
    select c.id, c.seq, c.name, c."actorId", c."actorRole", c."deputyForId", c.content, c."receivedAt", c.status, c.refusal, e.result
    from command c left join event e on e.cause = c.id where c.id = ${id}`;
  if (!command) throw later('command row missing');
  return command;
}

type Tried = { refusal: Refusal } | { input: EffectInput; effect: Effect };

async function tryCommand(
  { tx, row, command, settings }: Omit<RefusalInput, 'refusal'>,
  told: Refusal | null,
): Promise<Tried> {
  const lifecycle = lifecycles[row.kind];
  if (told) return { refusal: told };
  const separated = transitionOf(lifecycle, command.name, row.state)?.separation !== undefined;
  const verdict = judge(lifecycle, {
    on: command.name,
    state: row.state,
    actorId: command.actorId,
    actorRole: command.actorRole,
    deputyForId: command.deputyForId,
    people: separated ? await peopleOf(tx, row) : {},
  });
  if ('refusal' in verdict) return { refusal: verdict.refusal };
  const input: EffectInput = {
    tx,
    row,
    cause: { id: command.id, at: command.receivedAt },
    name: command.name,
    actorId: command.actorId,
    actorRole: command.actorRole,
    deputyForId: command.deputyForId,
    content: command.content,
    transition: verdict.transition,
    settings,
  };
  const effect = await effectOn(input);
  return effect.refusal ? { refusal: effect.refusal } : { input, effect };
}

/** Content that is not of the command’s form is refused; tried again it would never become so. */
async function effectOn(input: EffectInput): Promise<Effect> {
  try {
    return (await effects[input.row.kind][input.name]?.(input)) ?? {};
  } catch (error) {
    if (error instanceof ZodError) return { refusal: 'malformed' };
    throw error;
  }
}

function refused(row: ProcessRow, refusal: Refusal): Recorded {
  const lifecycle = lifecycles[row.kind];
  return {
    outcome: { status: 'refused', refusal, allowed: allowedCommands(lifecycle, row.state) },
    state: row.state,
    waitsFor: row.waitsFor,
    appliedSeq: row.appliedSeq,
    final: row.final,
    stop: [],
    start: {},
    people: {},
    emails: [],
    letters: [],
  };
}

type RefusalInput = { tx: Tx; row: ProcessRow; command: CommandRow; refusal: Refusal; settings: NoticeSettings };

/** A refusal after a receipt: the sender is told (E37), and for a submission the officers get a task (DESIGN rule 1). */
async function refuse({ tx, row, command, refusal, settings }: RefusalInput): Promise<Recorded> {
  const answer = refused(row, refusal);
  const cause = { id: command.id, at: command.receivedAt };
  await refusedEffect({ tx, row, command, cause, settings });
  await tx.$executeRaw`update command set status = 'refused', refusal = ${refusal} where id = ${command.id}`;
  await tx.$executeRaw`update process set "appliedSeq" = ${command.seq} where id = ${row.id}`;
  if (command.actorId && !command.id.includes('>')) {
    const facts = { refusal, command: command.name, receivedAt: command.receivedAt.getTime() };
    const notice = {
      tx,
      row,
      cause,
      matter: await matterOf(tx, row),
      facts,
      letterId: null,
      personId: command.actorId,
    };
    const emails = await emailRows(notice, [{ email: 'E37', to: ['sender'] }], settings);
    await tx.email.createMany({ data: emails });
    answer.emails = emails.map((email) => email.key);
    const task = { task: 'submissionRefused', to: 'caseOfficer' } as const;
    if (submissions.includes(command.name)) await tx.task.createMany({ data: taskRows(notice, [task]) });
  }
  return answer;
}

/** What else a refused derived command leaves behind: a decision of a batch is freed. */
async function refusedEffect({
  tx,
  row,
  command,
  cause,
  settings,
}: Omit<RefusalInput, 'refusal'> & { cause: Cause }): Promise<void> {
  const effectOf = effects[row.kind][`refused:${command.name}`];
  if (!effectOf) return;
  const transition = {
    id: 'refused',
    on: command.name,
    from: [row.state],
    to: 'same' as const,
    who: [command.actorRole],
  };
  const { name, actorId, actorRole, deputyForId, content } = command;
  const effect = await effectOf({ tx, row, cause, name, actorId, actorRole, deputyForId, content, transition, settings }); // prettier-ignore
  const notice = { tx, row, cause, matter: await matterOf(tx, row), facts: {}, letterId: null };
  await tx.task.createMany({ data: taskRows(notice, effect.tasks ?? []) });
}
