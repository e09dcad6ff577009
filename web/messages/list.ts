/** The message threads of a case, for the case’s page on either side. */
import { processIdOf } from '../../domain/lifecycles.js';
import { can } from '../../domain/authorisation.js';
import { statusTag } from '../case-view.js';
import type { Link, StatusTag } from '../components/models.js';
import type { Translate, UserContext } from '../page.js';
import { caseSubject, startPath, type Side } from './message-case.js';
import { unreadIn } from './unread.js';

export type CaseThreads = {
  /** `fresh`: "2 nye meldinger", for who has not seen them; null when there are none. */
  threads: { subject: string; href: string; status: StatusTag; latest: number; fresh: string | null }[];
  /** Begin a new one; null for who may not. */
  start: Link | null;
};

/** "2 nye meldinger"; null when there are none. */
export const freshText = (t: Translate, unread: { count: number } | undefined): string | null =>
  unread ? t('messages.fresh', { count: unread.count }) : null;

/** The thread written in last comes first. Null when there is none and this person may not begin one. */
export async function threadsOf(
  { services: { prisma }, t, user }: UserContext,
  caseId: string,
  side: Side,
): Promise<CaseThreads | null> {
  const about = (await caseSubject(prisma, caseId))!;
  const rows = can(user.actor, 'thread.read', about)
    ? await prisma.thread.findMany({
        where: { caseId },
        include: { messages: { orderBy: { position: 'desc' }, take: 1, select: { at: true } } },
      })
    : [];
  const processes = await prisma.process.findMany({
    where: { id: { in: rows.map(({ id }) => processIdOf('thread', id)) } },
    select: { subjectId: true, state: true },
  });
  const unread = await unreadIn(prisma, rows.map(({ id }) => id), { user, side }); // prettier-ignore
  const threads = rows.map(({ id, subject, createdAt, messages }) => ({
    subject,
    href: `/meldinger/${id}`,
    status: statusTag(t, 'thread', processes.find(({ subjectId }) => subjectId === id)!.state, side),
    latest: (messages[0]?.at ?? createdAt).getTime(),
    fresh: freshText(t, unread.get(id)),
  }));
  const start = can(user.actor, 'thread.start', about)
    ? { text: t('messages.start.link'), href: startPath(caseId) }
    : null;
  return threads.length > 0 || start ? { threads: threads.sort((a, b) => b.latest - a.latest), start } : null;
}
