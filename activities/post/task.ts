import type { PrismaClient } from '../../prisma/generated/client.js';

/** The colleagues of a contact whose address does not take e-mail find another contact (R11); once per key. */
export async function askForContact(
  prisma: PrismaClient,
  email: { key: string; processId: string; recipientId: string | null; at: Date },
): Promise<void> {
  const {
    kind,
    subjectId: id,
    municipalityCode,
    final,
  } = await prisma.process.findUniqueOrThrow({
    where: { id: email.processId },
  });
  if (!email.recipientId || final || (kind !== 'grant' && kind !== 'project')) return;
  const where = { where: { id }, select: { contactId: true } };
  const row = kind === 'grant' ? await prisma.application.findUnique(where) : await prisma.project.findUnique(where);
  if (row?.contactId !== email.recipientId) return;
  const task = {
    key: `${email.key}/contact`,
    kind: 'contactUnreached',
    audience: 'municipalityUsers',
    municipalityCode,
  };
  await prisma.task.createMany({ data: [{ ...task, processId: email.processId, at: email.at }], skipDuplicates: true });
}

/** A task for the office’s leader about something that did not go out; once per key. */
export async function createTask(
  prisma: PrismaClient,
  task: { key: string; processId: string; kind: string; at: Date },
): Promise<void> {
  const process = await prisma.process.findUniqueOrThrow({ where: { id: task.processId } });
  await prisma.task.createMany({
    data: [{ ...task, audience: 'leaders', countyGovernorCode: process.countyGovernorCode }],
    skipDuplicates: true,
  });
}
