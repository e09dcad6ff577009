import {
  formatDeadline,
  formatDistance,
  formatInstant,
  formatShortDate,
  lastDayOf,
  localDate,
} from '../../../domain/calendar/index.js';
import { callLifecycle } from '../../../domain/call/lifecycle.js';
import { applicationLifecycle, withMunicipality } from '../../../domain/application/lifecycle.js';
import { can } from '../../../domain/authorisation.js';
import { formatKroner } from '../../../domain/money.js';
import { statusTag, timeline, whereNow } from '../../case-view.js';
import type { Crumb, Link, ProcessTimeline, Receipt, StatusTag, WhereNow } from '../../components/models.js';
import { commandText, receiptOf, refusalText } from '../../forms.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { actions } from '../action/actions.js';
import { possible } from '../acting.js';
import { announcedForms } from '../announcement/reading.js';
import { callSubject, loadCall, titleOf, type LoadedCall } from '../call.js';
import { extensionLines, whoExtends, type ExtensionLine } from './extensions.js';
import { awardedProjects, countByState, countProjects, plannedDuties, plannedReports, sentNotices, toldApplications, type AwardedProject, type PlannedDuty } from './reading.js'; // prettier-ignore

export type ManagementModel = {
  breadcrumbs: Crumb[];
  title: string;
  receipt: Receipt | null;
  pending: { what: string; at: number }[];
  case: true;
  whereNow: WhereNow;
  timeline: ProcessTimeline;
  /** Why the approver may not approve. */
  hindrance: string | null;
  /** That its opening has passed while it waits for approval. */
  opening: string | null;
  /** Who can extend the deadline, where the reader cannot. */
  whoExtends: string | null;
  extensions: ExtensionLine[];
  links: Link[];
  others: Link[];
  total: string;
  /** How the projects of a decided call go; null before the decision. */
  progress: string | null;
  states: { status: StatusTag; count: number; href: string | null }[];
  /** In conflict one sees that there is an award, not what. */
  projects: (Omit<AwardedProject, 'awarded'> & { awarded: number | null; href: string; status: StatusTag })[];
  /** "18 prosjekter har fått 10 000 000 kr." */
  awarded: string;
  /** What the projects report, and when; empty before the decision. */
  reports: { dueAt: number; kind: string; projects: number; approved: string }[];
  duties: { at: string; text: string }[];
  notices: { day: string; text: string; sent: number; waiting: number; failed: number }[];
  sentBack: { what: string; comment: string; at: number } | null;
  asOf: string;
};

/** The one thing to do next in each state: a form, or the page where it is done. */
function mainAction(context: UserContext, loaded: LoadedCall, empty: boolean): Link | null {
  const { call } = loaded;
  const to = (command: string, path: string): Link | null =>
    possible(context.user, command, loaded) === 'yes'
      ? { text: commandText(context, 'call', command), href: `/utlysninger/${call.id}/${path}` }
      : null;
  const page = (command: string, path: string, key: string): Link | null => {
    const link = to(command, path);
    return link && { ...link, text: context.t(`calls.management.to.${key}`) };
  };
  return (
    page('sendForApproval', 'rediger', 'edit') ??
    to('approve', 'gjor/godkjenn') ??
    (empty ? to('complete', 'gjor/avslutt') : to('startAssessment', 'gjor/start-vurdering')) ??
    page('allocate', 'fordeling', 'allocation') ??
    page('decide', 'avgjorelse', 'decision')
  );
}

/** A deadline is shown by its last minute, as everywhere. */
function dutyTime({ now, language }: UserContext, { name, at }: PlannedDuty): string {
  const last = name === 'deadline';
  const distance = formatDistance(last ? lastDayOf(at) : localDate(at), localDate(now), language);
  return `${last ? formatDeadline(at) : formatInstant(at)} (${distance})`;
}

function dutyText({ t }: UserContext, { kind, name, ladder, count }: PlannedDuty): string {
  const before = /^before-(\d+)$/.exec(name);
  if (kind === 'grant')
    return t('calls.duty.draftReminder', { count, days: t('calls.duty.days', { count: Number(before?.[1] ?? 0) }) });
  return t(`calls.duty.${ladder}.${name}`);
}

/** When the call opened, whatever moment its process was made for it; what comes next is told in the page’s own list. */
async function callTimeline(context: UserContext, { call, process }: LoadedCall): Promise<ProcessTimeline> {
  const { steps } = await timeline(context, process);
  const open = callLifecycle.phases.findIndex(({ phase }) => phase === 'open');
  return {
    steps: steps.map((step, i) => (i === open && step.phase !== 'later' ? { ...step, at: call.opensAt.getTime() } : step)),
    nextReminder: null,
  };
} // prettier-ignore

async function projectsText({ services, t }: UserContext, { call, process }: LoadedCall): Promise<string | null> {
  if (!['decided', 'completed'].includes(process.state)) return null;
  const { running, completed } = await countProjects(services.prisma, call.id);
  return [
    t('calls.management.running', { count: running }),
    ...(completed > 0 ? [t('calls.management.completed', { count: completed })] : []),
  ].join(' ');
}

/** While it waits for approval after the day it was to open. */
const openingText = ({ t, now }: UserContext, { call, process }: LoadedCall): string | null =>
  process.state === 'awaitingApproval' && call.opensAt.getTime() <= now
    ? t('calls.management.opensAtApproval', { at: formatInstant(call.opensAt.getTime()) })
    : null;

/** States of an application that nobody sent in, or that was taken back. */
const notSent: readonly string[] = ['new', ...withMunicipality, 'lapsed', 'withdrawn', 'cancelled'];

const order = (state: string): number => applicationLifecycle.states.indexOf(state);

async function management(context: UserContext): Promise<Answer> {
  const { services, params, t, now, user } = context;
  const { prisma } = services;
  const loaded = await loadCall(prisma, params['id']);
  if (!loaded) return notFound;
  const { call, process } = loaded;
  const base = `/utlysninger/${call.id}`;
  const [
    counts,
    duties,
    notices,
    pending,
    receipt,
    back,
    projects,
    reports,
    told,
    declared,
    announced,
    whoMoves,
    extensions,
  ] = await Promise.all([
    countByState(prisma, process.id),
    plannedDuties(prisma, process.id),
    sentNotices(prisma, process.id),
    prisma.command.findMany({ where: { processId: process.id, status: 'pending' }, orderBy: { seq: 'asc' } }),
    receiptOf(context, process.id),
    prisma.command.findFirst({
      where: { processId: process.id, name: { in: ['sendBack', 'sendAllocationBack'] }, status: 'applied' },
      orderBy: { seq: 'desc' },
    }),
    awardedProjects(prisma, call.id),
    plannedReports(prisma, call.id),
    toldApplications(prisma, call),
    prisma.impartialityDeclaration.findMany({ where: { personId: user.id, outcome: 'conflict' } }),
    announcedForms(prisma, process.id),
    whoExtends(context, loaded),
    extensionLines(context, loaded),
  ]);
  const conflicts = new Set(declared.map(({ applicationId }) => applicationId));
  const empty = counts.every(({ state }) => notSent.includes(state));
  const main = mainAction(context, loaded, empty);
  const running = projects.filter(({ state }) => state !== 'completed').length;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const title = titleOf(context, call);
  const works = can(user.actor, 'call.act', { countyGovernorCode: call.countyGovernorCode });
  const board = total > 0 && ['closed', 'underAssessment', 'allocated', 'decided', 'completed'].includes(process.state);
  const comment = (back?.content as { comment?: string } | undefined)?.comment;
  const model: ManagementModel = {
    breadcrumbs: [{ text: t('calls.word.calls'), href: can(user.actor, 'office.home', call) ? `/embete/${call.countyGovernorCode}` : '/' }],
    title,
    receipt,
    pending: pending.map(({ name, receivedAt }) => ({ what: commandText(context, 'call', name), at: receivedAt.getTime() })),
    case: true,
    whereNow: await whereNow(context, process, { viewer: 'office', action: pending.length > 0 ? null : main, yours: main !== null }),
    timeline: await callTimeline(context, loaded),
    hindrance: possible(user, 'approve', loaded) === 'ownCall' ? refusalText(context, 'fourEyes') : null,
    opening: openingText(context, loaded),
    whoExtends: whoMoves,
    extensions,
    links: [
      { text: t('calls.management.publicPage'), href: base },
      { text: t('announcement.both'), href: `${base}/forhandsvisning` },
      ...announced.map((form) => ({ text: t(`announcement.archive.${form}`), href: `${base}/kunngjoring/${form}/arkiv` })),
      ...(board && works ? [{ text: t('calls.management.board'), href: `${base}/fordeling` }] : []),
      ...(board && ['allocated', 'decided', 'completed'].includes(process.state) && works ? [{ text: t('calls.management.decision'), href: `${base}/avgjorelse` }] : []),
    ],
    others: actions
      .filter(({ command }) => pending.length === 0 && possible(user, command, loaded) === 'yes')
      .filter(({ command }) => process.state !== 'closed' || command !== (empty ? 'startAssessment' : 'complete'))
      .filter(({ command }) => command !== 'complete' || running === 0)
      .map(({ slug, command }) => ({ text: commandText(context, 'call', command), href: `${base}/gjor/${slug}` }))
      .filter(({ href }) => href !== main?.href && !href.endsWith('/send-fordeling')),
    total: total === 0 && told !== null ? t('calls.management.imported', { count: told }) : t('calls.management.total', { count: total }),
    progress: await projectsText(context, loaded),
    projects: projects.map((project) => ({ ...project, awarded: conflicts.has(project.id) ? null : project.awarded, href: `/saker/${project.id}`, status: statusTag(t, 'project', project.state) })),
    awarded: t('calls.management.awarded', { count: projects.length, amount: formatKroner(projects.reduce((sum, { awarded }) => sum + awarded, 0)) }),
    reports: reports.map(({ kind, approved, ...report }) => ({ ...report, kind: t(`common.reportKind.${kind}`), approved: t('calls.management.approvedOf', { approved, count: report.projects }) })),
    states: counts
      .sort((a, b) => order(a.state) - order(b.state))
      .map(({ state, count }) => ({ status: statusTag(t, 'grant', state), count, href: can(user.actor, 'case.list', { countyGovernorCode: call.countyGovernorCode, state }) ? `/saker?utlysning=${call.id}&status=${state}` : null })),
    duties: duties.map((duty) => ({ at: dutyTime(context, duty), text: dutyText(context, duty) })),
    notices: notices.map(({ kind, day, ...rest }) => ({ day: formatShortDate(day), text: t(`calls.email.${kind}`), ...rest })),
    sentBack: back && comment && callLifecycle.waitsFor[process.state] === 'governor'
      ? { what: t(`common.done.call.${back.name}`), comment, at: back.receivedAt.getTime() }
      : null,
    asOf: t('calls.asOf', { at: formatInstant(now) }),
  }; // prettier-ignore
  return wideView('calls/management/management', title, model);
}

export const managementPage = userPage({
  path: '/utlysninger/:id/styring',
  access: { can: 'call.read', subject: callSubject },
  personal: 'none',
  get: management,
});
