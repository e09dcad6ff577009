/** The applications and projects of one municipality, one row each. */
import { lateAnswerOn } from '../../../domain/application/ladders.js';
import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { fromBigInt } from '../../../domain/money.js';
import { asSeen, withheldOf } from '../../applications/outcome.js';
import { titleOf } from '../../applications/step-head.js';
import { kindOf, statusTag } from '../../case-view.js';
import type { StatusTag } from '../../components/models.js';
import type { UserContext } from '../../page.js';

export type OurReport = { id: string; kind: string; state: string; dueAt: number };
export type OurCase = {
  id: string;
  /** The application’s process, its threads’ and, after an award, the project’s and its reports’. */
  processIds: string[];
  callId: string | null;
  title: string;
  href: string;
  /** Who began it; null where it came otherwise. */
  createdById: string | null;
  year: number;
  /** State of the application as we see it; of the project when there is one. */
  state: string;
  status: StatusTag;
  deadline: number | null;
  expectedDecision: number | null;
  questionDueAt: number | null;
  awarded: number | null;
  reports: OurReport[];
};

/** Newest first. A person whose access is not decided sees own drafts only. */
export async function ourCases(
  { services: { prisma }, user, t }: UserContext,
  municipalityCode: string,
): Promise<OurCase[]> {
  const [processes, applications, projects] = await Promise.all([
    prisma.process.findMany({
      where: { municipalityCode, kind: { in: ['grant', 'project', 'report', 'thread'] } },
      select: {
        id: true,
        subjectId: true,
        parentId: true,
        state: true,
        municipalityCode: true,
        countyGovernorCode: true,
      },
    }),
    prisma.application.findMany({
      where: { municipalityCode },
      include: {
        call: { select: { deadline: true, expectedDecisionOn: true } },
        clarifications: { where: { endedAt: null }, take: 1 },
      },
      orderBy: { createdAt: 'desc' },
    }),
    prisma.project.findMany({
      where: { municipalityCode },
      include: {
        awards: true,
        reports: { select: { id: true, kind: true, dueAt: true }, orderBy: { position: 'asc' } },
      },
      orderBy: { firstYear: 'desc' },
    }),
  ]);
  const withheld = await withheldOf(
    prisma,
    applications.map(({ id }) => id),
  );
  const makers = new Map(applications.map(({ id, createdById }) => [id, createdById]));
  const processOf = new Map(
    processes
      .filter((process) =>
        can(user.actor, 'application.read', { ...process, createdById: makers.get(process.subjectId) ?? null }),
      )
      .map((process) => [process.id, process]),
  );
  const threadsOf = (parent: string): string[] =>
    [...processOf.values()]
      .filter(({ id, parentId }) => parentId === parent && kindOf(id) === 'thread')
      .map(({ id }) => id);
  const projectPart = (id: string) => {
    const project = projects.find((one) => one.id === id);
    const process = processOf.get(processIdOf('project', id));
    if (!project || !process) return null;
    const reports = project.reports.flatMap((report): OurReport[] => {
      const state = processOf.get(processIdOf('report', report.id))?.state;
      return state ? [{ id: report.id, kind: report.kind, state, dueAt: report.dueAt.getTime() }] : [];
    });
    return {
      processIds: [process.id, ...reports.map((report) => processIdOf('report', report.id)), ...threadsOf(process.id)],
      state: process.state,
      status: statusTag(t, 'project', process.state, 'municipality'),
      awarded: project.awards.reduce((sum, { amount }) => sum + fromBigInt(amount), 0),
      reports,
    };
  };
  const fromApplications = applications.flatMap((row): OurCase[] => {
    const own = processOf.get(processIdOf('grant', row.id));
    if (!own) return [];
    const process = asSeen(own, withheld.get(row.id));
    const project = withheld.has(row.id) ? null : projectPart(row.id);
    return [
      {
        id: row.id,
        callId: row.callId,
        title: titleOf(t, row),
        href: `/soknader/${row.id}`,
        createdById: row.createdById,
        year: row.firstYear,
        state: process.state,
        status: statusTag(t, 'grant', process.state, 'municipality'),
        deadline: row.call.deadline.getTime(),
        // What came late is answered first: whether it is taken in.
        expectedDecision:
          process.state === 'late' && row.submittedAt
            ? new Date(lateAnswerOn(row.submittedAt.getTime())).getTime()
            : row.call.expectedDecisionOn.getTime(),
        questionDueAt:
          process.state === 'informationRequested' ? (row.clarifications[0]?.dueAt.getTime() ?? null) : null,
        awarded: null,
        reports: [],
        ...project,
        processIds: [process.id, ...threadsOf(process.id), ...(project?.processIds ?? [])],
      },
    ];
  });
  const imported = projects
    .filter((project) => !applications.some((row) => row.id === project.id))
    .flatMap((row): OurCase[] => {
      const project = projectPart(row.id);
      return project
        ? [{ id: row.id, callId: null, title: row.title, href: `/soknader/${row.id}`, createdById: null, year: row.firstYear, deadline: null, expectedDecision: null, questionDueAt: null, ...project }] // prettier-ignore
        : [];
    });
  return [...fromApplications, ...imported];
}
