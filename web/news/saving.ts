/** What is done with a news item: the row as it now stands and the change that says who did it, in one transaction (DESIGN rule 8). */
import type { NewsText } from '../../domain/news/form.js';
import { grantFor, type ActorRole } from '../../domain/roles.js';
import type { News, Prisma, PrismaClient } from '../../prisma/generated/client.js';
import type { User, UserContext } from '../page.js';

export type NewsContent = NewsText & { callId: string | null };
export type NewsChangeName = 'drafted' | 'saved' | 'published' | 'corrected' | 'withdrawn';

type Change = {
  id: string;
  countyGovernorCode: string;
  /** The version the form was drawn from. */
  version: number;
  name: Exclude<NewsChangeName, 'drafted'>;
  /** The columns that become others. */
  data: (at: Date) => Prisma.NewsUncheckedUpdateInput;
};

/** States in which each may be done. */
const from: Readonly<Record<Change['name'], string>> = {
  saved: 'draft',
  published: 'draft',
  corrected: 'published',
  withdrawn: 'published',
};

/** With which role, and in whose place where it is lent. */
function actorIn(user: User, countyGovernorCode: string) {
  const roles: readonly ActorRole[] = ['caseOfficer', 'leader'];
  const at = { countyGovernorCode, municipalityCode: null };
  const grants = roles.flatMap((role) => grantFor(user.actor, role, at) ?? []);
  const grant = grants.find((one) => !one.deputyFor) ?? grants[0]!;
  return { actorId: user.id, actorRole: grant.role, deputyForId: grant.deputyFor ?? null };
}

async function keep(tx: Prisma.TransactionClient, news: News, change: { name: NewsChangeName; at: Date; user: User }) {
  const { id: newsId, version, callId, titleNb, titleNn, textNb, textNn, withdrawalReason: reason } = news;
  const { name, at, user } = change;
  const text = { callId, titleNb, titleNn, textNb, textNn, reason };
  await tx.newsChange.create({ data: { newsId, version, name, at, ...text, ...actorIn(user, news.countyGovernorCode) } }); // prettier-ignore
}

const clock = async (tx: Prisma.TransactionClient): Promise<Date> =>
  (await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`)[0]!.now;

/** A new draft. False when there is one with this id already: the form came twice. */
export function draftNews(
  { services, user }: UserContext,
  { id, countyGovernorCode, content }: { id: string; countyGovernorCode: string; content: NewsContent },
): Promise<boolean> {
  return services.prisma.$transaction(async (tx) => {
    const at = await clock(tx);
    const { count } = await tx.news.createMany({
      data: [{ id, countyGovernorCode, ...content, createdAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    await keep(tx, await tx.news.findUniqueOrThrow({ where: { id } }), { name: 'drafted', at, user });
    return true;
  });
}

/** Answers false when somebody else was first, and changes nothing. */
export function changeNews({ services, user }: UserContext, change: Change): Promise<boolean> {
  const { id, version, name } = change;
  return services.prisma.$transaction(async (tx) => {
    const at = await clock(tx);
    const { count } = await tx.news.updateMany({
      where: { id, version, state: from[name], countyGovernorCode: change.countyGovernorCode },
      data: { ...change.data(at), version: version + 1 },
    });
    if (count === 0) return false;
    await keep(tx, await tx.news.findUniqueOrThrow({ where: { id } }), { name, at, user });
    return true;
  });
}

/** Was the last change this person’s, of this kind and with this content? Then a form that came twice is answered as the first. */
export async function doneBefore(
  prisma: PrismaClient,
  { id, name, actorId, content }: { id: string; name: NewsChangeName; actorId: string; content: Partial<NewsContent> & { reason?: string } },
): Promise<boolean> {
  const last = await prisma.newsChange.findFirst({ where: { newsId: id }, orderBy: { version: 'desc' } });
  if (last?.name !== name || last.actorId !== actorId) return false;
  return (Object.keys(content) as (keyof typeof content)[]).every((field) => last[field] === content[field]);
} // prettier-ignore
