/** News as the pages read it. */
import { startOfDay } from '../../domain/calendar/index.js';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';
import { isId } from '../forms.js';

const include = { countyGovernor: { select: { code: true, name: true } } } satisfies Prisma.NewsInclude;
export type PublicNews = Prisma.NewsGetPayload<{ include: typeof include }>;

const newestFirst = [{ publishedAt: 'desc' }, { id: 'asc' }] satisfies Prisma.NewsOrderByWithRelationInput[];

export type NewsFilter = { governor: string | null; year: number | null };
const published = ({ governor, year }: NewsFilter): Prisma.NewsWhereInput => ({
  state: 'published',
  ...(governor ? { countyGovernorCode: governor } : {}),
  ...(year ? { publishedAt: { gte: new Date(startOfDay(`${year}-01-01`)), lt: new Date(startOfDay(`${year + 1}-01-01`)) } } : {}),
}); // prettier-ignore

export const newsPageSize = 20;

/** One page of what is published, newest first, and how much there is. */
export async function publicNews(prisma: PrismaClient, filter: NewsFilter & { page: number }) {
  const where = published(filter);
  const count = await prisma.news.count({ where });
  const last = Math.max(1, Math.ceil(count / newsPageSize));
  const page = Math.min(filter.page, last);
  const skip = (page - 1) * newsPageSize;
  const items = await prisma.news.findMany({ where, include, orderBy: newestFirst, skip, take: newsPageSize });
  return { items, count, page, last };
}

export const latestNews = (prisma: PrismaClient, governor: string | null, take: number): Promise<PublicNews[]> =>
  prisma.news.findMany({ where: published({ governor, year: null }), include, orderBy: newestFirst, take });

export const newsOfCall = (prisma: PrismaClient, callId: string): Promise<PublicNews[]> =>
  prisma.news.findMany({ where: { callId, state: 'published' }, include, orderBy: newestFirst });

/** Years in which something stands published. */
export async function newsYears(prisma: PrismaClient): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ year: number }[]>`
    select distinct extract(year from "publishedAt" at time zone 'Europe/Oslo')::int as year
    from news where state = 'published' order by year desc`;
  return rows.map(({ year }) => year);
}

/** Published or withdrawn, the last changed first; a filter’s year is the year of publishing. */
export const feedNews = async (prisma: PrismaClient, { take, ...filter }: NewsFilter & { take: number }) => {
  const { state: _state, ...where } = published(filter);
  const news = await prisma.news.findMany({ where: { ...where, state: { in: ['published', 'withdrawn'] } }, include });
  const changed = ({ withdrawnAt, updatedAt, publishedAt }: PublicNews) =>
    (withdrawnAt ?? updatedAt ?? publishedAt!).getTime();
  return news.sort((a, b) => changed(b) - changed(a)).slice(0, take);
};

/** All of an office’s, the last made first. */
export const officeNews = (prisma: PrismaClient, countyGovernorCode: string) =>
  prisma.news.findMany({
    where: { countyGovernorCode },
    include: { changes: { orderBy: { version: 'desc' }, take: 1 } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });

export const loadNews = (prisma: PrismaClient, id: string | undefined): Promise<PublicNews | null> =>
  isId(id) ? prisma.news.findUnique({ where: { id }, include }) : Promise.resolve(null);
