import { randomUUID } from 'node:crypto';
import { batchDecision, callCancellation, callSentBack, deadlineExtension } from '../../../domain/call/form.js';
import { callFaults } from '../../../domain/call/rules.js';
import type { Tx } from '../transaction.js';
import type { EffectOf } from '../kernel.js';
import { repliedTo } from './interim-reply.js';

async function grantsOf(
  tx: Tx,
  callProcessId: string,
  states?: string[],
): Promise<{ id: string; subjectId: string; state: string }[]> {
  return tx.process.findMany({
    where: { parentId: callProcessId, kind: 'grant', final: false, ...(states ? { state: { in: states } } : {}) },
    select: { id: true, subjectId: true, state: true },
    orderBy: { id: 'asc' },
  });
}

/** K2: both written forms, weights 100, a deadline far enough ahead, reports and criteria set. */
const sendForApproval: EffectOf = async ({ tx, row, cause, actorId }) => {
  const call = await tx.call.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { criteria: true, reportPlans: true },
  });
  const [fault] = callFaults(
    { ...call, opensAt: call.opensAt.getTime(), deadline: call.deadline.getTime() },
    cause.at.getTime(),
  );
  return fault ? { refusal: fault } : { people: { authors: [call.authorId, actorId!] } };
};

/** K5: the call’s row and every grant’s command in one transaction; an extension never shortens. */
const extendDeadline: EffectOf = async ({ tx, row, cause, content }) => {
  const { deadline, reason } = deadlineExtension.parse(content);
  const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  const previous = call.deadline.getTime();
  if (deadline <= previous || deadline <= cause.at.getTime()) return { refusal: 'deadlineNotLater' };
  const version = call.deadlineVersion + 1;
  await tx.callDeadline.create({
    data: { callId: call.id, version, deadline: new Date(deadline), decidedAt: cause.at, reason },
  });
  await tx.call.update({ where: { id: call.id }, data: { deadline: new Date(deadline), deadlineVersion: version } });
  const targets = (await grantsOf(tx, row.id)).map((grant) => grant.id);
  return { derived: [{ targets, name: 'deadlineMoved', content: { previous, deadline, reason } }] };
};

/** K7: every application that has not had its interim reply gets it now. */
const startAssessment: EffectOf = async ({ tx, row }) => {
  const waiting = ['submitted', 'registered', 'underAssessment', 'informationRequested', 'recommended'];
  const grants = (await grantsOf(tx, row.id, waiting)).map((grant) => grant.id);
  const replied = await repliedTo(tx, grants);
  return { derived: [{ targets: grants.filter((id) => !replied.has(id)), name: 'interimReply' }] };
};

/** Kroner of the call’s budget year that are decided, or recommended and not yet decided. */
async function sumOf(tx: Tx, callId: string, budgetYear: number, applicationIds: string[]): Promise<bigint> {
  const decided = await tx.decisionYear.aggregate({
    where: { budgetYear, decision: { callId, status: { not: 'refused' } } },
    _sum: { amount: true },
  });
  let sum = decided._sum.amount ?? 0n;
  for (const applicationId of applicationIds) {
    const latest = await tx.recommendation.findFirst({
      where: { applicationId },
      orderBy: { round: 'desc' },
      include: { years: { where: { budgetYear } } },
    });
    sum += latest?.years[0]?.amount ?? 0n;
  }
  return sum;
}

/** K8: every application left has a recommendation, and the sum keeps within the frame. */
const allocate: EffectOf = async ({ tx, row }) => {
  const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  const grants = (await grantsOf(tx, row.id)).filter((grant) => grant.state !== 'lapsed');
  const open = ['draft', 'submitted', 'registered', 'underAssessment', 'informationRequested'];
  if (grants.some((grant) => open.includes(grant.state))) return { refusal: 'notRecommended' };
  const recommended = grants.filter((grant) => grant.state === 'recommended').map((grant) => grant.subjectId);
  if (recommended.length === 0) return { refusal: 'notRecommended' };
  return (await sumOf(tx, call.id, call.budgetYear, recommended)) > call.frame ? { refusal: 'overFrame' } : {};
};

/** K9: the list, the amounts and Σ ≤ frame are fixed here, under the call’s lock; each grant then judges its own four eyes. */
const decide: EffectOf = async ({ tx, row, cause, content, actorId, actorRole }) => {
  const { applicationIds } = batchDecision.parse(content);
  const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  const ready = (await grantsOf(tx, row.id, ['recommended'])).filter((grant) =>
    applicationIds.includes(grant.subjectId),
  );
  if (ready.length !== applicationIds.length) return { refusal: 'superseded' };
  if ((await sumOf(tx, call.id, call.budgetYear, applicationIds)) > call.frame) return { refusal: 'overFrame' };

  const derived = [];
  for (const grant of ready) {
    const recommendation = await tx.recommendation.findFirstOrThrow({
      where: { applicationId: grant.subjectId },
      orderBy: { round: 'desc' },
      include: { years: true },
    });
    const decisionId = randomUUID();
    await tx.decision.create({
      data: {
        id: decisionId,
        applicationId: grant.subjectId,
        callId: call.id,
        signedBy: cause.id,
        approverId: actorId!,
        outcome: recommendation.outcome,
        at: cause.at,
        years: { create: recommendation.years.map(({ budgetYear, amount }) => ({ budgetYear, amount })) },
      },
    });
    derived.push({ targets: [grant.id], name: 'decide', content: { decisionId }, actorId, actorRole });
  }
  const lapsed = (await grantsOf(tx, row.id, ['lapsed'])).map((grant) => grant.id);
  return { derived: [...derived, { targets: lapsed, name: 'callDecided' }] };
};

/** K10: nothing of the call may still be open. */
const complete: EffectOf = async ({ tx, row }) =>
  (await grantsOf(tx, row.id)).length > 0 ? { refusal: 'notDecidedYet' } : {};

const cancel: EffectOf = async ({ tx, row, content }) => {
  const { reason } = callCancellation.parse(content);
  const targets = (await grantsOf(tx, row.id)).map((grant) => grant.id);
  return { derived: [{ targets, name: 'callCancelled', content: { reason } }] };
};

/** Why a call or an allocation goes back; the page reads it from the command. */
const sendBack: EffectOf = ({ content }) => {
  callSentBack.parse(content);
  return Promise.resolve({});
};

export const callEffects = {
  sendForApproval,
  sendBack,
  sendAllocationBack: sendBack,
  extendDeadline,
  startAssessment,
  allocate,
  decide,
  complete,
  cancel,
};
