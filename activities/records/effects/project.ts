import { randomUUID } from 'node:crypto';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { EffectOf } from '../kernel.js';
import { allSettled } from '../round.js';
import { handOverProject } from './hand-over.js';

/** R1: the call’s plan becomes the project’s reports, each a process of its own. */
const create: EffectOf = async ({ tx, row, cause }) => {
  const plans = await tx.reportPlan.findMany({ where: { callId: row.callId! }, orderBy: { position: 'asc' } });
  const project = await tx.project.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { application: { include: { budget: { where: { side: 'cost' } } } } },
  });
  const budget = new Map<string, bigint>();
  for (const line of project.application?.budget ?? [])
    budget.set(line.kind, (budget.get(line.kind) ?? 0n) + line.amount);
  const targets: string[] = [];
  for (const plan of plans) {
    const id = randomUUID();
    await tx.report.create({
      data: {
        id,
        projectId: project.id,
        position: plan.position,
        kind: plan.kind,
        periodFrom: plan.periodFrom,
        periodTo: plan.periodTo,
        opensAt: plan.opensAt,
        dueAt: plan.dueAt,
        originalDueAt: plan.dueAt,
        accounts: {
          create: [...budget].map(([kind, amount], position) => ({
            side: 'cost',
            position,
            kind,
            budget: amount,
            used: 0n,
          })),
        },
      },
    });
    targets.push(
      await createProcessRow(tx, {
        kind: 'report',
        subjectId: id,
        parentId: row.id,
        callId: row.callId,
        countyGovernorCode: row.countyGovernorCode,
        municipalityCode: row.municipalityCode,
        createdAt: cause.at,
      }),
    );
  }
  return { derived: [{ targets, name: 'create' }] };
};

const finalReportApproved: EffectOf = async ({ tx, row, cause }) => {
  await tx.project.update({ where: { id: row.subjectId }, data: { completedAt: cause.at } });
  return { derived: await allSettled(tx, row) };
};

export const projectEffects: Record<string, EffectOf> = { create, finalReportApproved, handOver: handOverProject };
