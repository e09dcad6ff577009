/** How the round goes, from process, duty and e-mail rows. Instants are epoch ms. */
import { fromBigInt } from '../../../domain/money.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';

export type StateCount = { state: string; count: number };
/** Applications of the call by state, in no order. */
export async function countByState(prisma: PrismaClient, processId: string): Promise<StateCount[]> {
  const groups = await prisma.process.groupBy({
    by: ['state'],
    where: { parentId: processId, kind: 'grant' },
    _count: true,
  });
  return groups.map(({ state, _count }) => ({ state, count: _count }));
}

/** Projects the call’s awards have begun: those still running, and those completed. */
export async function countProjects(
  prisma: PrismaClient,
  callId: string,
): Promise<{ running: number; completed: number }> {
  const groups = await prisma.process.groupBy({ by: ['state'], where: { callId, kind: 'project' }, _count: true });
  const completed = groups.find(({ state }) => state === 'completed')?._count ?? 0;
  return { running: groups.reduce((sum, { _count }) => sum + _count, 0) - completed, completed };
}

export type PlannedDuty = { kind: 'call' | 'grant'; ladder: string; name: string; at: number; count: number };
/** What comes next by itself: the call’s own steps, and the reminders to those with a draft, one line per instant. */
export async function plannedDuties(prisma: PrismaClient, processId: string): Promise<PlannedDuty[]> {
  const rows = await prisma.$queryRaw<
    { kind: 'call' | 'grant'; ladder: string; name: string; at: Date; count: bigint }[]
  >`
    select p.kind, d.ladder, d.name, d."dueAt" as at, count(*) as count
    from duty d join process p on p.id = d."processId"
    where d.status = 'planned' and (p.id = ${processId} or (p."parentId" = ${processId} and d.ladder = 'deadline' and d.type = 'reminder'))
    group by p.kind, d.ladder, d.name, d."dueAt" order by d."dueAt", p.kind, d.name limit 30`;
  return rows.map((row) => ({ ...row, at: row.at.getTime(), count: Number(row.count) }));
}

export type SentNotices = { kind: string; day: string; sent: number; waiting: number; failed: number };
/** E-mails of the call and its applications by kind and day in Oslo, the newest first. */
export async function sentNotices(prisma: PrismaClient, processId: string): Promise<SentNotices[]> {
  const rows = await prisma.$queryRaw<{ kind: string; day: string; sent: bigint; waiting: bigint; failed: bigint }[]>`
    select e.kind, to_char(e.at at time zone 'Europe/Oslo', 'YYYY-MM-DD') as day,
      count(*) filter (where e.status = 'sent') as sent, count(*) filter (where e.status = 'pending') as waiting,
      count(*) filter (where e.status in ('bounced', 'failed')) as failed
    from email e join process p on p.id = e."processId"
    where p.id = ${processId} or p."parentId" = ${processId}
    group by 1, 2 order by 2 desc, 1 limit 60`;
  return rows.map(({ kind, day, sent, waiting, failed }) => ({
    kind,
    day,
    sent: Number(sent),
    waiting: Number(waiting),
    failed: Number(failed),
  }));
}

export type AwardedProject = {
  id: string;
  title: string;
  language: string;
  municipality: string;
  awarded: number;
  state: string;
  /** Of the report that comes next. */
  reportDueAt: number | null;
};
/** What came of the round, by applicant and title; also projects that were imported without an application. */
export async function awardedProjects(prisma: PrismaClient, callId: string): Promise<AwardedProject[]> {
  const rows = await prisma.$queryRaw<
    (Omit<AwardedProject, 'awarded' | 'reportDueAt'> & { awarded: bigint; due: Date | null })[]
  >`
    select p.id, p.title, p.language, coalesce(p."applicantName", m.name) as municipality, x.state,
      (select coalesce(sum(w.amount), 0)::bigint from award_year w where w."projectId" = p.id) as awarded,
      (select min(r."dueAt") from report r where r."projectId" = p.id and r."approvedAt" is null) as due
    from project p join municipality m on m.code = p."municipalityCode"
    join process x on x.kind = 'project' and x."subjectId" = p.id
    where p."callId" = ${callId}::uuid order by municipality, p.title, p.id`;
  return rows.map(({ awarded, due, ...row }) => ({
    ...row,
    awarded: fromBigInt(awarded),
    reportDueAt: due?.getTime() ?? null,
  }));
}

export type PlannedReports = { kind: string; dueAt: number; projects: number; approved: number };
/** The reports of the round’s projects, those that are due at the same instant together, the next first. */
export async function plannedReports(prisma: PrismaClient, callId: string): Promise<PlannedReports[]> {
  const rows = await prisma.$queryRaw<(Omit<PlannedReports, 'dueAt'> & { dueAt: Date })[]>`
    select r.kind, r."dueAt", count(distinct r."projectId")::int as projects, count(r."approvedAt")::int as approved
    from report r join project p on p.id = r."projectId" where p."callId" = ${callId}::uuid
    group by r.kind, r."dueAt" order by r."dueAt", r.kind`;
  return rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt.getTime() }));
}

/** How many applications the source of an imported round tells of; null when none does. */
export async function toldApplications(
  prisma: PrismaClient,
  call: { countyGovernorCode: string; budgetYear: number },
): Promise<number | null> {
  const { countyGovernorCode, budgetYear } = call;
  const whole = await prisma.roundStatistics.findFirst({ where: { countyGovernorCode, budgetYear, position: 0 } });
  return whole?.applications ?? null;
}
