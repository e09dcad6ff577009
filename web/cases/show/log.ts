/** What has happened in the case, from its events: newest first. */
import type { ActorRole } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Translate } from '../../page.js';

export type LogLine = { at: number; what: string; who: string };

const ownWords = ['seeded', 'imported', 'due:deadline', 'due:publication', 'due:reasons'];

/** Who is named by role: the log says what the office and the municipality did, not which of its people. */
export async function readLog(prisma: PrismaClient, processId: string, t: Translate): Promise<LogLine[]> {
  const events = await prisma.event.findMany({
    where: { processId },
    orderBy: { seq: 'desc' },
    select: { name: true, at: true, actorRole: true },
  });
  return events.map(({ name, at, actorRole }) => ({
    at: at.getTime(),
    what: ownWords.includes(name) ? t(`cases.event.${name.replace('due:', '')}`) : t(`common.done.grant.${name}`),
    who: t(`common.role.${actorRole as ActorRole}`),
  }));
}
