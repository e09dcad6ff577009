/** Rules 1 and 2 of the design, in one place: received is safe, applied exactly once and in order. */
import type { Refusal } from '../domain/errors.js';
import type { ActorRole } from '../domain/roles.js';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';
import { contentHash } from '../prisma/process-rows.js';
import type { Deliver } from '../delivery/deliver.js';

type Tx = Prisma.TransactionClient;

export type CommandForm = {
  /** The form’s hidden token: the command’s id. */
  token: string;
  processId: string;
  name: string;
  /** The immutable snapshot of what was sent. */
  content: Prisma.InputJsonObject;
  actorId: string;
  actorRole: ActorRole;
  /** In whose place the actor acts, where the role is lent. */
  deputyForId?: string | null | undefined;
  /** Content rows written in the same transaction; for a new process also its row (`createProcessRow`). `at` is the product’s clock. */
  write?: (tx: Tx, at: Date) => Promise<void>;
};

export type Received = {
  kind: 'received';
  id: string;
  seq: number;
  receivedAt: number;
  again: boolean;
  /** Nothing older of the process is pending. */
  first: boolean;
};
export type NotReceived =
  | { kind: 'refused'; refusal: 'closed' }
  /** The token was used for something else; this is what was received then. */
  | { kind: 'refused'; refusal: 'alreadySent'; was: { name: string; receivedAt: number } };

type CommandRow = { id: string; seq: number; name: string; processId: string; contentHash: string; receivedAt: Date };

/** One transaction under the process-row lock. When it has committed, the sender is safe. */
export async function receive(prisma: PrismaClient, form: CommandForm): Promise<Received | NotReceived> {
  const hash = contentHash(form.content);
  return prisma.$transaction(
    async (tx) => {
      if (form.write) {
        // There may be no process row to lock yet: the same form posted at once takes turns on its token.
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${form.token}, 0))`;
        const seen = await tx.$queryRaw<unknown[]>`select 1 from command where id = ${form.token}`;
        if (seen.length === 0) await form.write(tx, await clock(tx));
      }
      await tx.$executeRaw`select 1 from process where id = ${form.processId} for update`;
      // A new statement, so that it sees what was committed while this one waited for the row.
      const [made] = await tx.$queryRaw<{ seq: number; receivedAt: Date; first: boolean }[]>`
        with next as (
          update process set "lastSeq" = "lastSeq" + 1
          where id = ${form.processId} and not final and not exists (select 1 from command where id = ${form.token})
          returning "lastSeq")
        insert into command (id, "processId", seq, name, "actorId", "actorRole", "deputyForId", content, "contentHash", "receivedAt", "deliverAfter")
        select ${form.token}, ${form.processId}, "lastSeq", ${form.name}, ${form.actorId}::uuid, ${form.actorRole}, ${form.deputyForId ?? null}::uuid,
               ${JSON.stringify(form.content)}::jsonb, ${hash}, app_now(), clock_timestamp() + interval '5 seconds' from next
        returning seq, "receivedAt",
          not exists (select 1 from command older where older."processId" = ${form.processId} and older.status = 'pending') as first`;
      if (made) {
        const { seq, receivedAt, first } = made;
        return { kind: 'received', id: form.token, seq, receivedAt: receivedAt.getTime(), again: false, first };
      }
      const [same] = await tx.$queryRaw<CommandRow[]>`select * from command where id = ${form.token}`;
      return same ? again(same, form, hash) : { kind: 'refused', refusal: 'closed' };
    },
    { timeout: 15_000, maxWait: 10_000 },
  );
}

async function clock(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
  return row!.now;
}

function again(row: CommandRow, form: CommandForm, hash: string): Received | NotReceived {
  const same = row.name === form.name && row.processId === form.processId && row.contentHash === hash;
  return same
    ? { kind: 'received', id: row.id, seq: row.seq, receivedAt: row.receivedAt.getTime(), again: true, first: false }
    : { kind: 'refused', refusal: 'alreadySent', was: { name: row.name, receivedAt: row.receivedAt.getTime() } };
}

export type Sent =
  | { kind: 'pending' | 'applied'; id: string; receivedAt: number; again: boolean }
  | { kind: 'refused'; id: string; receivedAt: number; refusal: Refusal }
  | NotReceived;

/**
 * Receives, then delivers directly when nothing older of the process is pending; at most 3 s, at once to the receipt while the engine
 * is known to be down. The outcome is read from the command’s row.
 */
export async function send(
  { prisma, deliver }: { prisma: PrismaClient; deliver: Deliver },
  form: CommandForm,
): Promise<Sent> {
  const received = await receive(prisma, form);
  if (received.kind === 'refused') return received;
  const { id, seq, receivedAt } = received;
  if (received.first && !deliver.down()) {
    const { processId, name, actorId, actorRole, deputyForId = null } = form;
    await deliver.deliver({ id, seq, name, receivedAt, actorId, actorRole, deputyForId, processId });
  }
  return outcomeOf(prisma, received);
}

async function outcomeOf(prisma: PrismaClient, { id, receivedAt, again }: Received): Promise<Sent> {
  const row = await prisma.command.findUniqueOrThrow({ where: { id }, select: { status: true, refusal: true } });
  if (row.status === 'refused')
    return { kind: 'refused', id, receivedAt, refusal: (row.refusal ?? 'closed') as Refusal };
  return { kind: row.status === 'applied' ? 'applied' : 'pending', id, receivedAt, again };
}
