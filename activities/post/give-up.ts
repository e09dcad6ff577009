import type { PrismaClient } from '../../prisma/generated/client.js';
import { settleEmail } from './settle-email.js';
import { createTask } from './task.js';

/** After 24 hours of trying: what did not go out becomes a task and is marked failed (DESIGN rule 6). */
export async function giveUp(
  prisma: PrismaClient,
  { letters, emails }: { letters: string[]; emails: string[] },
): Promise<void> {
  for (const letter of await prisma.letter.findMany({ where: { id: { in: letters }, status: 'pending' } })) {
    await createTask(prisma, {
      key: `${letter.key}/failed`,
      processId: letter.processId,
      kind: 'deliveryFailed',
      at: letter.at,
    });
    await prisma.letter.update({ where: { id: letter.id }, data: { status: 'failed' } });
  }
  for (const email of await prisma.email.findMany({ where: { key: { in: emails }, status: 'pending' } })) {
    await createTask(prisma, {
      key: `${email.key}/failed`,
      processId: email.processId,
      kind: 'deliveryFailed',
      at: email.at,
    });
    await settleEmail(prisma, email.key, { status: 'failed', tried: false });
  }
}
