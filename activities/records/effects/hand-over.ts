import { handOver as handOverContent } from '../../../domain/application/form.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import type { Tx } from '../transaction.js';

/** A colleague whose role in the municipality counts. Their grant is held until the end, so that it cannot end meanwhile. */
async function isColleague(tx: Tx, personId: string, municipalityCode: string): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from role_grant where "personId" = ${personId}::uuid and "municipalityCode" = ${municipalityCode} and state = 'active'
    and role in ('applicant', 'municipalCoordinator') and "deputyForId" is null limit 1 for share`;
  return held.length > 0;
}

type Kept = { contactId: string | null };

/** R11: the contact of an application or a project becomes a colleague; both hear of it. */
async function handOver(
  { tx, row, content }: EffectInput,
  { before, write }: { before: Kept; write: (contactId: string) => Promise<unknown> },
): Promise<Effect> {
  const { personId } = handOverContent.parse(content);
  if (personId === before.contactId) return { refusal: 'superseded' };
  if (!(await isColleague(tx, personId, row.municipalityCode ?? ''))) return { refusal: 'notColleague' };
  await write(personId);
  await tx.task.updateMany({
    where: { processId: row.id, audience: 'contact', doneAt: null },
    data: { assigneeId: null },
  });
  return before.contactId ? { personId: before.contactId } : {};
}

export const handOverApplication: EffectOf = async (input) => {
  const where = { id: input.row.subjectId };
  const before = await input.tx.application.findUniqueOrThrow({
    where,
    select: { contactId: true, project: { select: { contactId: true } } },
  });
  const write = (contactId: string) =>
    input.tx.application.update({ where, data: { contactId, version: { increment: 1 } } });
  const effect = await handOver(input, { before, write });
  // After an award the project is handed over with it, and its process tells of both.
  const withProject = [before.contactId, handOverContent.parse(input.content).personId].includes(
    before.project?.contactId ?? '',
  );
  if (effect.refusal || withProject) return effect;
  return { ...effect, emails: [{ email: 'E24', to: ['contact', 'formerContact'] }] };
};

export const handOverProject: EffectOf = async (input) => {
  const where = { id: input.row.subjectId };
  const before = await input.tx.project.findUniqueOrThrow({ where, select: { contactId: true } });
  return handOver(input, { before, write: (contactId) => input.tx.project.update({ where, data: { contactId } }) });
};
