/** What the municipality must do now, the nearest deadline first. */
import { can } from '../../../domain/authorisation.js';
import { inForm } from '../../calls/call.js';
import { readLetters } from '../../../domain/notices.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { grantFor } from '../../../domain/roles.js';
import { roleFor } from '../../forms.js';
import type { DeadlineChip, TaskItem } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import type { OurCase } from './cases.js';

/** `admits`: lets colleagues in here. */
type Ours = { cases: readonly OurCase[]; code: string; member: boolean; admits: boolean };

/** The contact sleeps or cannot be reached: a colleague takes over (R11). */
const isAboutContact = (kind: string): boolean => ['contactDormant', 'contactUnreached'].includes(kind);

const titled = (what: string, title: string): string => `${what} · ${title}`;

export async function tasksOf(context: UserContext, ours: Ours): Promise<TaskItem[]> {
  const items = [
    ...(ours.admits ? await accessTasks(context, ours) : []),
    ...drafts(context, ours),
    ...(await approvalTasks(context, ours)),
    ...(await lateTasks(context, ours)),
    ...(ours.member
      ? [
          ...(await openTasks(context, ours)),
          ...(await unopenedLetters(context, ours)),
          ...(await consultationTasks(context, ours)),
        ]
      : []),
  ];
  const dueOf = ({ deadline }: TaskItem) => deadline?.at ?? Number.POSITIVE_INFINITY;
  return items.sort((a, b) => dueOf(a) - dueOf(b)).map((item, i) => ({ ...item, main: i === 0 }));
}

function drafts({ t, user, now }: UserContext, { cases, code }: Ours): TaskItem[] {
  return cases
    .filter(
      (one) =>
        one.state === 'draft' &&
        can(user.actor, 'application.write', {
          municipalityCode: code,
          state: one.state,
          createdById: one.createdById,
        }),
    )
    .filter((one) => one.deadline === null || one.deadline > now)
    .map((one) => ({
      title: titled(t('municipality.task.sendIn'), one.title),
      detail: undefined,
      deadline: one.deadline === null ? null : { at: one.deadline, now },
      action: { text: t('municipality.task.continue'), href: one.href },
    }));
}

/** Those who ask to be let in, and when the answer is promised; not those whose own answer is waited for, nor oneself. */
async function accessTasks({ services, t, user, now }: UserContext, { code }: Ours): Promise<TaskItem[]> {
  const processes = await services.prisma.process.findMany({
    where: { kind: 'accessRequest', state: 'submitted', municipalityCode: code },
    include: { duties: { where: { ladder: 'approval', name: 'reminder-2' }, orderBy: { dueAt: 'desc' }, take: 1 } },
    orderBy: { createdAt: 'asc' },
  });
  const requests = await services.prisma.accessRequest.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) }, personId: { not: user.id } },
  });
  return processes.flatMap(({ subjectId, duties: [promised] }): TaskItem[] => {
    const request = requests.find(({ id }) => id === subjectId);
    if (!request) return [];
    return [
      {
        title: titled(t('common.task.decideAccess'), `${request.firstName} ${request.lastName}`),
        detail: undefined,
        deadline: promised ? { at: promised.dueAt.getTime(), now } : null,
        action: { text: t('municipality.task.decide'), href: `/tilgang/${subjectId}` },
      },
    ];
  });
}

/** Applications that wait for this person’s own approval. */
async function approvalTasks({ services, t, user, now }: UserContext, { cases, code }: Ours): Promise<TaskItem[]> {
  const mine = cases.filter(({ state }) =>
    roleFor(user, 'grant', 'approveLocally', state, { municipalityCode: code, countyGovernorCode: null }),
  );
  const open = await services.prisma.task.findMany({
    where: { processId: { in: mine.map(({ id }) => processIdOf('grant', id)) }, kind: 'approveLocally', doneAt: null },
    select: { processId: true },
  });
  return mine
    .filter(({ id }) => open.some(({ processId }) => processId === processIdOf('grant', id)))
    .map((one) => ({
      title: titled(t('common.task.approveLocally'), one.title),
      detail: undefined,
      deadline: one.deadline === null ? null : { at: one.deadline, now },
      action: { text: t('municipality.task.approve'), href: `${one.href}/innsending` },
    }));
}

/** A14: what waited for this person’s approval when the deadline passed, as long as the round is not decided. */
async function lateTasks({ services, t, user, now }: UserContext, { cases, code }: Ours): Promise<TaskItem[]> {
  const passed = cases.filter(({ state, deadline }) => state === 'lapsed' && deadline !== null && deadline <= now);
  if (passed.length === 0) return [];
  const lapsed = await services.prisma.event.findMany({
    where: {
      processId: { in: passed.map(({ id }) => processIdOf('grant', id)) },
      process: { final: false, commands: { none: { status: 'pending' } } },
      name: 'due:deadline',
      toState: 'lapsed',
    },
    orderBy: { seq: 'desc' },
    distinct: ['processId'],
    select: { processId: true, fromState: true },
  });
  const roles = { awaitingLocalApproval: 'localApprover', awaitingMayor: 'mayor' } as const;
  const at = { municipalityCode: code, countyGovernorCode: null };
  return passed.flatMap((one): TaskItem[] => {
    const from = lapsed.find(({ processId }) => processId === processIdOf('grant', one.id))?.fromState;
    if (from !== 'awaitingLocalApproval' && from !== 'awaitingMayor') return [];
    if (!grantFor(user.actor, roles[from], at)) return [];
    return [
      {
        title: titled(t('municipality.task.late'), one.title),
        detail: undefined,
        deadline: null,
        action: { text: t('municipality.task.askLate'), href: `${one.href}/gjor/for-sent` },
      },
    ];
  });
}

/** Tasks that the processes have given the contact or all users of the municipality. */
async function openTasks({ services, t, now }: UserContext, { cases, code }: Ours): Promise<TaskItem[]> {
  const rows = await services.prisma.task.findMany({
    where: { municipalityCode: code, doneAt: null, audience: { in: ['contact', 'municipalityUsers'] } },
    orderBy: { at: 'asc' },
  });
  const chip = (at: number | null | undefined): DeadlineChip | null => (at ? { at, now } : null);
  return rows.flatMap((row): TaskItem[] => {
    const found = cases.find((one) => one.processIds.includes(row.processId));
    if (!found) return [];
    const report = found.reports.find((one) => row.processId === `report/${one.id}`);
    const href = report
      ? `/rapporter/${report.id}`
      : row.kind === 'answerQuestion'
        ? `${found.href}/gjor/svar`
        : isAboutContact(row.kind)
          ? `${found.href}/gjor/kontakt`
          : row.kind === 'attachmentInfected'
            ? `${found.href}/vedlegg`
            : found.href;
    const returned = report?.state === 'returned';
    const what =
      row.kind === 'answerQuestion'
        ? 'answer'
        : isAboutContact(row.kind)
          ? 'handOver'
          : returned
            ? 'correct'
            : report
              ? 'write'
              : 'open';
    return [
      {
        title: titled(returned ? t('municipality.task.correct') : t(`common.task.${row.kind}`), found.title),
        detail: report ? t(`common.reportKind.${report.kind}`) : undefined,
        deadline: chip(row.dueAt?.getTime() ?? report?.dueAt ?? found.questionDueAt),
        action: { text: t(`municipality.task.${what}`), href },
      },
    ];
  });
}

/** Consultations that the municipality has not answered, for who may answer. */
async function consultationTasks(
  { services, t, user, now, language }: UserContext,
  { code }: Ours,
): Promise<TaskItem[]> {
  if (!can(user.actor, 'consultation.answer', { partnerCodes: [code] })) return [];
  const rows = await services.prisma.task.findMany({
    where: { municipalityCode: code, kind: 'answerConsultation', doneAt: null },
    select: { process: { select: { subjectId: true } } },
  });
  const consultations = await services.prisma.consultation.findMany({
    where: { id: { in: rows.map(({ process }) => process.subjectId) } },
  });
  const begun = await services.prisma.consultationDraft.findMany({
    where: { municipalityCode: code, consultationId: { in: consultations.map(({ id }) => id) } },
    select: { consultationId: true },
  });
  const isBegun = (id: string) => begun.some(({ consultationId }) => consultationId === id);
  return consultations.map(({ id, titleNb, titleNn, dueAt }) => ({
    title: titled(t('common.task.answerConsultation'), inForm(language, titleNb, titleNn)),
    detail: undefined,
    deadline: { at: dueAt.getTime(), now },
    action: { text: t(`municipality.task.${isBegun(id) ? 'continue' : 'answer'}`), href: `/horinger/${id}/svar` },
  }));
}

async function unopenedLetters({ services, t }: UserContext, { cases }: Ours): Promise<TaskItem[]> {
  const letters = await services.prisma.letter.findMany({
    where: {
      processId: { in: cases.flatMap((one) => one.processIds) },
      kind: { in: [...readLetters] },
      status: 'ready',
      openedAt: null,
    },
    orderBy: { at: 'asc' },
    select: { id: true, processId: true },
  });
  return letters.map(({ id, processId }) => ({
    title: titled(t('municipality.task.newLetter'), cases.find((one) => one.processIds.includes(processId))!.title),
    detail: undefined,
    deadline: null,
    action: { text: t('municipality.task.openLetter'), href: `/brev/${id}` },
  }));
}
