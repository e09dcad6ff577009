/** The project that came of an award: what was granted, and its reports. */
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { fromBigInt } from '../../../domain/money.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, StatusTag } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { Process } from '../../../prisma/generated/client.js';

export type ReportItem = {
  title: string;
  href: string;
  status: StatusTag;
  deadline: DeadlineChip | null;
  opensAt: number | null;
  mayWrite: boolean;
};
export type ProjectModel = {
  status: StatusTag;
  years: { year: number; amount: number }[];
  awarded: number;
  conditions: string[];
  reports: ReportItem[];
};
/** `process` says who is waited for by the report that is nearest. */
export type FoundProject = { model: ProjectModel; process: Process; processIds: string[] };

/** The reports say who a project waits for: us, the Governor, or the next opening. */
const waitsForOf = (states: readonly string[]): string => {
  if (states.some((state) => writable.includes(state))) return 'applicant';
  if (states.includes('submitted')) return 'governor';
  return states.some((state) => state === 'scheduled' || state === 'new') ? 'system' : 'nobody';
};
const writable = ['open', 'overdue', 'returned'];

/** Null when there is no project. */
export async function projectOf(
  { services: { prisma }, t, user, now }: UserContext,
  id: string,
): Promise<FoundProject | null> {
  const [project, process] = await Promise.all([
    prisma.project.findUnique({
      where: { id },
      include: { awards: { orderBy: { budgetYear: 'asc' } }, reports: { orderBy: { position: 'asc' } } },
    }),
    prisma.process.findUnique({ where: { id: processIdOf('project', id) } }),
  ]);
  if (!project || !process) return null;
  const processes = await prisma.process.findMany({
    where: { id: { in: project.reports.map((report) => processIdOf('report', report.id)) } },
  });
  const years = project.awards.map(({ budgetYear, amount }) => ({ year: budgetYear, amount: fromBigInt(amount) }));
  const reports = project.reports.flatMap((report): ReportItem[] => {
    const row = processes.find((one) => one.subjectId === report.id);
    if (!row) return [];
    const open = writable.includes(row.state);
    return [
      {
        title: t(`common.reportKind.${report.kind}`),
        href: `/rapporter/${report.id}`,
        status: statusTag(t, 'report', row.state, 'municipality'),
        deadline: open ? { at: report.dueAt.getTime(), now } : null,
        opensAt: row.state === 'scheduled' ? report.opensAt.getTime() : null,
        mayWrite: open && can(user.actor, 'report.write', row),
      },
    ];
  });
  return {
    model: {
      status: statusTag(t, 'project', process.state, 'municipality'),
      years,
      awarded: years.reduce((sum, { amount }) => sum + amount, 0),
      conditions: project.conditions.split(/\n+/).filter((line) => line.trim() !== ''),
      reports,
    },
    process: { ...process, waitsFor: waitsForOf(processes.map((row) => row.state)) },
    processIds: [process.id, ...processes.map((row) => row.id)],
  };
}
