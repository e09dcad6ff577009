import { cancellation, consultationAnswer, dueExtension, summary } from '../../../domain/consultation/form.js';
import { fits, sendingFault, type Question } from '../../../domain/consultation/rules.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { EffectOf } from '../kernel.js';
import type { Tx } from '../transaction.js';

const answerTask = 'answerConsultation';

type Draft = { id: string; countyCodes: string[]; dueAt: Date };

/** From here on it is fixed which municipalities are asked; each has its task. */
export async function ask(tx: Tx, { id, countyCodes, dueAt }: Draft, cause: { id: string; at: Date }): Promise<void> {
  const asked = await tx.municipality.findMany({
    where: { countyCode: { in: countyCodes }, validTo: null },
    select: { code: true },
    orderBy: { code: 'asc' },
  });
  await tx.consultationMunicipality.createMany({
    data: asked.map(({ code }) => ({ consultationId: id, municipalityCode: code })),
  });
  await tx.consultationDue.create({ data: { consultationId: id, version: 1, dueAt, decidedAt: cause.at } });
  await tx.consultation.update({ where: { id }, data: { openedAt: cause.at } });
  await tx.task.createMany({
    data: asked.map(({ code }) => ({
      key: `${cause.id}/${answerTask}/${code}`,
      processId: processIdOf('consultation', id),
      kind: answerTask,
      audience: 'municipalityUsers',
      municipalityCode: code,
      at: cause.at,
    })),
  });
}

/** Whole in both forms and due later than now, and somebody to ask. */
const sendOut: EffectOf = async ({ tx, row, cause }) => {
  const draft = await tx.consultation.findUniqueOrThrow({
    where: { id: row.subjectId },
    include: { questions: true },
  });
  const refusal = sendingFault({ ...draft, dueAt: draft.dueAt.getTime() }, cause.at.getTime());
  if (refusal) return { refusal };
  const countyCode = { in: draft.countyCodes };
  if ((await tx.municipality.count({ where: { countyCode, validTo: null } })) === 0) return { refusal: 'notComplete' };
  await ask(tx, draft, cause);
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
  // What a colleague has written since is not sent.
  await tx.consultationDraft.deleteMany({ where: { ...of, savedAt: { lte: cause.at } } });
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
  // What nobody sent is of no use any more.
  await tx.consultationDraft.deleteMany({ where: { consultationId: row.subjectId } });
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
