/** What the office’s tasks are about: title, deadline and address, from the rows behind their processes. */
import { can, type Action } from '../../../domain/authorisation.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import type { Kind } from '../../../domain/lifecycle.js';
import type { Process, Task } from '../../../prisma/generated/client.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';

export type TaskRow = Task & { process: Process };

/** `deadline` is the first instant too late, epoch ms. `mine`: false where this person may not do it, whatever the role. */
export type Matter = { detail: string; href: string; deadline: number | null; mine: boolean };
export type MatterOf = (task: TaskRow) => Matter | null;

const readBy: Readonly<Record<Kind, Action>> = {
  grant: 'case.read',
  project: 'case.read',
  report: 'report.read',
  accessRequest: 'access.decide',
  call: 'call.read',
};

/** The ladder’s step that is a task’s deadline. */
const steps: Readonly<Record<string, string>> = {
  openApplication: 'leader-10',
  applicationNotOpened: 'leader-10',
  approveCall: 'leader-7',
  callAwaitsApproval: 'leader-7',
  decideAccess: 'reminder-2',
  accessRequestWaiting: 'reminder-2',
  assessReport: 'leader-30',
  reportNotAssessed: 'leader-30',
};
/** Tasks that must be done by the decision that has been promised. */
const beforeDecision = ['assessApplication', 'assignOfficer', 'decisionRefused', 'approveAllocation', 'reviseAllocation'];

const callPages: Readonly<Record<string, string>> = { reviseCall: 'rediger', approveAllocation: 'avgjorelse', reviseAllocation: 'fordeling' };

/** Reads everything the tasks need at once. Null for a task about something this person may not see. */
export async function readMatters(context: UserContext, tasks: readonly TaskRow[]): Promise<MatterOf> {
  const { services, language, t, user } = context;
  const { prisma } = services;
  const idsOf = (kind: Kind) => ({ in: tasks.filter(({ process }) => process.kind === kind).map(({ process }) => process.subjectId) });
  const [applications, reports, calls, requests, projects, duties] = await Promise.all([
    prisma.application.findMany({
      where: { id: idsOf('grant') },
      include: {
        call: true,
        municipality: true,
        clarifications: { orderBy: { round: 'desc' }, take: 1 },
        declarations: { where: { personId: user.id, outcome: 'conflict' } },
      },
    }),
    prisma.report.findMany({ where: { id: idsOf('report') }, include: { project: { include: { municipality: true } } } }),
    prisma.call.findMany({ where: { id: idsOf('call') } }),
    prisma.accessRequest.findMany({ where: { id: idsOf('accessRequest') }, include: { municipality: true } }),
    prisma.project.findMany({ where: { id: idsOf('project') }, include: { municipality: true } }),
    prisma.duty.findMany({
      where: { processId: { in: tasks.map(({ processId }) => processId) }, name: { in: Object.values(steps) } },
      orderBy: { dueAt: 'desc' },
    }),
  ]);
  const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
  const [applicationOf, reportOf, callOf, requestOf, projectOf] = [byId(applications), byId(reports), byId(calls), byId(requests), byId(projects)];
  const decisionDay = (call: { expectedDecisionOn: Date }) => deadlineAtEndOf(localDate(call.expectedDecisionOn.getTime()));
  const dutyAt = ({ processId, kind }: TaskRow) => {
    const step = steps[kind];
    return step ? (duties.find((duty) => duty.processId === processId && duty.name === step)?.dueAt.getTime() ?? null) : null;
  };

  const ofGrant = (task: TaskRow): Matter | null => {
    const application = applicationOf.get(task.process.subjectId);
    if (!application) return null;
    const clarification = application.clarifications[0]?.dueAt.getTime() ?? null;
    const deadline = task.kind === 'clarificationUnanswered' ? clarification : beforeDecision.includes(task.kind) ? decisionDay(application.call) : dutyAt(task);
    const readable = can(user.actor, 'case.read', task.process);
    // Before it is sent in, the title is the municipality’s own.
    return {
      detail: readable ? `${application.title || application.reference} · ${application.municipality.name}` : `${application.reference} · ${application.municipality.name}`,
      href: readable ? `/saker/${application.id}` : `/utlysninger/${application.callId}/styring`,
      deadline,
      mine: application.declarations.length === 0,
    };
  };
  const ofReport = (task: TaskRow): Matter | null => {
    const report = reportOf.get(task.process.subjectId);
    return report
      ? {
          detail: `${report.project.title} · ${report.project.municipality.name}`,
          href: `/rapporter/${report.id}`,
          deadline: task.kind === 'reportOverdue' ? report.dueAt.getTime() : dutyAt(task),
          mine: true,
        }
      : null;
  };
  const ofCall = (task: TaskRow): Matter | null => {
    const call = callOf.get(task.process.subjectId);
    return call
      ? {
          detail: inForm(language, call.titleNb, call.titleNn) || t('office.untitledCall'),
          href: `/utlysninger/${call.id}/${callPages[task.kind] ?? 'styring'}`,
          deadline: beforeDecision.includes(task.kind) ? decisionDay(call) : dutyAt(task),
          mine: task.kind !== 'approveCall' || call.authorId !== user.id,
        }
      : null;
  };
  const ofRequest = (task: TaskRow): Matter | null => {
    const request = requestOf.get(task.process.subjectId);
    return request
      ? { detail: `${request.firstName} ${request.lastName} · ${request.municipality.name}`, href: `/tilgang/${request.id}`, deadline: dutyAt(task), mine: true }
      : null;
  };
  const ofProject = (task: TaskRow): Matter | null => {
    const project = projectOf.get(task.process.subjectId);
    return project ? { detail: `${project.title} · ${project.municipality.name}`, href: `/saker/${project.id}`, deadline: null, mine: true } : null;
  };
  const ofKind: Readonly<Record<Kind, MatterOf>> = { grant: ofGrant, report: ofReport, call: ofCall, accessRequest: ofRequest, project: ofProject };
  return (task) => {
    const kind = task.process.kind as Kind;
    const unsent = kind === 'grant' && task.kind === 'submissionRefused';
    const allowed = unsent || kind === 'project' ? can(user.actor, 'call.read', task.process) : can(user.actor, readBy[kind], task.process);
    return allowed ? ofKind[kind](task) : null;
  };
}
