import { addWorkingDays, deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { reportAssessment, reportExtension, reportReturn, reportSnapshot } from '../../../domain/report/form.js';
import { reportFaults } from '../../../domain/report/rules.js';
import type { Derived } from '../derive.js';
import type { EffectInput, EffectOf } from '../kernel.js';

/** A fact for the project, when the report is its final one. */
async function tellProject({ tx, row }: EffectInput, name: string): Promise<Derived[]> {
  const report = await tx.report.findUniqueOrThrow({ where: { id: row.subjectId } });
  return report.kind === 'final' ? [{ targets: [row.parentId!], name }] : [];
}

const open: EffectOf = async (input) => ({ derived: await tellProject(input, 'finalReportOpened') });

/** R3: what was used keeps within the award, and a final report’s accounts add up. */
const submit: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const snapshot = reportSnapshot.parse(content);
  const report = await tx.report.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { project: { include: { awards: true } } },
  });
  const awarded = report.project.awards.reduce((sum, award) => sum + Number(award.amount), 0);
  const kind = report.kind === 'final' ? 'final' : 'interim';
  if (reportFaults(snapshot, { kind, awarded }).length > 0) return { refusal: 'accountsDiffer' };
  await tx.report.update({
    where: { id: report.id },
    data: { submittedAt: cause.at, submittedById: actorId, returnComment: null },
  });
  return { facts: { receivedAt: cause.at.getTime() } };
};

/** R5: a later date; what was overdue is open again. */
const extendDeadline: EffectOf = async ({ tx, row, content }) => {
  const { dueAt, reason } = reportExtension.parse(content);
  const report = await tx.report.findUniqueOrThrow({ where: { id: row.subjectId } });
  const previous = report.dueAt.getTime();
  if (dueAt <= previous) return { refusal: 'deadlineNotLater' };
  await tx.report.update({ where: { id: report.id }, data: { dueAt: new Date(dueAt), dueVersion: { increment: 1 } } });
  return { to: report.round > 1 ? 'returned' : 'open', facts: { previousDeadline: previous, deadline: dueAt, reason } };
};

/** R6: a comment and 15 working days. */
const giveBack: EffectOf = async ({ tx, row, cause, content }) => {
  const { comment } = reportReturn.parse(content);
  const dueAt = deadlineAtEndOf(addWorkingDays(localDate(cause.at.getTime()), 15));
  await tx.report.update({
    where: { id: row.subjectId },
    data: { returnComment: comment, round: { increment: 1 }, dueAt: new Date(dueAt) },
  });
  return { facts: { deadline: dueAt } };
};

const approve: EffectOf = async (input) => {
  const { tx, row, cause, actorId, content } = input;
  const assessment = reportAssessment.parse(content);
  await tx.report.update({
    where: { id: row.subjectId },
    data: { ...assessment, approvedAt: cause.at, approvedById: actorId },
  });
  return { derived: await tellProject(input, 'finalReportApproved') };
};

export const reportEffects: Record<string, EffectOf> = {
  'due:open': open,
  submit,
  extendDeadline,
  return: giveBack,
  approve,
};
