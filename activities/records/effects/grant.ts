import {
  assessmentForm,
  assessorAssignment,
  assignment,
  caseComment,
  clarificationAnswer,
  clarificationExtension,
  impartiality,
  informationRequest,
  letterOpening,
  recommendationForm,
} from '../../../domain/application/form.js';
import { callCancellation } from '../../../domain/call/form.js';
import { readLetters } from '../../../domain/notices.js';
import { peopleOf } from '../../../prisma/people.js';
import type { ProcessRow } from '../process-row.js';
import type { Tx } from '../transaction.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Derived } from '../derive.js';
import type { EmailOrder } from '../../../domain/lifecycle.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import { allRecommended, allSettled } from '../round.js';
import { nextCaseNumber, officerFor } from './case-work.js';
import { decide, refusedDecision } from './decide.js';
import { handOverApplication } from './hand-over.js';
import { submissionEffects } from './grant-submission.js';
import { interimReply, repliedTo } from './interim-reply.js';
import { lastSent, putBack } from './standing.js';

/** A8: case number and case officer, by rule; one that was registered before an extension keeps both. */
const register = async ({ tx, row, cause }: EffectInput): Promise<Effect> => {
  const office = row.countyGovernorCode!;
  // The number first: its series lets one at a time through, so that each sees the cases the others have been given.
  const before = await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, select: { caseNumber: true, caseOfficerId: true } });
  const caseNumber = before.caseNumber ?? (await nextCaseNumber(tx, office, cause.at));
  const caseOfficerId = before.caseOfficerId ?? (await officerFor(tx, office, { applicationId: row.subjectId, at: cause.at }));
  await tx.application.update({ where: { id: row.subjectId }, data: { caseNumber, caseOfficerId } });
  return { people: await peopleOf(tx, row), number: caseNumber };
}; // prettier-ignore

/** K6, A8, A5: what is sent in is registered, also as it was when it is opened for correction and not sent in anew; other drafts lapse. */
const deadline: EffectOf = async (input) => {
  const { tx, row, cause } = input;
  if (row.state === 'submitted') return register(input);
  const sent = await lastSent(tx, row.id);
  if (!sent) return { to: 'lapsed', emails: lapseNotices(row.state) };
  await putBack(tx, row, sent, cause.at);
  const replied = (await repliedTo(tx, [row.id])).size > 0;
  return {
    ...(await register(input)),
    to: 'registered',
    starts: replied ? ['opening'] : ['opening', 'interimReply'],
    emails: [
      { email: 'E4stands', to: ['municipalityUsers'] },
      { email: 'E33', to: ['caseOfficer'] },
    ],
    tasks: [{ task: 'openApplication', to: 'caseOfficer' }],
    facts: { receivedAt: sent.at.getTime() },
  };
};

/** Whoever it waited for may ask for it to be assessed (A14). */
const lapseNotices = (state: string): EmailOrder[] => {
  if (state === 'draft') return [{ email: 'E4', to: ['municipalityUsers'] }];
  return [{ email: 'E4approval', to: ['municipalityUsers', state === 'awaitingMayor' ? 'mayors' : 'localApprovers'] }];
};

/** A8: the officer hears of it, but not from herself. */
const assign: EffectOf = async ({ tx, row, actorId, content }) => {
  const { officerId } = assignment.parse(content);
  const holds = await tx.roleGrant.findFirst({
    where: { personId: officerId, role: 'caseOfficer', state: 'active', countyGovernorCode: row.countyGovernorCode },
  });
  if (!holds) return { refusal: 'notYours' };
  const before = await peopleOf(tx, row);
  if (before.conflicted?.includes(officerId)) return { refusal: 'personInConflict' };
  await tx.application.update({ where: { id: row.subjectId }, data: { caseOfficerId: officerId } });
  // Who has declared already opens the case by being given it.
  const declared = before.declared?.includes(officerId) ?? false;
  const opens = row.state === 'registered' && declared;
  return {
    to: opens ? 'underAssessment' : row.state,
    people: { ...before, caseOfficer: officerId },
    stops: opens ? ['opening'] : [],
    tasks: [{ task: declared ? 'assessApplication' : 'openApplication', to: 'caseOfficer' }],
    emails: officerId === actorId ? [] : [{ email: 'E33', to: ['caseOfficer'] }],
  };
};

/** A12: someone of the office who may assess, and has not been asked or done it already. */
const assignAssessor: EffectOf = async ({ tx, row, content }) => {
  const { assessorId } = assessorAssignment.parse(content);
  const holds = await tx.roleGrant.findFirst({
    where: {
      personId: assessorId,
      role: { in: ['assessor', 'caseOfficer'] },
      state: 'active',
      countyGovernorCode: row.countyGovernorCode,
    },
  });
  const people = await peopleOf(tx, row);
  if (!holds || people.caseOfficer === assessorId) return { refusal: 'notYours' };
  if (people.conflicted?.includes(assessorId)) return { refusal: 'personInConflict' };
  const asked = await tx.task.findFirst({
    where: { processId: row.id, kind: 'assess', assigneeId: assessorId, doneAt: null },
  });
  return asked || people.assessors?.includes(assessorId) ? { refusal: 'superseded' } : { personId: assessorId };
};

/** C.4: what the reference group says; internal, and never changed. */
const comment: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { text } = caseComment.parse(content);
  await tx.caseComment.create({
    data: { applicationId: row.subjectId, position: row.eventSeq + 1, authorId: actorId!, at: cause.at, text },
  });
  return {};
};

/** A9: the officer’s “none” opens the case; an officer in conflict gives it back to the leader. */
const declareImpartiality: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { outcome, text } = impartiality.parse(content);
  const key = { applicationId: row.subjectId, personId: actorId! };
  const declared = { outcome, text, declaredAt: cause.at };
  await tx.impartialityDeclaration.upsert({
    where: { applicationId_personId: key },
    create: { ...key, ...declared },
    update: declared,
  });
  const isOfficer = (await peopleOf(tx, row)).caseOfficer === actorId;
  if (isOfficer && outcome === 'conflict') {
    await tx.application.update({ where: { id: row.subjectId }, data: { caseOfficerId: null } });
    return {
      to: row.state,
      people: { ...(await peopleOf(tx, row)), caseOfficer: undefined },
      settles: ['openApplication', 'assessApplication'],
      tasks: [{ task: 'assignOfficer', to: 'leaders' }],
      emails: [{ email: 'E33', to: ['leaders'] }],
      facts: { task: 'assignOfficer' },
    };
  }
  const people = await peopleOf(tx, row);
  // The task of opening it is for its officer; an assessor’s goes with the conflict.
  if (!isOfficer) return { to: row.state, people, settlesOwn: outcome === 'conflict' ? ['assess'] : [] };
  const settles = ['openApplication', 'applicationNotOpened'];
  if (row.state === 'recommended') return { to: row.state, people, settles };
  const opens = row.state === 'registered';
  return {
    to: opens ? 'underAssessment' : row.state,
    people,
    stops: opens ? ['opening'] : [],
    settles: [...settles, 'assessApplication'],
    tasks: [{ task: 'assessApplication', to: 'caseOfficer' }],
  };
};

const requestInformation: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { question, dueAt } = informationRequest.parse(content);
  await tx.$executeRaw`
    insert into clarification ("applicationId", round, question, "askedById", "askedAt", "dueAt")
    select ${row.subjectId}::uuid, coalesce(max(round), 0) + 1, ${question}, ${actorId}::uuid, ${cause.at}, ${new Date(dueAt)}
    from clarification where "applicationId" = ${row.subjectId}::uuid`;
  return { facts: { deadline: dueAt } };
};

async function openClarification(tx: Tx, row: ProcessRow): Promise<{ applicationId: string; round: number }> {
  const [open] = await tx.$queryRaw<{ round: number }[]>`
    select max(round) as round from clarification where "applicationId" = ${row.subjectId}::uuid`;
  return { applicationId: row.subjectId, round: open!.round };
}

const extendClarification: EffectOf = async ({ tx, row, content }) => {
  const { dueAt } = clarificationExtension.parse(content);
  const key = await openClarification(tx, row);
  const current = await tx.clarification.findUniqueOrThrow({ where: { applicationId_round: key } });
  if (dueAt <= current.dueAt.getTime()) return { refusal: 'deadlineNotLater' };
  await tx.clarification.update({
    where: { applicationId_round: key },
    data: { dueAt: new Date(dueAt), dueVersion: { increment: 1 } },
  });
  return { facts: { deadline: dueAt } };
};

const answer: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  await tx.clarification.update({
    where: { applicationId_round: await openClarification(tx, row) },
    data: {
      answer: clarificationAnswer.parse(content).answer,
      answeredById: actorId,
      answeredAt: cause.at,
      endedAt: cause.at,
    },
  });
  return { tasks: [{ task: 'assessApplication', to: 'caseOfficer' }] };
};

const endWaiting: EffectOf = async ({ tx, row, cause }) => {
  await tx.clarification.update({
    where: { applicationId_round: await openClarification(tx, row) },
    data: { endedAt: cause.at },
  });
  return {};
};

/** A12: one assessment per assessor; saved again, it is replaced whole. */
const assess: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { scores, comment } = assessmentForm.parse(content);
  const key = { applicationId: row.subjectId, assessorId: actorId! };
  await tx.assessment.upsert({
    where: { applicationId_assessorId: key },
    create: { ...key, comment, savedAt: cause.at },
    update: { comment, savedAt: cause.at },
  });
  await tx.score.deleteMany({ where: key });
  await tx.score.createMany({
    data: scores.map(({ criterion, score, reason }) => ({ ...key, criterionKey: criterion, score, reason })),
  });
  return { people: await peopleOf(tx, row) };
};

/** A13: never more than was applied for, in any year. The last one of the round tells the call. */
const recommend: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { outcome, years, reason, conditions } = recommendationForm.parse(content);
  // What is sent for approval stays as the approver sees it; the call’s row is locked.
  const call = await tx.process.findUniqueOrThrow({ where: { id: row.parentId! }, select: { state: true } });
  if (call.state === 'allocated') return { refusal: 'notAllowedNow' };
  const applied = await tx.budgetLine.groupBy({
    by: ['year'],
    where: { applicationId: row.subjectId, side: 'applied' },
    _sum: { amount: true },
  });
  const limit = new Map(applied.map((line) => [line.year, Number(line._sum.amount ?? 0n)]));
  const awards = outcome === 'granted' || outcome === 'partiallyGranted';
  if (years.some(({ year, amount }) => amount > (limit.get(year) ?? 0))) return { refusal: 'overApplied' };
  if (awards && !years.some(({ amount }) => amount > 0)) return { refusal: 'notComplete' };
  const round = (await tx.recommendation.count({ where: { applicationId: row.subjectId } })) + 1;
  await tx.recommendation.create({
    data: {
      applicationId: row.subjectId,
      round,
      officerId: actorId!,
      outcome,
      reason,
      conditions,
      at: cause.at,
      years: { create: years.map(({ year, amount }) => ({ budgetYear: year, amount: awards ? amount : 0 })) },
    },
  });
  return {
    people: await peopleOf(tx, row),
    derived: row.state === 'recommended' ? [] : await allRecommended(tx, row, 'recommended'),
  };
};

/** A7: the one that was waited for may be withdrawn. */
const withdraw: EffectOf = async ({ tx, row }) => ({
  derived: [
    ...(row.state === 'recommended' ? [] : await allRecommended(tx, row, 'withdrawn')),
    ...(await allSettled(tx, row)),
  ],
});

/** A18: nothing is left to do with the application. */
const end: EffectOf = async ({ tx, row }) => ({ derived: await allSettled(tx, row) });

/** A16: the second notice leads to the letter itself. */
const unopened: EffectOf = async ({ tx, row }) => {
  const letter = await tx.letter.findFirst({
    where: { processId: row.id, kind: { in: [...readLetters] } },
    orderBy: { at: 'desc' },
    select: { id: true },
  });
  return { aboutLetter: letter?.id ?? null };
};

/** R1: who is to report would tell the outcome, so E16 waits until the letter is opened or the award is public; then it comes once. */
async function reportsToAnnounce(tx: Tx, applicationId: string): Promise<Derived> {
  const reports = await tx.process.findMany({
    where: {
      parentId: processIdOf('project', applicationId),
      kind: 'report',
      commands: { none: { name: 'announce' } },
      emails: { none: { kind: 'E16' } },
    },
    select: { id: true },
  });
  return { targets: reports.map((report) => report.id), name: 'announce' };
}

/** A16: of the decision in this case; opening an interim reply is nothing. */
const letterOpened: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { letterId } = letterOpening.parse(content);
  const decision = { id: letterId, processId: row.id, kind: { in: [...readLetters] } };
  if ((await tx.letter.count({ where: decision })) === 0) return { refusal: 'notAllowedNow' };
  await tx.letter.updateMany({
    where: { ...decision, openedAt: null },
    data: { openedAt: cause.at, openedById: actorId },
  });
  return { derived: [await reportsToAnnounce(tx, row.subjectId)] };
};

/** A19: an award becomes public; a rejection never does. */
const publish: EffectOf = async ({ tx, row, cause }) => {
  if (row.state === 'granted' || row.state === 'partiallyGranted') {
    await tx.application.update({ where: { id: row.subjectId }, data: { publicSince: cause.at } });
    await tx.project.updateMany({ where: { id: row.subjectId }, data: { publicSince: cause.at } });
  }
  return { derived: [await reportsToAnnounce(tx, row.subjectId)] };
};

const callCancelled: EffectOf = ({ content }) =>
  Promise.resolve({ facts: { reason: callCancellation.parse(content).reason } });

export const grantEffects: Record<string, EffectOf> = {
  ...submissionEffects,
  'due:deadline': deadline,
  interimReply,
  'due:interimReply': interimReply,
  assign,
  assignAssessor,
  comment,
  declareImpartiality,
  handOver: handOverApplication,
  requestInformation,
  extendClarification,
  answer,
  endWaiting,
  assess,
  recommend,
  withdraw,
  decide,
  'refused:decide': refusedDecision,
  letterOpened,
  'letter:unopened-7': unopened,
  'letter:unopened-14': unopened,
  'due:publication': publish,
  'due:reasons': end,
  callCancelled,
};
