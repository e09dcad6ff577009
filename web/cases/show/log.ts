/** What has happened in the case and in its message threads, from their events: newest first. */
import { isMunicipalRole, type ActorRole } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Translate } from '../../page.js';
import { inPlaceOf, namesOf, type NameOf } from '../../who.js';

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

/** Who acts in somebody’s place is named with them, where it is the office’s own people. */
function whoOf(t: Translate, nameOf: NameOf, { actorRole, actorId, deputyForId }: { actorRole: string; actorId: string | null; deputyForId: string | null }): string {
  const role = t(`common.role.${actorRole as ActorRole}`);
  if (!deputyForId) return role;
  return isMunicipalRole(actorRole) ? t('people.asDeputy', { role }) : inPlaceOf(t, nameOf(actorId), nameOf(deputyForId));
} // prettier-ignore

/** Who is named by role: the log says what the office and the municipality did, not which of its people; but for deputies. */
export async function readLog(prisma: PrismaClient, processId: string, t: Translate): Promise<LogLine[]> {
  const events = await prisma.event.findMany({
    where: { process: { OR: [{ id: processId }, { kind: 'thread', parentId: processId }] } },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    select: {
      name: true,
      at: true,
      actorRole: true,
      actorId: true,
      deputyForId: true,
      toState: true,
      process: { select: { kind: true } },
    },
  });
  const shown = events.filter(({ name, toState }) => name !== 'due:publication' || awarded.includes(toState));
  const nameOf = await namesOf(
    prisma,
    shown.flatMap(({ actorId, deputyForId }) => (deputyForId ? [actorId, deputyForId] : [])),
  );
  return shown.map(({ name, at, process, ...event }) => ({
    at: at.getTime(),
    what: wordsOf(process.kind, name, t),
    who: whoOf(t, nameOf, event),
  }));
}
