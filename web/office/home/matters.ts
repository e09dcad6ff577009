/** What the office’s tasks are about: title, deadline and address, from the rows behind their processes. */
import { lateAnswerOn } from '../../../domain/application/ladders.js';
import { can, type Action } from '../../../domain/authorisation.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import type { Kind } from '../../../domain/lifecycle.js';
import { undelivered } from '../../../domain/tasks.js';
import { answerDue } from '../../../domain/thread/ladders.js';
import type { Prisma, PrismaClient, Process, Task } from '../../../prisma/generated/client.js';
import { peopleOf } from '../../../prisma/people.js';
import { conflictsOf } from '../../where.js';
import { inForm, titleOf } from '../../calls/call.js';
import { kindOf } from '../../case-view.js';
import { freshText } from '../../messages/list.js';
import { unreadIn } from '../../messages/unread.js';
import type { UserContext } from '../../page.js';

export type TaskRow = Task & { process: Process };

/** `about` is what the link opens. `deadline` is the first instant too late, epoch ms. `mine`: false where this person may not do it, whatever the role. */
export type Matter = {
  about: Kind;
  detail: string;
  href: string;
  deadline: number | null;
  mine: boolean;
  fresh?: string | undefined;
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
  answerMessage: 'reminder-5',
  messageUnanswered: 'reminder-5',
};
/** Tasks that must be done by the decision that has been promised. */
const beforeDecision = [
  'startAssessment',
  'assessApplication',
  'assignOfficer',
  'assess',
  'decisionRefused',
  'sendAllocation',
  'approveAllocation',
  'reviseAllocation',
];

const callPages: Readonly<Record<string, string>> = {
  reviseCall: 'rediger',
  sendAllocation: 'fordeling',
  approveAllocation: 'avgjorelse',
  reviseAllocation: 'fordeling',
};

const place = { include: { municipality: { select: { name: true } } } } as const;
const grantInclude = { ...place.include, call: true, clarifications: { orderBy: { round: 'desc' }, take: 1 }, declarations: { where: { outcome: 'conflict' } } } satisfies Prisma.ApplicationInclude; // prettier-ignore

/** The process whose rows tell what a task is about: a thread’s is its case. */
const behind = ({ id, kind, parentId }: Process): string => (kind === 'thread' ? parentId! : id);
const subjectIdOf = (processId: string): string => processId.split('/')[1]!;

/** Who wrote the calls that wait for approval, by process. */
async function authorsOf(prisma: PrismaClient, tasks: readonly TaskRow[]): Promise<Map<string, readonly string[]>> {
  const waiting = tasks
    .filter(({ kind }) => kind === 'approveCall')
    .map(({ process }) => ({ ...process, kind: 'call' as const }));
  const authors = await Promise.all(
    waiting.map(async (process) => [process.id, (await peopleOf(prisma, process)).authors ?? []] as const),
  );
  return new Map(authors);
}

/** The rows behind the tasks, all at once. */
async function readRows({ services: { prisma }, user }: UserContext, tasks: readonly TaskRow[]) {
  const idsOf = (kind: Kind) => ({
    id: {
      in: tasks
        .map(({ process }) => behind(process))
        .filter((id) => kindOf(id) === kind)
        .map(subjectIdOf),
    },
  });
  const threadIds = tasks.filter(({ process }) => process.kind === 'thread').map(({ process }) => process.subjectId);
  const [applications, reports, calls, consultations, requests, projects, threads, duties, authors, roles, unread] =
    await Promise.all([
      prisma.application.findMany({ where: idsOf('grant'), include: grantInclude }),
      prisma.report.findMany({ where: idsOf('report'), include: { project: place } }),
      prisma.call.findMany({ where: idsOf('call') }),
      prisma.consultation.findMany({ where: idsOf('consultation') }),
      prisma.accessRequest.findMany({ where: idsOf('accessRequest'), ...place }),
      prisma.project.findMany({ where: idsOf('project'), ...place }),
      prisma.thread.findMany({ where: { id: { in: threadIds } } }),
      prisma.duty.findMany({
        where: { processId: { in: tasks.map(({ processId }) => processId) }, name: { in: Object.values(steps) } },
        orderBy: { dueAt: 'desc' },
      }),
      authorsOf(prisma, tasks),
      prisma.roleGrant.findMany({ where: idsOf('role'), include: { person: true, ...place.include } }),
      unreadIn(prisma, threadIds, { user, side: 'office' }),
    ]);
  const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
  return {
    grant: byId(applications),
    report: byId(reports),
    call: byId(calls),
    consultation: byId(consultations),
    accessRequest: byId(requests),
    project: byId(projects),
    thread: byId(threads),
    role: byId(roles),
    duties,
    authors,
    unread,
  };
}
type Rows = Awaited<ReturnType<typeof readRows>>;

const decisionDay = (call: { expectedDecisionOn: Date }): number =>
  deadlineAtEndOf(localDate(call.expectedDecisionOn.getTime()));

function dutyAt({ duties }: Rows, { processId, kind }: TaskRow): number | null {
  const step = steps[kind];
  return step
    ? (duties.find((duty) => duty.processId === processId && duty.name === step)?.dueAt.getTime() ?? null)
    : null;
}

type Telling = { context: UserContext; rows: Rows; task: TaskRow };

function ofGrant({ context: { user }, rows, task }: Telling): Matter | null {
  const row = rows.grant.get(task.process.subjectId);
  if (!row) return null;
  const clarification = row.clarifications[0]?.dueAt.getTime() ?? null;
  const deadline =
    task.kind === 'clarificationUnanswered'
      ? clarification
      : task.process.state === 'late' && row.submittedAt
        ? deadlineAtEndOf(lateAnswerOn(row.submittedAt.getTime()))
        : beforeDecision.includes(task.kind)
          ? decisionDay(row.call)
          : dutyAt(rows, task);
  const mine = !row.declarations.some(({ personId }) => personId === user.id);
  if (can(user.actor, 'case.read', task.process)) {
    return {
      about: 'grant',
      detail: `${row.title || row.reference} · ${row.municipality.name}`,
      href: `/saker/${row.id}`,
      deadline,
      mine,
    };
  }
  // Before it is sent in, the title is the municipality’s own.
  const told = task.kind === 'submissionRefused' || undelivered.includes(task.kind);
  const unsent = told && can(user.actor, 'call.read', task.process);
  return unsent
    ? {
        about: 'call',
        detail: `${row.reference} · ${row.municipality.name}`,
        href: `/utlysninger/${row.callId}/styring`,
        deadline,
        mine,
      }
    : null;
}

function ofReport({ rows, task }: Telling): Matter | null {
  const row = rows.report.get(task.process.subjectId);
  if (!row) return null;
  const deadline = task.kind === 'reportOverdue' ? row.dueAt.getTime() : dutyAt(rows, task);
  return {
    about: 'report',
    detail: `${row.project.title} · ${row.project.municipality.name}`,
    href: `/rapporter/${row.id}`,
    deadline,
    mine: true,
  };
}

function ofCall({ context, rows, task }: Telling): Matter | null {
  const row = rows.call.get(task.process.subjectId);
  if (!row) return null;
  return {
    about: 'call',
    detail: titleOf(context, row),
    href: `/utlysninger/${row.id}/${callPages[task.kind] ?? 'styring'}`,
    deadline: beforeDecision.includes(task.kind) ? decisionDay(row) : dutyAt(rows, task),
    mine: task.kind !== 'approveCall' || !rows.authors.get(task.processId)?.includes(context.user.id),
  };
}

/** A post reception that could not be reached, or what is left to sum up. */
function ofConsultation({ context, rows, task }: Telling): Matter | null {
  const row = rows.consultation.get(task.process.subjectId);
  if (!row) return null;
  const href = `/horinger/${row.id}${task.kind === 'summariseConsultation' ? '/oppsummering' : ''}`;
  return { about: 'consultation', detail: inForm(context.language, row.titleNb, row.titleNn), href, deadline: null, mine: true }; // prettier-ignore
}

function ofRequest({ rows, task }: Telling): Matter | null {
  const row = rows.accessRequest.get(task.process.subjectId);
  if (!row) return null;
  const detail = [`${row.firstName} ${row.lastName}`, row.municipality?.name].filter(Boolean).join(' · ');
  return { about: 'accessRequest', detail, href: `/tilgang/${row.id}`, deadline: dutyAt(rows, task), mine: true };
}

function ofProject({ rows, task }: Telling): Matter | null {
  const row = rows.project.get(task.process.subjectId);
  return row
    ? {
        about: 'project',
        detail: `${row.title} · ${row.municipality.name}`,
        href: `/saker/${row.id}`,
        deadline: null,
        mine: true,
      }
    : null;
}

function ofThread({ context: { user, t }, rows, task }: Telling): Matter | null {
  const thread = rows.thread.get(task.process.subjectId);
  const application = thread && rows.grant.get(thread.caseId);
  const row = application ?? (thread && rows.project.get(thread.caseId));
  if (!thread || !row || application?.declarations.some(({ personId }) => personId === user.id)) return null;
  const reminder = dutyAt(rows, task);
  return {
    about: 'thread',
    detail: `${thread.subject} · ${row.title} · ${row.municipality.name}`,
    href: `/meldinger/${thread.id}`,
    deadline: reminder === null ? null : answerDue(reminder),
    mine: true,
    fresh: freshText(t, rows.unread.get(thread.id)) ?? undefined,
  };
}

/** Told of the role that was the last in a municipality, and about the municipality. */
const withoutUsers = 'municipalityWithoutUsers';

function ofRole({ context: { t, user }, rows, task }: Telling): Matter | null {
  const row = rows.role.get(task.process.subjectId);
  if (!row) return null;
  if (task.kind === withoutUsers) {
    const href = `/kommune/${row.municipalityCode}/personer`;
    return { about: 'person', detail: row.municipality?.name ?? '', href, deadline: null, mine: true };
  }
  return {
    about: 'role',
    detail: `${row.person.firstName} ${row.person.lastName} · ${t(`common.role.${row.role}`)}`,
    href: `/roller/${row.id}`,
    deadline: row.attestBy?.getTime() ?? null,
    // Nobody confirms their own role, nor the one they proposed.
    mine: row.personId !== user.id && (task.kind !== 'confirmRole' || row.proposedById !== user.id),
  };
}

/** How a task of each kind of process is told, and who may read of it; a grant’s own function judges by itself. */
const telling: Readonly<Record<Kind, { tell: (telling: Telling) => Matter | null; readBy: Action }>> = {
  grant: { tell: ofGrant, readBy: 'office.home' },
  report: { tell: ofReport, readBy: 'report.read' },
  call: { tell: ofCall, readBy: 'call.read' },
  consultation: { tell: ofConsultation, readBy: 'consultation.read' },
  accessRequest: { tell: ofRequest, readBy: 'access.decide' },
  project: { tell: ofProject, readBy: 'report.read' },
  thread: { tell: ofThread, readBy: 'thread.read' },
  role: { tell: ofRole, readBy: 'role.read' },
  person: { tell: () => null, readBy: 'person.own' },
};

/** What each task is about; null for one about something this person may not see. */
export async function readMatters(
  context: UserContext,
  tasks: readonly TaskRow[],
): Promise<(task: TaskRow) => Matter | null> {
  const { services, user } = context;
  const [rows, conflicts] = await Promise.all([readRows(context, tasks), conflictsOf(services.prisma, user.id)]);
  const inConflict = new Set(conflicts);
  return (task) => {
    const { tell, readBy: ofKind } = telling[task.process.kind as Kind];
    const readBy = task.kind === withoutUsers ? 'municipality.people' : ofKind;
    const { subjectId, parentId } = task.process;
    const conflicted = [subjectId, parentId && subjectIdOf(parentId)].some((id) => id && inConflict.has(id));
    const subject = { ...task.process, conflicted: conflicted ? [user.id] : [] };
    return can(user.actor, readBy, subject) ? tell({ context, rows, task }) : null;
  };
}
