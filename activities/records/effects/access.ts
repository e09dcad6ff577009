/** U1–U4: a request or an invitation, and what it leaves behind. */
import {
  acceptance,
  accessAnswer,
  accessApproval,
  accessDenial,
  accessQuestion,
  emailCode,
  invitationSecret,
} from '../../../domain/access/form.js';
import { invitedBy } from '../../../domain/role/rules.js';
import type { ActorRole, Role } from '../../../domain/roles.js';
import { hasCoordinator } from '../../../prisma/last-role.js';
import type { AccessRequest } from '../../../prisma/generated/client.js';
import { rename } from '../../../prisma/person-name.js';
import { lockMinistry, MINISTRY_OFFICERS, ministryOfficers } from '../../../prisma/ministry.js';
import type { Derived } from '../derive.js';
import type { EffectInput, EffectOf } from '../kernel.js';
import { anonymiseRequest } from './anonymise.js';
import { toPerson } from './person.js';
import { mayAsCoordinator, roleOfRequest, suspendElsewhere } from './role.js';

const requestOf = ({ tx, row }: EffectInput): Promise<AccessRequest> =>
  tx.accessRequest.findUniqueOrThrow({ where: { id: row.subjectId } });

const start: EffectOf = async (input) => {
  const { personId } = await requestOf(input);
  return {
    facts: { code: emailCode.parse(input.content).code },
    people: { holder: personId ?? undefined },
    derived: toPerson(personId, 'accessAsked'),
  };
};

const newCode: EffectOf = ({ content }) => Promise.resolve({ facts: { code: emailCode.parse(content).code } });

const submit: EffectOf = async ({ tx, row, cause }) => {
  await tx.accessRequest.update({ where: { id: row.subjectId }, data: { submittedAt: cause.at } });
  return { facts: { receivedAt: cause.at.getTime() } };
};

/** May a coordinator let people in here? The Governor’s administrator can take that back. */
const mayLetIn = ({ tx, row, actorRole }: EffectInput): Promise<boolean> => mayAsCoordinator({ tx, row, actorRole });

/** A municipality that is no more lets nobody in. */
async function placeEnded({ tx, row, cause }: EffectInput): Promise<boolean> {
  if (!row.municipalityCode) return false;
  const { validTo } = await tx.municipality.findUniqueOrThrow({ where: { code: row.municipalityCode } });
  return validTo !== null && validTo <= cause.at;
}

/** A municipality’s first user is also its coordinator (U2), unless the Governor keeps that to itself. */
async function firstCoordinator(input: EffectInput, personId: string): Promise<Derived[]> {
  const { tx, row } = input;
  const municipalityCode = row.municipalityCode!;
  // Two first ones at the same moment: one of them is the first.
  const [place] = await tx.$queryRaw<{ coordinatorApproves: boolean }[]>`
    select "coordinatorApproves" from municipality where code = ${municipalityCode} for no key update`;
  const role = 'municipalCoordinator';
  return place?.coordinatorApproves && !(await hasCoordinator(tx, municipalityCode))
    ? roleOfRequest(input, { personId, role, proposedById: null })
    : [];
} // prettier-ignore

/** The roles count from now; name, address and number are those of the request. */
async function letIn(input: EffectInput, request: AccessRequest, personId: string): Promise<Derived[]> {
  const { tx, cause, actorId, actorRole, deputyForId } = input;
  const { email, phone, role } = request;
  const elsewhere = await suspendElsewhere(input, { personId, role, email });
  await rename(tx, { personId, name: request, actorId: actorId ?? personId, actorRole, deputyForId, at: cause.at });
  await tx.person.update({ where: { id: personId }, data: { email, phone } });
  const first = role === 'applicant' ? await firstCoordinator(input, personId) : [];
  const own = await roleOfRequest(input, { personId, role, proposedById: request.invitedById });
  return [...elsewhere, ...own, ...first];
}

/** U2 */
const approve: EffectOf = async (input) => {
  const { tx, row, cause, actorId, content } = input;
  const { reason } = accessApproval.parse(content);
  if (!(await mayLetIn(input))) return { refusal: 'notManaged' };
  if (await placeEnded(input)) return { refusal: 'placeEnded' };
  const request = await tx.accessRequest.update({
    where: { id: row.subjectId },
    data: { decidedAt: cause.at, closedAt: cause.at, decidedById: actorId, reason: reason || null },
  });
  return { facts: { role: request.role as Role }, derived: await letIn(input, request, request.personId!) };
};

/** U3 */
const deny: EffectOf = async (input) => {
  const { tx, row, cause, actorId, content } = input;
  const { reason } = accessDenial.parse(content);
  if (!(await mayLetIn(input))) return { refusal: 'notManaged' };
  const { personId } = await tx.accessRequest.update({
    where: { id: row.subjectId },
    data: { decidedAt: cause.at, closedAt: cause.at, decidedById: actorId, reason },
  });
  return { facts: { reason }, derived: toPerson(personId, 'accessClosed') };
};

/** U4 */
const ask: EffectOf = async (input) => {
  const { tx, row, cause, actorId, content } = input;
  const { question } = accessQuestion.parse(content);
  if (!(await mayLetIn(input))) return { refusal: 'notManaged' };
  const round = 1 + (await tx.accessClarification.count({ where: { requestId: row.subjectId } }));
  await tx.accessClarification.create({
    data: { requestId: row.subjectId, round, question, askedById: actorId!, askedAt: cause.at },
  });
  return { facts: { question } };
};

const answer: EffectOf = async ({ tx, row, cause, content }) => {
  const { answer: text } = accessAnswer.parse(content);
  await tx.accessClarification.updateMany({
    where: { requestId: row.subjectId, answer: null },
    data: { answer: text, answeredAt: cause.at },
  });
  return {};
};

/** Who may let someone in asks them: the link of the e-mail holds what proves the address. */
const invite: EffectOf = async (input) => {
  const { secret } = invitationSecret.parse(input.content);
  const { role, invitedById } = await requestOf(input);
  const proposers = [invitedById, input.deputyForId].filter((id) => id !== null);
  const mayInvite = input.actorRole === 'system' || invitedBy(input.actorRole).includes(role as Role);
  if (!mayInvite || !(await mayLetIn(input))) return { refusal: 'notManaged' };
  if (await placeEnded(input)) return { refusal: 'placeEnded' };
  return { facts: { secret }, people: { proposers } };
};

/** Only while there are not the two who can let others in does the installation invite. Two who accept at once take turns. */
async function notTheFirst({ tx }: EffectInput, { invitedById }: AccessRequest): Promise<boolean> {
  if (invitedById !== null) return false;
  await lockMinistry(tx);
  return (await ministryOfficers(tx)) >= MINISTRY_OFFICERS;
}

/** Has who invited still the right it was done by? It is held until the end, so that it cannot end meanwhile. */
async function inviterStands({ tx, row, cause }: EffectInput, { invitedById, invitedAs }: AccessRequest): Promise<boolean> {
  if (invitedById === null) return true;
  if (!(await mayAsCoordinator({ tx, row, actorRole: invitedAs as ActorRole }))) return false;
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from role_grant g join person p on p.id = g."personId"
    where g."personId" = ${invitedById}::uuid and g.role = ${invitedAs} and g.state = 'active' and p."dormantSince" is null
      and (g."deputyForId" is null or (g."fromAt" <= ${cause.at} and g."toAt" > ${cause.at}))
      and (g."municipalityCode" is null or g."municipalityCode" = ${row.municipalityCode})
      and (g."countyGovernorCode" is null or g."countyGovernorCode" = ${row.countyGovernorCode})
    limit 1 for share of g`;
  return held.length > 0;
} // prettier-ignore

/** The invited person is there, with what they say of themselves. Whoever invited is told who it was. */
const accept: EffectOf = async (input) => {
  const { tx, row, cause, actorId, content } = input;
  const said = acceptance.parse(content);
  if (await placeEnded(input)) return { refusal: 'placeEnded' };
  const invitation = await requestOf(input);
  if (await notTheFirst(input, invitation)) return { refusal: 'notManaged' };
  if (!(await inviterStands(input, invitation))) return { refusal: 'notManaged' };
  const request = await tx.accessRequest.update({
    where: { id: row.subjectId },
    data: { personId: actorId, ...said, submittedAt: cause.at, decidedAt: cause.at, closedAt: cause.at },
  });
  const derived = await letIn(input, request, actorId!);
  return { facts: { role: request.role as Role }, derived, people: { holder: actorId ?? undefined } };
};

/** An invitation is taken back by those who could have sent it. */
const takeBack: EffectOf = async (input) => {
  const { role } = await requestOf(input);
  if (input.actorRole !== 'system' && !invitedBy(input.actorRole).includes(role as Role))
    return { refusal: 'notManaged' };
  return closed(input);
};

const closed: EffectOf = async ({ tx, row, cause }) => {
  const { personId } = await tx.accessRequest.update({ where: { id: row.subjectId }, data: { closedAt: cause.at } });
  return { derived: toPerson(personId, 'accessClosed') };
};

export const accessEffects: Record<string, EffectOf> = {
  start,
  newCode,
  submit,
  approve,
  deny,
  ask,
  answer,
  invite,
  accept,
  withdraw: closed,
  takeBack,
  'due:expiry': closed,
  'due:anonymise': anonymiseRequest,
};
