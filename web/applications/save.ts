import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { contentOf, draftRows, writeContent, type DraftContent, type DraftField, type DraftRow } from './draft.js';
import { merge, type Drawn } from './merge.js';

type Tx = Prisma.TransactionClient;

/** `pending`: a command on it is received and not yet processed; `notDraft`: it is sent in or ended. */
export type DraftLock = 'open' | 'pending' | 'notDraft';

/** What lapsed is written on until the round is decided, so that it can be asked for after the deadline (A14). */
const written: readonly string[] = ['new', 'draft', 'lapsed'];

type LockRow = { state: string; final: boolean; pending: boolean };
export const lockOf = ({ state, final, pending }: LockRow): DraftLock =>
  final || !written.includes(state) ? 'notDraft' : pending ? 'pending' : 'open';

/** Locks the process’s row: saving and sending in never cross. Its own creation does not keep a draft from being written. */
export async function lockDraft(tx: Tx, applicationId: string): Promise<DraftLock> {
  const id = processIdOf('grant', applicationId);
  const [process] = await tx.$queryRaw<{ state: string; final: boolean }[]>`
    select state, final from process where id = ${id} for update`;
  const pending = await tx.command.count({
    where: { processId: id, status: 'pending', actorRole: { not: 'system' }, name: { not: 'create' } },
  });
  return lockOf({ ...process!, pending: pending > 0 });
}

export type Save = {
  applicationId: string;
  at: Date;
  actorId: string;
  /** What was typed, with what the form was drawn from; or a change made from what is saved. */
  changes: { mine: Partial<DraftContent>; drawn: Drawn } | ((current: DraftContent) => Partial<DraftContent>);
};
/** `row` is the draft as it is now. On a clash everything else is saved, and these fields are the colleague’s. */
export type Saved =
  | { kind: 'saved'; row: DraftRow }
  | { kind: 'clash'; fields: DraftField[]; row: DraftRow }
  | { kind: 'locked'; lock: Exclude<DraftLock, 'open'> };

/** Saves a draft in one transaction under the process-row lock. */
export async function saveDraft(prisma: PrismaClient, { applicationId, at, actorId, changes }: Save): Promise<Saved> {
  return prisma.$transaction(async (tx) => {
    const lock = await lockDraft(tx, applicationId);
    if (lock !== 'open') return { kind: 'locked', lock };
    const row = await tx.application.findUniqueOrThrow({ where: { id: applicationId }, include: draftRows });
    const current = contentOf(row);
    const { accepted, clashes } =
      typeof changes === 'function'
        ? { accepted: changes(current), clashes: [] }
        : merge(current, changes.mine, changes.drawn);
    if (Object.keys(accepted).length > 0) await writeContent(tx, row, { changes: accepted, at, actorId });
    const after = await tx.application.findUniqueOrThrow({ where: { id: applicationId }, include: draftRows });
    return clashes.length > 0 ? { kind: 'clash', fields: clashes, row: after } : { kind: 'saved', row: after };
  });
}
