import { randomUUID } from 'node:crypto';
import { batchDecision, callCancellation, callSentBack, deadlineExtension } from '../../../domain/call/form.js';
import {
  addDays,
  daysBetween,
  deadlineAtEndOf,
  eightOClock,
  lastDayOf,
  localDate,
  type LocalDate,
} from '../../../domain/calendar/index.js';
import type { LocalApproval } from '../../../domain/call/parameters.js';
import { callFaults, draftOf } from '../../../domain/call/rules.js';
import type { Tx } from '../transaction.js';
import type { EffectOf } from '../kernel.js';
import { announcementFacts } from '../../../prisma/announcement-facts.js';
import { orderLetter } from './letter.js';
import { repliedTo } from './interim-reply.js';
import { withoutOfficer } from '../../../prisma/without-officer.js';
import { grantsOf, isAllRecommended } from '../round.js';

/** K2: both written forms, weights 100, a deadline far enough ahead, reports and criteria set, and dates and amounts that hold together. */
const sendForApproval: EffectOf = async ({ tx, row, cause, actorId }) => {
  const call = await tx.call.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { criteria: true, priorityAreas: { orderBy: { position: 'asc' } }, reportPlans: true },
  });
  const [fault] = callFaults(draftOf(call), cause.at.getTime());
  return fault ? { refusal: fault } : { people: { authors: [call.authorId, actorId!] } };
};

/** K3: what waited so long that nobody could apply any more goes back instead. */
const approve: EffectOf = async ({ tx, row, cause }) => {
  const { deadline } = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  return deadline <= cause.at ? { refusal: 'deadlineTooSoon' } : {};
};

/** K4: the announcement is made from the call’s rows, in both written forms, and everyone’s e-mail says where it is read. */
const open: EffectOf = async (input) => {
  const { tx, row, cause, settings } = input;
  // Approved after its day, it opens then.
  await tx.call.updateMany({ where: { id: row.subjectId, opensAt: { lt: cause.at } }, data: { opensAt: cause.at } });
  const url = `${settings.baseUrl}/utlysninger/${row.subjectId}`;
  const { localApproval } = await tx.call.findUniqueOrThrow({
    where: { id: row.subjectId },
    select: { localApproval: true },
  });
  const letterIds: string[] = [];
  for (const language of ['nb', 'nn'] as const) {
    const facts = await announcementFacts(tx, row.subjectId, { language, at: cause.at.getTime(), url });
    letterIds.push(await orderLetter(input, facts));
  }
  const facts = { announcement: `${url}/kunngjoring`, localApproval: localApproval as LocalApproval };
  return { letterIds, aboutLetter: null, facts };
};

/** K5: the call’s row and every grant’s command in one transaction; an extension never shortens. What was promised after it may move with it. */
const extendDeadline: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { deadline, reason, expectedDecisionOn, reports = [] } = deadlineExtension.parse(content);
  const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  const previous = call.deadline.getTime();
  if (deadline <= previous || deadline <= cause.at.getTime()) return { refusal: 'deadlineNotLater' };
  if ([expectedDecisionOn, ...reports.map(({ dueOn }) => dueOn)].some((date) => date && date <= lastDayOf(deadline)))
    return { refusal: 'promisedBeforeDeadline' };
  const version = call.deadlineVersion + 1;
  const promised = expectedDecisionOn ? { expectedDecisionOn: new Date(`${expectedDecisionOn}T00:00:00Z`) } : {};
  await tx.callDeadline.create({
    data: { callId: call.id, version, deadline: new Date(deadline), decidedAt: cause.at, reason, ...promised },
  });
  await tx.call.update({
    where: { id: call.id },
    data: { deadline: new Date(deadline), deadlineVersion: version, ...promised },
  });
  for (const report of reports) await moveReport(tx, call.id, report);
  const targets = (await grantsOf(tx, row.id)).map((grant) => grant.id);
  return {
    ...(actorId ? { personId: actorId } : {}),
    derived: [{ targets, name: 'deadlineMoved', content: { previous, deadline, reason } }],
    facts: { previousDeadline: previous, deadline, reason, answerBy: expectedDecisionOn },
  };
};

/** It opens as many days later as it is due later. */
async function moveReport(tx: Tx, callId: string, { position, dueOn }: { position: number; dueOn: LocalDate }): Promise<void> {
  const where = { callId_position: { callId, position } };
  const { opensAt, dueAt } = await tx.reportPlan.findUniqueOrThrow({ where });
  const opensOn = addDays(localDate(opensAt.getTime()), daysBetween(lastDayOf(dueAt.getTime()), dueOn));
  await tx.reportPlan.update({
    where,
    data: { dueAt: new Date(deadlineAtEndOf(dueOn)), opensAt: new Date(eightOClock(opensOn)) },
  });
} // prettier-ignore

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

const sentIn = ['submitted', 'registered', 'underAssessment', 'informationRequested', 'recommended'];

/** K6: there are applications to assess, or none and the call can be closed. What is opened for correction stands (A5). */
const deadline: EffectOf = async ({ tx, row }) => {
  const grants = await grantsOf(tx, row.id);
  const corrected = grants.filter(({ state }) => !sentIn.includes(state) && state !== 'lapsed');
  const standing = await tx.application.count({
    where: { id: { in: corrected.map(({ subjectId }) => subjectId) }, submittedAt: { not: null } },
  });
  const sent = standing > 0 || grants.some(({ state }) => sentIn.includes(state));
  return { tasks: [{ task: sent ? 'startAssessment' : 'closeEmptyCall', to: 'officers' }] };
};

/** K7: every application has a case officer who can take it, and gets its interim reply. Recommended already, they can be sent on at once. */
const startAssessment: EffectOf = async ({ tx, row }) => {
  const grants = await grantsOf(tx, row.id);
  const waiting = grants.filter(({ state }) => sentIn.includes(state)).map(({ id }) => id);
  if (waiting.length === 0) return { refusal: 'noApplications' };
  if ((await withoutOfficer(tx, row.subjectId)).length > 0) return { refusal: 'officerMissing' };
  const replied = await repliedTo(tx, waiting);
  const derived = [{ targets: waiting.filter((id) => !replied.has(id)), name: 'interimReply' }];
  if (!isAllRecommended(grants)) return { derived };
  return {
    derived,
    emails: [{ email: 'E33', to: ['officers'] }],
    tasks: [{ task: 'sendAllocation', to: 'officers' }],
  };
};

/** K8: every application left has a recommendation, and the sum keeps within the frame. */
const allocate: EffectOf = async ({ tx, row }) => {
  const call = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId } });
  const grants = await grantsOf(tx, row.id);
  if (!isAllRecommended(grants)) return { refusal: 'notRecommended' };
  const recommended = grants.filter((grant) => grant.state === 'recommended').map((grant) => grant.subjectId);
  return (await sumOf(tx, call.id, call.budgetYear, recommended)) > call.frame ? { refusal: 'overFrame' } : {};
};

/** K9: the list, the amounts and Σ ≤ frame are fixed here, under the call’s lock; each grant then judges its own four eyes. */
const decide: EffectOf = async ({ tx, row, cause, content, actorId, actorRole, deputyForId }) => {
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
    derived.push({ targets: [grant.id], name: 'decide', content: { decisionId }, actorId, actorRole, deputyForId });
  }
  const lapsed = (await grantsOf(tx, row.id, ['lapsed'])).map((grant) => grant.id);
  return { derived: [...derived, { targets: lapsed, name: 'callDecided' }] };
};

/** K10: no application may still be open, and no project. Also for a round that nobody applied in. By itself it comes with the last of them (`allSettled`). */
const complete: EffectOf = async ({ tx, row }) => {
  const grants = await grantsOf(tx, row.id);
  const lapsed = grants.filter(({ state }) => state === 'lapsed').map(({ id }) => id);
  const projects = await tx.process.count({ where: { kind: 'project', callId: row.subjectId, final: false } });
  if (grants.length > lapsed.length || projects > 0) return { refusal: 'notDecidedYet' };
  return { derived: [{ targets: lapsed, name: 'callDecided' }] };
};

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
  'due:open': open,
  'due:deadline': deadline,
  sendForApproval,
  approve,
  sendBack,
  sendAllocationBack: sendBack,
  extendDeadline,
  startAssessment,
  allocate,
  decide,
  complete,
  cancel,
};
