import { ApplicationFailure } from '@temporalio/activity';
import type { Kind, People, WaitsFor } from '../../domain/lifecycle.js';
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
  if (processId.startsWith('grant/')) {
    await tx.$queryRaw`select 1 from process where id = (select "parentId" from process where id = ${processId}) for share`;
  } else if (processId.startsWith('report/')) {
    await tx.$queryRaw`select 1 from process where id = (select "parentId" from process where id = ${processId}) for update`;
  }
  const [row] = await tx.$queryRaw<ProcessRow[]>`
    select id, kind, "subjectId", "parentId", "callId", state, "waitsFor", "countyGovernorCode", "municipalityCode",
           "lastSeq", "appliedSeq", "eventSeq", final
    from process where id = ${processId} for update`;
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
export async function deadlineAt(tx: Tx, callId: string, instant: Date): Promise<{ version: number; deadline: number }> {
  const held = await tx.callDeadline.findFirst({
    where: { callId, OR: [{ version: 1 }, { decidedAt: { lte: instant } }] },
    orderBy: { version: 'desc' },
  });
  if (!held) throw later('the call has no deadline');
  return { version: held.version, deadline: held.deadline.getTime() };
}

/** The people of a process as the rows know them; the same that the workflow remembers. */
export async function peopleOf(tx: Tx, row: ProcessRow): Promise<People> {
  switch (row.kind) {
    case 'call': {
      const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId }, select: { authorId: true } });
      return { author: call.authorId };
    }
    case 'grant': {
      const application = await tx.application.findUniqueOrThrow({
        where: { id: row.subjectId },
        select: {
          caseOfficerId: true,
          declarations: { select: { personId: true, outcome: true } },
          assessments: { select: { assessorId: true } },
          recommendations: { select: { officerId: true }, orderBy: { round: 'desc' }, take: 1 },
        },
      });
      return {
        caseOfficer: application.caseOfficerId ?? undefined,
        recommender: application.recommendations[0]?.officerId,
        assessors: application.assessments.map((assessment) => assessment.assessorId),
        declared: application.declarations.filter((d) => d.outcome !== 'conflict').map((d) => d.personId),
        conflicted: application.declarations.filter((d) => d.outcome === 'conflict').map((d) => d.personId),
      };
    }
    case 'report': {
      const report = await tx.report.findUniqueOrThrow({
        where: { id: row.subjectId },
        select: { project: { select: { caseOfficerId: true, application: { select: { declarations: true } } } } },
      });
      const declarations = report.project.application?.declarations ?? [];
      return {
        caseOfficer: report.project.caseOfficerId ?? undefined,
        conflicted: declarations.filter((d) => d.outcome === 'conflict').map((d) => d.personId),
      };
    }
    case 'accessRequest':
    case 'project':
      return {};
  }
}
