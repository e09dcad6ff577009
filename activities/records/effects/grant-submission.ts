/** How an application comes in: with the municipality’s own approval where the call wants it (A2–A4), or after the deadline (A14). */
import {
  applicationSnapshot,
  lateDecision,
  lateSubmission,
  localReturn,
  type ApplicationSnapshot,
} from '../../../domain/application/form.js';
import { applicationFaults, rulesOf } from '../../../domain/application/rules.js';
import type { Refusal } from '../../../domain/errors.js';
import type { LocalApproval } from '../../../domain/application/local-approval.js';
import { approversOf, lateAskerOf } from '../../../domain/application/local-approval.js';
import { firstApproval, type FirstApproval } from '../../../prisma/local-approval.js';
import { peopleOf } from '../../../prisma/people.js';
import { dismissalLetterFacts } from '../../../prisma/letter-facts.js';
import { sentInBeside } from '../../../prisma/rank.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import { deadlineAt } from '../process-row.js';
import { allRecommended } from '../round.js';
import { nextCaseNumber, officerFor } from './case-work.js';
import { repliedTo } from './interim-reply.js';
import { orderLetter } from './letter.js';
import { orderSubmitted } from './submitted.js';

const callOf = ({ tx, row }: EffectInput) =>
  tx.call.findUniqueOrThrow({ where: { id: row.callId! }, include: { priorityAreas: { select: { id: true } } } });
type Call = Awaited<ReturnType<typeof callOf>>;
const localApprovalOf = (call: Call) => call.localApproval as LocalApproval;

/** In time by the deadline that held when it was received. */
async function isInTime({ tx, row, cause }: EffectInput): Promise<boolean> {
  return cause.at.getTime() < (await deadlineAt(tx, row.callId!, cause.at)).deadline;
}

/** D-6: two of the municipality’s at the same instant take turns, so that exactly as many come in as the call allows. */
async function isBeyondCap({ tx, row }: EffectInput, call: Call): Promise<boolean> {
  if (call.maxApplications === null) return false;
  const municipalityCode = row.municipalityCode!;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`cap/${call.id}/${municipalityCode}`}, 0))`;
  return (await sentInBeside(tx, { id: row.subjectId, callId: call.id, municipalityCode })) >= call.maxApplications;
}

/** What the call demands of every application, however it comes in. */
async function hindrance(input: EffectInput, call: Call, snapshot: ApplicationSnapshot): Promise<Refusal | undefined> {
  if (applicationFaults(snapshot, rulesOf(call)).length > 0) return 'notComplete';
  return (await isBeyondCap(input, call)) ? 'tooManyApplications' : undefined;
}

/** It is sent in: frozen as a document, and from now on the deadline registers it. */
async function sentIn(input: EffectInput): Promise<Effect> {
  const { tx, row, cause } = input;
  await tx.application.update({ where: { id: row.subjectId }, data: { submittedAt: cause.at } });
  const replied = (await repliedTo(tx, [row.id])).size > 0;
  return {
    facts: { receivedAt: cause.at.getTime() },
    starts: replied ? [] : ['interimReply'],
    letterIds: [await orderSubmitted(input)],
    aboutLetter: null,
  };
}

/** Sent in by a command whose row in the lifecycle leaves open where it leads. */
const comesIn = ({ starts = [], ...effect }: Effect): Effect => ({
  ...effect,
  to: 'submitted',
  starts: ['registration', ...starts],
  emails: [{ email: 'E9', to: ['municipalityUsers'] }],
});

/**
 * A4: in time, complete by the call’s rules, and not where the municipality’s own approval comes first. Also what has lapsed meanwhile: an
 * extension holds from when it was received, and what is sent in after that may come here before the grant has heard of it.
 */
const submit: EffectOf = async (input) => {
  if (!(await isInTime(input))) return { refusal: 'deadlinePassed' };
  const call = await callOf(input);
  if (call.localApproval !== 'none') return { refusal: 'localApprovalNeeded' };
  const refusal = await hindrance(input, call, applicationSnapshot.parse(input.content));
  return refusal ? { refusal } : sentIn(input);
};

/** A5: until the deadline, also one that has been moved, what was sent in can be corrected. It stands until it is sent in anew. */
const reopen: EffectOf = async (input) => ((await isInTime(input)) ? {} : { refusal: 'deadlinePassed' });

/** A2 */
const sendForLocalApproval: EffectOf = async (input) => {
  if (!(await isInTime(input))) return { refusal: 'deadlinePassed' };
  const call = await callOf(input);
  if (call.localApproval === 'none') return { refusal: 'notAllowedNow' };
  const refusal = await hindrance(input, call, applicationSnapshot.parse(input.content));
  return refusal ? { refusal } : {};
};

/** Whose approval it waits for; of what has lapsed meanwhile, whose it waited for then. */
async function waitedIn({ tx, row }: EffectInput): Promise<string> {
  if (row.state !== 'lapsed') return row.state;
  const lapsed = await tx.event.findFirst({
    where: { processId: row.id, name: 'due:deadline', toState: 'lapsed' },
    orderBy: { seq: 'desc' },
    select: { fromState: true },
  });
  return lapsed?.fromState ?? 'draft';
}

/** Two approvals are two people’s, deputies too. */
const isSameSeat = ({ actorId, deputyForId }: EffectInput, first: FirstApproval | null): boolean => {
  const seats = [first?.actorId, first?.deputyForId].filter((id) => id !== null && id !== undefined);
  return [actorId, deputyForId].some((id) => id !== null && seats.includes(id));
};

/** A4: by the last whose approval the call wants it is sent in, by the first it goes on. */
const approveLocally: EffectOf = async (input) => {
  const { tx, row, actorRole } = input;
  if (!(await isInTime(input))) return { refusal: 'deadlinePassed' };
  const call = await callOf(input);
  const refusal = await hindrance(input, call, applicationSnapshot.parse(input.content));
  if (refusal) return { refusal };
  const waited = await waitedIn(input);
  if (waited === 'draft') return { refusal: 'notAllowedNow' };
  if (actorRole !== (waited === 'awaitingMayor' ? 'mayor' : 'localApprover')) return { refusal: 'notYours' };
  if (waited === 'awaitingLocalApproval' && approversOf(localApprovalOf(call)).includes('mayor')) {
    return {
      to: 'awaitingMayor',
      starts: row.state === 'lapsed' ? ['localApproval', 'localDeadline'] : ['localApproval'],
      emails: [{ email: 'E7', to: ['localApprovers'] }],
      tasks: [{ task: 'approveLocally', to: 'localApprovers' }],
    };
  }
  if (waited === 'awaitingMayor' && isSameSeat(input, await firstApproval(tx, row.id)))
    return { refusal: 'secondApprover' };
  return { ...comesIn(await sentIn(input)), stops: ['localDeadline'] };
};

/** A3 */
const sendBack: EffectOf = ({ content }) => Promise.resolve({ facts: { reason: localReturn.parse(content).comment } });

/** A14: whoever would have been the last to send it in asks, or the chief executive who had not approved; the cap holds here too. */
const submitLate: EffectOf = async (input) => {
  const { tx, row, cause, actorRole, content } = input;
  const call = await callOf(input);
  const first = await firstApproval(tx, row.id);
  const asker = lateAskerOf(localApprovalOf(call), first !== null);
  if (asker ? actorRole !== asker : actorRole === 'localApprover' || actorRole === 'mayor')
    return { refusal: asker ? 'localApprovalNeeded' : 'notYours' };
  if (actorRole === 'mayor' && isSameSeat(input, first)) return { refusal: 'secondApprover' };
  const { application } = lateSubmission.parse(content);
  const refusal = await hindrance(input, call, application);
  if (refusal) return { refusal };
  // The deadline was moved just before: then it is not late.
  if (await isInTime(input)) return comesIn(await sentIn({ ...input, content: application }));
  await tx.application.update({ where: { id: row.subjectId }, data: { submittedAt: cause.at } });
  return {
    to: 'late',
    starts: ['late'],
    emails: [
      { email: 'E9late', to: ['municipalityUsers'] },
      { email: 'E33', to: ['approvers'] },
    ],
    tasks: [{ task: 'decideLate', to: 'approvers' }],
    facts: { receivedAt: cause.at.getTime(), task: 'decideLate' },
    letterIds: [await orderSubmitted({ ...input, content: application })],
    aboutLetter: null,
  };
};

/** A14: the reason of who asked, from the command that holds. */
async function excuseOf({ tx, row }: EffectInput): Promise<{ reason: string; at: Date }> {
  const asked = await tx.command.findFirstOrThrow({
    where: { processId: row.id, name: 'submitLate', status: 'applied' },
    orderBy: { seq: 'desc' },
  });
  return { reason: lateSubmission.parse(asked.content).reason, at: asked.receivedAt };
}

/** A14: taken in it is registered like the others; dismissed there is a letter, and it is over when the time for reasons has run out. */
const decideLate: EffectOf = async (input) => {
  const { tx, row, cause, actorId, deputyForId, content } = input;
  const { outcome, reason } = lateDecision.parse(content);
  const office = row.countyGovernorCode!;
  const call = await tx.process.findUniqueOrThrow({ where: { id: row.parentId! }, select: { state: true } });
  // What is with the approver stays as it is there: taken in now, it would be forgotten or stop the others.
  if (outcome === 'accepted' && call.state === 'allocated') return { refusal: 'notAllowedNow' };
  const caseNumber = await nextCaseNumber(tx, office, cause.at);
  const where = { id: row.subjectId };
  if (outcome === 'dismissed') {
    await tx.application.update({ where, data: { caseNumber } });
    const excuse = await excuseOf(input);
    const letter = await dismissalLetterFacts(tx, row.subjectId, {
      receivedAt: excuse.at.getTime(),
      excuse: excuse.reason,
      reason,
      approverId: actorId!,
      deputyForId,
      at: cause.at.getTime(),
    });
    return {
      to: 'dismissed',
      number: caseNumber,
      letterIds: [await orderLetter(input, letter)],
      starts: ['letter', 'reasons'],
      emails: [{ email: 'E14', to: ['municipalityUsers'] }],
      derived: await allRecommended(tx, row, 'dismissed'),
    };
  }
  const caseOfficerId = await officerFor(tx, office, { applicationId: row.subjectId, at: cause.at });
  await tx.application.update({ where, data: { caseNumber, caseOfficerId } });
  return {
    to: 'registered',
    number: caseNumber,
    people: await peopleOf(tx, row),
    starts: ['opening', 'interimReply'],
    emails: [
      { email: 'E9accepted', to: ['municipalityUsers'] },
      { email: 'E33', to: ['caseOfficer'] },
    ],
    tasks: [{ task: 'openApplication', to: 'caseOfficer' }],
    facts: { reason },
  };
};

export const submissionEffects: Record<string, EffectOf> = {
  submit,
  reopen,
  sendForLocalApproval,
  approveLocally,
  sendBack,
  submitLate,
  decideLate,
};
