import { cancellation, consultationAnswer, dueExtension, summary } from '../../../domain/consultation/form.js';
import { fits, sendingFault, type Question } from '../../../domain/consultation/rules.js';
import type { EffectOf } from '../kernel.js';

const answerTask = 'answerConsultation';

/** Whole in both forms and due later than now; from here on it is fixed which municipalities are asked. */
const sendOut: EffectOf = async ({ tx, row, cause }) => {
  const id = row.subjectId;
  const draft = await tx.consultation.findUniqueOrThrow({ where: { id }, include: { questions: true } });
  const refusal = sendingFault({ ...draft, dueAt: draft.dueAt.getTime() }, cause.at.getTime());
  if (refusal) return { refusal };
  const asked = await tx.municipality.findMany({
    where: { countyCode: { in: draft.countyCodes }, validTo: null },
    select: { code: true },
    orderBy: { code: 'asc' },
  });
  if (asked.length === 0) return { refusal: 'notComplete' };
  await tx.consultationMunicipality.createMany({
    data: asked.map(({ code }) => ({ consultationId: id, municipalityCode: code })),
  });
  await tx.consultationDue.create({
    data: { consultationId: id, version: 1, dueAt: draft.dueAt, decidedAt: cause.at },
  });
  await tx.consultation.update({ where: { id }, data: { openedAt: cause.at } });
  await tx.task.createMany({
    data: asked.map(({ code }) => ({
      key: `${cause.id}/${answerTask}/${code}`,
      processId: row.id,
      kind: answerTask,
      audience: 'municipalityUsers',
      municipalityCode: code,
      at: cause.at,
    })),
  });
  return {};
};

/** One answer of each municipality: the last counts, those before it are kept. */
const answer: EffectOf = async ({ tx, row, cause, actorId, content }) => {
  const { municipalityCode, replies } = consultationAnswer.parse(content);
  const of = { consultationId: row.subjectId, municipalityCode };
  const asked = await tx.consultationMunicipality.findUnique({ where: { consultationId_municipalityCode: of } });
  if (!asked) return { refusal: 'notYours' };
  const questions = await tx.consultationQuestion.findMany({ where: { consultationId: row.subjectId } });
  if (!fits(replies, questions as Question[])) return { refusal: 'malformed' };
  const version = (await tx.consultationAnswer.count({ where: of })) + 1;
  await tx.consultationAnswer.create({
    data: { ...of, version, authorId: actorId!, at: cause.at, replies: { create: replies } },
  });
  await tx.task.updateMany({
    where: { processId: row.id, kind: answerTask, municipalityCode, doneAt: null },
    data: { doneAt: cause.at, doneById: actorId },
  });
  return {};
};

/** Never earlier, and everybody is told: also those who have answered may want to say more. */
const extendDue: EffectOf = async ({ tx, row, cause, content }) => {
  const { dueAt, reason } = dueExtension.parse(content);
  const id = row.subjectId;
  const before = await tx.consultation.findUniqueOrThrow({ where: { id } });
  const previousDeadline = before.dueAt.getTime();
  if (dueAt <= previousDeadline) return { refusal: 'deadlineNotLater' };
  const moved = { dueAt: new Date(dueAt), dueVersion: before.dueVersion + 1 };
  await tx.consultation.update({ where: { id }, data: moved });
  await tx.consultationDue.create({
    data: { consultationId: id, version: moved.dueVersion, dueAt: moved.dueAt, decidedAt: cause.at, reason },
  });
  return { facts: { previousDeadline, reason } };
};

const close: EffectOf = async ({ tx, row, cause }) => {
  await tx.consultation.update({ where: { id: row.subjectId }, data: { closedAt: cause.at } });
  return {};
};

const summarise: EffectOf = async ({ tx, row, cause, content }) => {
  const text = summary.parse(content);
  await tx.consultation.update({ where: { id: row.subjectId }, data: { ...text, summarisedAt: cause.at } });
  return {};
};

/** Who was asked is told while there was still something to answer. */
const cancel: EffectOf = async ({ tx, row, cause, content }) => {
  const { reason } = cancellation.parse(content);
  await tx.consultation.update({
    where: { id: row.subjectId },
    data: { cancelReason: reason, cancelledAt: cause.at },
  });
  return row.state === 'open'
    ? { facts: { reason }, emails: [{ email: 'E38cancelled', to: ['consultationMunicipalities'] }] }
    : {};
};

export const consultationEffects: Record<string, EffectOf> = {
  sendOut,
  answer,
  extendDue,
  'due:close': close,
  summarise,
  cancel,
};
