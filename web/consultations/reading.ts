/** Lists of consultations, and their answers. */
import { startOfDay } from '../../domain/calendar/index.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';

const include = {
  countyGovernor: { select: { code: true, name: true } },
  _count: { select: { municipalities: true } },
} satisfies Prisma.ConsultationInclude;
type ListRow = Prisma.ConsultationGetPayload<{ include: typeof include }>;
/** With the state of its process, and how many municipalities have answered. */
export type Listed = ListRow & { state: string; answered: number };

export const pageSize = 20;
export type Filter = { governor: string | null; year: number | null };

/** What everybody may read: from when it is sent out. Its year is the year it was sent. */
const sentOut = ({ governor, year }: Filter): Prisma.ConsultationWhereInput => ({
  openedAt: year
    ? { gte: new Date(startOfDay(`${year}-01-01`)), lt: new Date(startOfDay(`${year + 1}-01-01`)) }
    : { not: null },
  ...(governor ? { countyGovernorCode: governor } : {}),
});

async function withState(prisma: PrismaClient, rows: readonly ListRow[]): Promise<Listed[]> {
  const ids = rows.map(({ id }) => id);
  const [processes, answered] = await Promise.all([
    prisma.process.findMany({
      where: { id: { in: ids.map((id) => processIdOf('consultation', id)) } },
      select: { subjectId: true, state: true },
    }),
    prisma.consultationAnswer.groupBy({
      by: ['consultationId'],
      where: { consultationId: { in: ids }, version: 1 },
      _count: true,
    }),
  ]);
  return rows.map((row) => ({
    ...row,
    state: processes.find(({ subjectId }) => subjectId === row.id)?.state ?? 'new',
    answered: answered.find(({ consultationId }) => consultationId === row.id)?._count ?? 0,
  }));
}

/** One page of those sent out, newest first, and how many there are. */
export async function publicConsultations(prisma: PrismaClient, { page, ...filter }: Filter & { page: number }) {
  const where = sentOut(filter);
  const count = await prisma.consultation.count({ where });
  const last = Math.max(1, Math.ceil(count / pageSize));
  const at = Math.min(page, last);
  const rows = await prisma.consultation.findMany({
    where,
    include,
    orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
    skip: (at - 1) * pageSize,
    take: pageSize,
  });
  return { items: await withState(prisma, rows), count, page: at, last };
}

/** Years in which something was sent out. */
export async function consultationYears(prisma: PrismaClient): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ year: number }[]>`
    select distinct extract(year from "openedAt" at time zone 'Europe/Oslo')::int as year
    from consultation where "openedAt" is not null order by year desc`;
  return rows.map(({ year }) => year);
}

/** Open now, the first due first; of one office, or of all. */
export async function openConsultations(prisma: PrismaClient, governor: string | null): Promise<Listed[]> {
  const rows = await prisma.consultation.findMany({
    where: { ...sentOut({ governor, year: null }), closedAt: null, cancelledAt: null },
    include,
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  return withState(prisma, rows);
}

/** All of an office’s, the last made first. */
export async function officeConsultations(prisma: PrismaClient, countyGovernorCode: string): Promise<Listed[]> {
  const rows = await prisma.consultation.findMany({
    where: { countyGovernorCode },
    include,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return withState(prisma, rows);
}

const answerInclude = {
  replies: { orderBy: { position: 'asc' } },
  author: { select: { id: true, firstName: true, lastName: true } },
} satisfies Prisma.ConsultationAnswerInclude;
export type AnswerRow = Prisma.ConsultationAnswerGetPayload<{ include: typeof answerInclude }>;
/** A municipality that was asked, with every answer it has given, the last first. */
export type Asked = { code: string; name: string; answers: AnswerRow[] };

/** By name, as it is read in Norwegian. */
export async function askedOf(prisma: PrismaClient, consultationId: string): Promise<Asked[]> {
  const rows = await prisma.consultationMunicipality.findMany({
    where: { consultationId },
    include: {
      municipality: { select: { code: true, name: true } },
      answers: { orderBy: { version: 'desc' }, include: answerInclude },
    },
  });
  return rows
    .map(({ municipality, answers }) => ({ ...municipality, answers }))
    .sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}

export const answersOf = (
  prisma: PrismaClient | Prisma.TransactionClient,
  consultationId: string,
  municipalityCode: string,
) =>
  prisma.consultationAnswer.findMany({
    where: { consultationId, municipalityCode },
    include: answerInclude,
    orderBy: { version: 'desc' },
  });
