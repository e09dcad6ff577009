import { randomUUID } from 'node:crypto';
import { accessDenial, accessStart } from '../../../domain/access/form.js';
import type { EffectOf } from '../kernel.js';

const start: EffectOf = ({ content }) => Promise.resolve({ facts: { code: accessStart.parse(content).code } });

const submit: EffectOf = async ({ tx, row, cause }) => {
  await tx.accessRequest.update({ where: { id: row.subjectId }, data: { submittedAt: cause.at } });
  return { facts: { receivedAt: cause.at.getTime() } };
};

/** U2: the role counts from now; name, address and number are those of the request. */
const approve: EffectOf = async ({ tx, row, cause, actorId }) => {
  const request = await tx.accessRequest.update({
    where: { id: row.subjectId },
    data: { decidedAt: cause.at, decidedById: actorId },
  });
  const { firstName, lastName, email, phone } = request;
  await tx.person.update({ where: { id: request.personId }, data: { firstName, lastName, email, phone } });
  await tx.roleGrant.create({
    data: {
      id: randomUUID(),
      personId: request.personId,
      role: request.role,
      municipalityCode: request.municipalityCode,
      accessRequestId: request.id,
      fromAt: cause.at,
    },
  });
  return {};
};

const deny: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { reason } = accessDenial.parse(content);
  await tx.accessRequest.update({
    where: { id: row.subjectId },
    data: { decidedAt: cause.at, decidedById: actorId, reason },
  });
  return { facts: { reason } };
};

export const accessEffects = { start, submit, approve, deny };
