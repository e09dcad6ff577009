/** What an open case is drawn from beyond its head: the application, its decision, letters and reports. */
import { processIdOf } from '../../domain/lifecycles.js';
import { applicationRows } from '../applications/case.js';
import type { PrismaClient } from '../../prisma/generated/client.js';

export async function readContent(prisma: PrismaClient, id: string) {
  const processId = processIdOf('grant', id);
  const [row, decision, letters, reports] = await Promise.all([
    prisma.application.findUniqueOrThrow({ where: { id }, include: applicationRows }),
    prisma.decision.findFirst({ where: { applicationId: id, status: 'applied' }, orderBy: { at: 'desc' }, include: { years: { orderBy: { budgetYear: 'asc' } } } }),
    prisma.letter.findMany({ where: { processId, kind: { not: 'application' } }, orderBy: { at: 'asc' }, select: { id: true, kind: true, at: true, openedAt: true, language: true } }),
    prisma.report.findMany({ where: { projectId: id }, orderBy: { position: 'asc' }, select: { id: true, kind: true, dueAt: true } }),
  ]); // prettier-ignore
  const states = await prisma.process.findMany({
    where: { id: { in: reports.map((report) => processIdOf('report', report.id)) } },
    select: { subjectId: true, state: true },
  });
  const stateOf = (reportId: string) => states.find(({ subjectId }) => subjectId === reportId)?.state ?? 'scheduled';
  return { row, decision, letters, reports: reports.map((report) => ({ ...report, state: stateOf(report.id) })) };
}
export type CaseContent = Awaited<ReturnType<typeof readContent>>;

/** Names of people by id, for showing who did what. */
export async function namesOf(
  prisma: PrismaClient,
  ids: readonly (string | null | undefined)[],
): Promise<(id: string | null | undefined) => string> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
  const people = await prisma.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, firstName: true, lastName: true },
  });
  const names = new Map(people.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
  return (id) => (id ? (names.get(id) ?? '') : '');
}
