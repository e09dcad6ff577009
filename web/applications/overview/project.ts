/** The project that came of an award: what was granted, and its reports. */
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { fromBigInt } from '../../../domain/money.js';
import { formatDate, lastDayOf, localDate } from '../../../domain/calendar/index.js';
import { statusTag, waitsForText } from '../../case-view.js';
import type { DeadlineChip, Link, ProcessTimeline, StatusTag, TimelineStep } from '../../components/models.js';
import type { Translate, UserContext } from '../../page.js';
import type { Process, Project, Report } from '../../../prisma/generated/client.js';

export type ReportItem = {
  title: string;
  href: string;
  status: StatusTag;
  deadline: DeadlineChip | null;
  opensAt: number | null;
  mayWrite: boolean;
  returned: boolean;
};
export type ProjectModel = {
  status: StatusTag;
  years: { year: number; amount: number }[];
  awarded: number;
  conditions: string[];
  reports: ReportItem[];
};
/** `process` says who is waited for by the report that is nearest; `waitsFor` what comes next while that is a date. */
export type FoundProject = {
  model: ProjectModel;
  process: Process;
  processIds: string[];
  waitsFor: string | undefined;
  timeline: ProcessTimeline;
};

/** The reports say who a project waits for: us, the Governor, or the next opening. */
const waitsForOf = (states: readonly string[]): string => {
  if (states.some((state) => writable.includes(state))) return 'applicant';
  if (states.includes('submitted')) return 'governor';
  return states.some((state) => state === 'scheduled' || state === 'new') ? 'system' : 'nobody';
};
const writable = ['open', 'overdue', 'returned'];

type Owed = { report: Report; row: Process };

const due = ({ dueAt }: Report): string => formatDate(lastDayOf(dueAt.getTime()));
const opens = ({ opensAt }: Report): string => formatDate(localDate(opensAt.getTime()));

/** What is said of a report on the line: who is waited for and until when, or its dates. */
function reportText(t: Translate, { report, row }: Owed): string | null {
  const waits = waitsForText(t, row, 'municipality');
  if (row.state === 'approved') return null;
  if (row.state === 'submitted')
    return t('applications.project.sent', { at: formatDate(localDate(report.submittedAt!.getTime())), waits });
  return writable.includes(row.state)
    ? t('applications.project.waitsDue', { waits, due: due(report) })
    : t('applications.project.opensDue', { opens: opens(report), due: due(report) });
}

/** `ended` without a day of completion is an imported project that nobody knows the day of. */
type Line = { project: Project; ended: boolean; owed: readonly Owed[] };

/** The line goes on after the award: the project, each of its reports with dates, the end. */
function lineOf(t: Translate, { project, ended, owed }: Line): TimelineStep[] {
  const next = owed.find(({ row }) => row.state !== 'approved');
  const completed = project.completedAt?.getTime() ?? null;
  return [
    // When an imported project began is not known: its row is the import’s.
    {
      label: t('applications.project.started'),
      phase: 'done',
      at: project.applicationId ? project.createdAt.getTime() : null,
      waitsFor: null,
    },
    ...owed.map((one): TimelineStep => ({
      label: t(`common.reportKind.${one.report.kind}`),
      phase: one.row.state === 'approved' ? 'done' : one === next ? 'now' : 'later',
      at: one.report.approvedAt?.getTime() ?? null,
      waitsFor: reportText(t, one),
    })),
    {
      label: t('applications.project.completed'),
      phase: ended ? 'done' : next ? 'later' : 'now',
      at: completed,
      waitsFor: null,
    },
  ];
}

/** The one thing to do with the reports: the first that may be written. */
export function reportAction(t: Translate, reports: readonly ReportItem[]): Link | null {
  const report = reports.find((one) => one.mayWrite);
  return report
    ? { text: t(`applications.overview.${report.returned ? 'correctReport' : 'writeReport'}`), href: report.href }
    : null;
}

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
  const owed = project.reports.flatMap((report): Owed[] => {
    const row = processes.find((one) => one.subjectId === report.id);
    return row ? [{ report, row }] : [];
  });
  // A report that has not come so far is not another office’s to read.
  const reports = owed
    .filter(({ row }) => can(user.actor, 'report.read', row))
    .map(({ report, row }): ReportItem => {
      const open = writable.includes(row.state);
      return {
        title: t(`common.reportKind.${report.kind}`),
        href: `/rapporter/${report.id}`,
        status: statusTag(t, 'report', row.state, 'municipality'),
        deadline: open ? { at: report.dueAt.getTime(), now } : null,
        opensAt: row.state === 'scheduled' ? report.opensAt.getTime() : null,
        mayWrite: open && can(user.actor, 'report.write', row),
        returned: row.state === 'returned',
      };
    });
  const processIds = [process.id, ...processes.map((row) => row.id)];
  const reminder = await prisma.duty.findFirst({
    where: { processId: { in: processIds }, status: 'planned', type: 'reminder' },
    orderBy: { dueAt: 'asc' },
  });
  const waitsFor = waitsForOf(processes.map((row) => row.state));
  const planned = waitsFor === 'system' ? owed.find(({ row }) => row.state !== 'approved') : undefined;
  return {
    model: {
      status: statusTag(t, 'project', process.state, 'municipality'),
      years,
      awarded: years.reduce((sum, { amount }) => sum + amount, 0),
      conditions: project.conditions.split(/\n+/).filter((line) => line.trim() !== ''),
      reports,
    },
    process: { ...process, waitsFor },
    processIds,
    waitsFor:
      planned &&
      t('applications.project.next', {
        report: t(`common.reportKind.${planned.report.kind}`),
        at: opens(planned.report),
      }),
    timeline: {
      steps: lineOf(t, { project, ended: process.final, owed }),
      nextReminder: reminder?.dueAt.getTime() ?? null,
    },
  };
}
