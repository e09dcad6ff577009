import { ladders as definitions, planLadder, type Ladders, type Step } from '../../domain/ladder.js';
import type { LadderFacts } from '../../domain/steps.js';
import { undelivered } from '../../domain/tasks.js';
import { hasHadRole } from '../../prisma/last-role.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

type PlanInput = { tx: Tx; row: ProcessRow; at: Date };

/** What a ladder is planned from: the call’s policy and the instants in the rows. */
async function ladderFacts({ tx, row, at }: PlanInput, ladder: string): Promise<LadderFacts> {
  const cause = { at: at.getTime() };
  switch (row.kind) {
    case 'call': {
      const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
      if (ladder === 'opening') return { ...cause, due: call.opensAt.getTime() };
      if (ladder === 'deadline') return { ...cause, due: call.deadline.getTime(), version: call.deadlineVersion };
      return { ...cause, round: row.eventSeq };
    }
    case 'grant': {
      if (['deadline', 'localDeadline', 'registration'].includes(ladder)) {
        const call = await tx.call.findUniqueOrThrow({ where: { id: row.callId! } });
        return { ...cause, due: call.deadline.getTime(), version: call.deadlineVersion, days: call.reminderDays };
      }
      if (ladder === 'clarification') {
        const latest = await tx.clarification.findFirstOrThrow({
          where: { applicationId: row.subjectId },
          orderBy: { round: 'desc' },
        });
        return { ...cause, due: latest.dueAt.getTime(), round: latest.round, version: latest.dueVersion };
      }
      if (ladder === 'interimReply' || ladder === 'opening') {
        const { submittedAt } = await tx.application.findUniqueOrThrow({
          where: { id: row.subjectId },
          select: { submittedAt: true },
        });
        // Registered anew after a correction, it waits anew.
        return { ...cause, due: submittedAt?.getTime(), round: row.eventSeq + 1 };
      }
      // Each time it waits for an approval anew, it is reminded of anew.
      return ladder === 'localApproval' || ladder === 'late' ? { ...cause, round: row.eventSeq + 1 } : cause;
    }
    case 'consultation': {
      const { dueAt, dueVersion } = await tx.consultation.findUniqueOrThrow({ where: { id: row.subjectId } });
      return { ...cause, due: dueAt.getTime(), version: dueVersion };
    }
    case 'report': {
      const report = await tx.report.findUniqueOrThrow({ where: { id: row.subjectId } });
      const due = ladder === 'opening' ? report.opensAt : report.dueAt;
      return { ...cause, due: due.getTime(), round: report.round, version: report.dueVersion };
    }
    case 'thread':
      return { ...cause, round: row.eventSeq + 1 };
    case 'accessRequest': {
      const asked = await tx.accessClarification.count({ where: { requestId: row.subjectId } });
      return { ...cause, round: ladder === 'approval' ? asked + 1 : Math.max(1, asked) };
    }
    case 'role': {
      const grant = await tx.roleGrant.findUniqueOrThrow({ where: { id: row.subjectId } });
      const due = ladder === 'deputy' ? grant.toAt : grant.attestBy;
      return { ...cause, due: due?.getTime(), round: row.eventSeq + 1 };
    }
    case 'person': {
      const { lastSeenAt } = await tx.person.findUniqueOrThrow({ where: { id: row.subjectId } });
      const fromVisit = ladder !== 'anonymisation' || !(await hasHadRole(tx, row.subjectId));
      return { ...cause, due: fromVisit ? lastSeenAt?.getTime() : undefined, round: row.eventSeq + 1 };
    }
    case 'project':
      return cause;
  }
}

/** Plans the ladders a cause starts: duty rows here, absolute instants in the answer, in one transaction. */
export async function startLadders(input: PlanInput, names: readonly string[]): Promise<Ladders> {
  const { tx, row: process } = input;
  const started: Ladders = {};
  const rows: (Omit<Step, 'due'> & { due: Date; status: string })[] = [];
  for (const ladder of names) {
    const { steps, skipped } = planLadder({
      processId: process.id,
      kind: process.kind,
      ladder,
      facts: await ladderFacts(input, ladder),
    });
    started[ladder] = steps;
    const row = (status: string) => (step: Step) => ({ ...step, due: new Date(step.due), status });
    rows.push(...steps.map(row('planned')), ...skipped.map(row('skipped')));
  }
  if (rows.length > 0) {
    await tx.$executeRaw`
      insert into duty (key, "processId", ladder, name, type, "dueAt", status)
      select key, ${process.id}, ladder, name, type, due, status
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as step (key text, ladder text, name text, type text, due timestamptz, status text)
      on conflict (key) do update set status = excluded.status, "dueAt" = excluded."dueAt" where duty.status = 'dropped'`;
  }
  return started;
}

/** `own`: kinds of tasks that are done when they are those of `doneBy`. */
export type Ending = {
  ladders: readonly string[] | 'all';
  tasks: readonly string[] | 'all';
  own: readonly string[];
  doneBy: string | null;
};

/**
 * Ends ladders and settles tasks, in one statement: what was planned is dropped, what was open is done. What did not reach its reader
 * stays open, also at the end. Answers the ladders’ names.
 */
export async function end({ tx, row, at }: PlanInput, { ladders, tasks, own, doneBy }: Ending): Promise<string[]> {
  const ended = ladders === 'all' ? Object.keys(definitions[row.kind]) : [...ladders];
  if (ended.length > 0 || tasks.length > 0 || own.length > 0) {
    await tx.$executeRaw`
      with dropped as (
        update duty set status = 'dropped' where "processId" = ${row.id} and status = 'planned' and ladder = any(${ended}))
      update task set "doneAt" = ${at}, "doneById" = ${doneBy}::uuid
      where "processId" = ${row.id} and "doneAt" is null and ((${tasks === 'all'} and kind <> all(${[...undelivered]})) or kind = any(${tasks === 'all' ? [] : [...tasks]})
        or ("assigneeId" = ${doneBy}::uuid and kind = any(${[...own]})))`;
  }
  return ended;
}
