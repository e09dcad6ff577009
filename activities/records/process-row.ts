import { ApplicationFailure } from '@temporalio/activity';
import type { Kind, WaitsFor } from '../../domain/lifecycle.js';
import type { Tx } from './transaction.js';

/** The locked row of a process. */
export type ProcessRow = {
  id: string;
  kind: Kind;
  subjectId: string;
  parentId: string | null;
  callId: string | null;
  state: string;
  waitsFor: WaitsFor;
  countyGovernorCode: string | null;
  municipalityCode: string | null;
  lastSeq: number;
  appliedSeq: number;
  eventSeq: number;
  final: boolean;
};

/** “Not yet”: the activity is tried again soon. Only codes reach the history. */
export const later = (code: string): ApplicationFailure =>
  ApplicationFailure.create({ message: code, type: 'later', nextRetryDelay: '200ms' });

/**
 * Locks ancestors before descendants, always: for a grant the call’s row (shared; it stands for the deadline), for a
 * report the project’s row, then the own row. What is read afterwards is read under these locks.
 */
export async function lockProcess(tx: Tx, processId: string): Promise<ProcessRow> {
  const [row] = await tx.$queryRaw<ProcessRow[]>`
    select id, kind, "subjectId", "parentId", "callId", state, "waitsFor", "countyGovernorCode", "municipalityCode",
           "lastSeq", "appliedSeq", "eventSeq", final
    from lock_process(${processId})`;
  if (!row) throw later('process row missing');
  return row;
}

/** A call with an extension received by `instant` and not yet applied has no known deadline: wait for the call. */
export async function callSettled(tx: Tx, row: ProcessRow, instant: Date): Promise<void> {
  if (row.kind !== 'grant') return;
  const waiting = await tx.$queryRaw<unknown[]>`
    select 1 from command where "processId" = ${row.parentId} and status = 'pending'
    and name = 'extendDeadline' and "receivedAt" <= ${instant} limit 1`;
  if (waiting.length > 0) throw later('the call has an extension that is not applied yet');
}

/** The deadline that held at an instant: an extension holds from when it was received. */
export async function deadlineAt(
  tx: Tx,
  callId: string,
  instant: Date,
): Promise<{ version: number; deadline: number }> {
  const held = await tx.callDeadline.findFirst({
    where: { callId, OR: [{ version: 1 }, { decidedAt: { lte: instant } }] },
    orderBy: { version: 'desc' },
  });
  if (!held) throw later('the call has no deadline');
  return { version: held.version, deadline: held.deadline.getTime() };
}
