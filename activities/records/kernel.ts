/** The part that is the same for every command and every step: one cause, one transaction, everything it brings about. */
import { lifecycles } from '../../domain/lifecycles.js';
import type { Refusal } from '../../domain/errors.js';
import type { EmailOrder, Notices, People, TaskOrder, Transition } from '../../domain/lifecycle.js';
import type { EmailFacts } from '../../domain/notices.js';
import type { ActorRole } from '../../domain/roles.js';
import type { Recorded } from '../../workflows/messages.js';
import { derive, type Derived } from './derive.js';
import { matterOf } from './matter.js';
import { emailRows, goingOut, taskRows, type EmailRow, type NoticeSettings, type TaskRow } from './notices.js';
import { startLadders, end } from './plan.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

export type EffectInput = {
  tx: Tx;
  row: ProcessRow;
  /** The cause: command id or duty key, and its instant. */
  cause: { id: string; at: Date };
  name: string;
  actorId: string | null;
  actorRole: ActorRole;
  /** In whose place the actor acts. */
  deputyForId: string | null;
  content: unknown;
  transition: Transition;
  settings: NoticeSettings;
};

/** What a command or step does beyond its row in the lifecycle table. */
export type Effect = {
  refusal?: Refusal;
  /** The state, where the table leaves a choice. */
  to?: string;
  /** The process does not end after all, though the table says that it may. */
  goesOn?: true;
  people?: People;
  stops?: readonly string[];
  starts?: readonly string[];
  emails?: readonly EmailOrder[];
  tasks?: readonly TaskOrder[];
  settles?: readonly string[];
  settlesOwn?: readonly string[];
  /** The one the audiences `assessor` and `formerContact` stand for. */
  personId?: string;
  /** The case’s number, given by it. */
  number?: string;
  /** Facts of the cause for its e-mails. */
  facts?: Partial<EmailFacts>;
  letterIds?: readonly string[];
  /** The letter the e-mails lead to: one made earlier, or none; left out it is the one made now. */
  aboutLetter?: string | null;
  derived?: readonly Derived[];
};

export type EffectOf = (input: EffectInput) => Promise<Effect>;

/** Writes all that one cause brings about; the event’s `result` is the answer a repeated activity gives again. */
export async function bringAbout(
  input: EffectInput,
  effect: Effect,
  settings: NoticeSettings,
  notices?: Notices,
): Promise<Recorded> {
  const { tx, row, cause, transition } = input;
  const lifecycle = lifecycles[row.kind];
  const to = effect.to ?? (transition.to === 'same' ? row.state : String(transition.to));
  const fromState = row.state;
  const final = transition.final === true && !effect.goesOn;

  const plan = { tx, row, at: cause.at };
  const stops = final || transition.stops === 'all' ? 'all' : [...(transition.stops ?? []), ...(effect.stops ?? [])];
  const settles = final ? 'all' : [...(transition.settles ?? []), ...(effect.settles ?? [])];
  const own = [...(transition.settlesOwn ?? []), ...(effect.settlesOwn ?? [])];
  const stop = await end(plan, { ladders: stops, tasks: settles, own, doneBy: input.actorId });
  row.state = to;
  const start = final ? {} : await startLadders(plan, [...(transition.starts ?? []), ...(effect.starts ?? [])]);

  const letterIds = [...(effect.letterIds ?? [])];
  const emailOrders = notices?.emails ?? [...(transition.emails ?? []), ...(effect.emails ?? [])];
  const taskOrders = notices?.tasks ?? [...(transition.tasks ?? []), ...(effect.tasks ?? [])];
  const written: Written = { emails: [], tasks: [] };
  if (emailOrders.length > 0 || taskOrders.length > 0) {
    const letterId = effect.aboutLetter === undefined ? (letterIds[0] ?? null) : effect.aboutLetter;
    // An E33 tells of the task that is given with it.
    const facts = { task: taskOrders[0]?.task, ...effect.facts };
    const { personId } = effect;
    const notice = { tx, row, cause, matter: await matterOf(tx, row), facts, letterId, personId };
    written.emails = await emailRows(notice, emailOrders, settings);
    written.tasks = taskRows(notice, taskOrders);
  }
  for (const derived of effect.derived ?? []) await derive(tx, cause, derived);

  if (final) {
    written.emails.push(...(await refusePending(input, settings)));
    const [after] = await tx.$queryRaw<{ lastSeq: number }[]>`select "lastSeq" from process where id = ${row.id}`;
    row.appliedSeq = after!.lastSeq;
  }
  const recorded: Recorded = {
    outcome: { status: 'applied' },
    state: to,
    waitsFor: lifecycle.waitsFor[to] ?? 'nobody',
    appliedSeq: row.appliedSeq,
    final,
    stop,
    start,
    people: effect.people ?? {},
    ...(effect.number ? { number: effect.number } : {}),
    emails: goingOut(written.emails),
    letters: letterIds,
  };
  await finish(input, { recorded, fromState, written });
  return recorded;
}

type Written = { emails: EmailRow[]; tasks: TaskRow[] };
type Late = { id: string; name: string; actorId: string | null; receivedAt: Date };

/** Nothing may stay pending for a process that has ended. Who sent it is told (E37), as of every refusal after a receipt. */
async function refusePending({ tx, row, cause }: EffectInput, settings: NoticeSettings): Promise<EmailRow[]> {
  const late = await tx.$queryRaw<Late[]>`
    update command set status = 'refused', refusal = 'closed'
    where "processId" = ${row.id} and status = 'pending' and id <> ${cause.id} returning id, name, "actorId", "receivedAt"`;
  const emails: EmailRow[] = [];
  for (const { id, name, actorId, receivedAt } of late) {
    if (!actorId || id.includes('>')) continue;
    const facts = { refusal: 'closed' as const, command: name, receivedAt: receivedAt.getTime() };
    const notice = { tx, row, cause: { id, at: receivedAt }, matter: await matterOf(tx, row), facts, letterId: null, personId: actorId }; // prettier-ignore
    emails.push(...(await emailRows(notice, [{ email: 'E37', to: ['sender'] }], settings)));
  }
  return emails;
}
type Finish = { recorded: Recorded; fromState: string; written: Written };

/** Event, command, e-mails, tasks and process in one statement. A step has no command: then nothing matches. */
async function finish(
  { tx, row, cause, name, actorId, actorRole, deputyForId }: EffectInput,
  { recorded, fromState, written }: Finish,
): Promise<void> {
  await tx.$executeRaw`
    with happened as (
      insert into event ("processId", seq, cause, name, "fromState", "toState", "actorId", "actorRole", "deputyForId", at, "doneAt", result)
      values (${row.id}, ${row.eventSeq + 1}, ${cause.id}, ${name}, ${fromState}, ${recorded.state}, ${actorId}::uuid, ${actorRole}, ${deputyForId}::uuid,
              ${cause.at}, app_now(), ${JSON.stringify(recorded)}::jsonb)),
    settled as (update command set status = 'applied' where id = ${cause.id}),
    told as (
      insert into email (key, "processId", kind, "toAddress", "recipientId", language, subject, text, html, "letterId", link, status, at)
      select e.key, ${row.id}, e.kind, e."toAddress", e."recipientId", e.language, e.subject, e.text, e.html, e."letterId", e.link, coalesce(e.status, 'pending'), ${cause.at}
      from jsonb_to_recordset(${JSON.stringify(written.emails)}::jsonb) as e (key text, kind text, "toAddress" text, "recipientId" uuid,
        language text, subject text, text text, html text, "letterId" uuid, link text, status text)),
    given as (
      insert into task (key, "processId", kind, audience, "countyGovernorCode", "municipalityCode", "assigneeId", at)
      select t.key, ${row.id}, t.kind, t.audience, t."countyGovernorCode", t."municipalityCode", t."assigneeId", ${cause.at}
      from jsonb_to_recordset(${JSON.stringify(written.tasks)}::jsonb) as t (key text, kind text, audience text,
        "countyGovernorCode" text, "municipalityCode" text, "assigneeId" uuid))
    update process set state = ${recorded.state}, "waitsFor" = ${recorded.waitsFor}, "eventSeq" = ${row.eventSeq + 1}, final = ${recorded.final},
      "appliedSeq" = ${recorded.appliedSeq},
      "nextDueAt" = (select min("dueAt") from duty where "processId" = ${row.id} and status = 'planned')
    where id = ${row.id}`;
}
