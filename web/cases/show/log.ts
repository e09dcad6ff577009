/** What has happened in the case and in its message threads, from their events: newest first. */
import type { ActorRole } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Translate } from '../../page.js';

export type LogLine = { at: number; what: string; who: string };

const ownWords = ['seeded', 'imported', 'due:deadline', 'due:interimReply', 'due:publication', 'due:reasons'];

const awarded = ['granted', 'partiallyGranted'];

/** A command, a deadline, or a step of a ladder ("clarification:before-3") in words. */
function wordsOf(kind: string, name: string, t: Translate): string {
  if (ownWords.includes(name)) return t(`cases.event.${name.replace('due:', '')}`);
  const [, step, n] = /^\w+:(.*?)(?:-(\d+))?$/.exec(name) ?? [];
  if (step === undefined) return t(`common.done.${kind}.${name}`);
  return n === '0' ? t('common.step.onTheDay') : t(`common.step.${step}`, { n, count: Number(n ?? 0) });
}

/** Who is named by role: the log says what the office and the municipality did, not which of its people. */
export async function readLog(prisma: PrismaClient, processId: string, t: Translate): Promise<LogLine[]> {
  const events = await prisma.event.findMany({
    where: { process: { OR: [{ id: processId }, { kind: 'thread', parentId: processId }] } },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    select: { name: true, at: true, actorRole: true, toState: true, process: { select: { kind: true } } },
  });
  const shown = events.filter(({ name, toState }) => name !== 'due:publication' || awarded.includes(toState));
  return shown.map(({ name, at, actorRole, process }) => ({
    at: at.getTime(),
    what: wordsOf(process.kind, name, t),
    who: t(`common.role.${actorRole as ActorRole}`),
  }));
}
