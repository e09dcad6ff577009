import type { PrismaClient } from '../../prisma/generated/client.js';

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
