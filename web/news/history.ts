/** Who did what with a news item, for its own office. */
import type { Receipt } from '../components/models.js';
import type { PageContext } from '../page.js';

export type HistoryLine = { what: string; at: number; who: string };

export async function historyOf({ services, t }: PageContext, newsId: string): Promise<HistoryLine[]> {
  const changes = await services.prisma.newsChange.findMany({ where: { newsId }, orderBy: { version: 'desc' } });
  const people = await services.prisma.person.findMany({
    where: { id: { in: changes.map(({ actorId }) => actorId) } },
    select: { id: true, firstName: true, lastName: true },
  });
  const names = new Map(people.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
  return changes.map(({ name, at, actorId }) => ({
    what: t(`news.change.${name}`),
    at: at.getTime(),
    who: names.get(actorId) ?? '',
  }));
}

/** The receipt that `?kvittering=` names, for who did it and as long as nothing has been done since. */
export async function newsReceipt({ services, query, user, t }: PageContext, newsId: string): Promise<Receipt | null> {
  const asked = query.get('kvittering');
  if (!user || asked === null) return null;
  const last = await services.prisma.newsChange.findFirst({ where: { newsId }, orderBy: { version: 'desc' } });
  if (!last || last.actorId !== user.id || String(last.version) !== asked) return null;
  return { kind: 'applied', what: t(`news.done.${last.name}`), receivedAt: last.at.getTime() };
}
