/** One application from draft to closed project, as its municipality sees it. */
import { can } from '../../../domain/authorisation.js';
import { formatDate, formatDeadline, formatInstant, isInTime, localDate } from '../../../domain/calendar/index.js';
import type { Process } from '../../../prisma/generated/client.js';
import type { Crumb, Link, ProcessTimeline, Receipt, TimelineStep, WhereNow } from '../../components/models.js';
import { receiptOf, roleFor } from '../../forms.js';
import { timeline, whereNow } from '../../case-view.js';
import { threadsOf, type CaseThreads } from '../../messages/list.js';
import { caseSubject } from '../../messages/message-case.js';
import { redirect, userPage, view, type UserContext } from '../../page.js';
import { isBeingAssessed, loadCase, type Case } from '../case.js';
import { draftFaults } from '../faults.js';
import { sentModel, type SentModel } from '../sent/model.js';
import { sentVersions } from '../sent/reading.js';
import { lateHead, lateNote, type LateHead } from '../late.js';
import { asSeen, withheldOf } from '../outcome.js';
import { returnedOf, type Returned } from '../returned.js';
import { ruleNotes, type RuleNote } from './rule-notes.js';
import { addressOf, crumbsOf, readOnlyText, stepLinks, titleOf, type StepLink } from '../step-head.js';
import { importedProject } from './imported.js';
import { isUnopened, letterItem, lettersOf, type LetterItem, type LetterRow } from './letters.js';
import { projectOf, reportAction, type FoundProject, type ProjectModel } from './project.js';
import { shownCase } from '../../log/shown.js';

type QuestionModel = {
  question: string[];
  askedAt: number;
  dueAt: number;
  answer: string[];
  answeredAt: number | null;
};

export type OverviewModel = {
  breadcrumbs: Crumb[];
  case: true;
  title: string;
  reference: string;
  summary: string;
  whereNow: WhereNow;
  receipt: Receipt | null;
  returned: Returned | null;
  pending: { text: string; at: number }[];
  note: string | null;
  /** Of a draft that lapsed, for who may complete it. */
  late: LateHead | null;
  /** What the call asks of the municipality’s applications together: cap and order. */
  rules: RuleNote[];
  /** The steps while it is a draft; later the way to all of it as text. */
  steps: StepLink[];
  history: string;
  sent: SentModel;
  asSent: Link | null;
  questions: QuestionModel[];
  letters: LetterItem[];
  project: ProjectModel | null;
  /** Null where there is none to read or begin. */
  messages: CaseThreads | null;
  actions: Link[];
  timeline: ProcessTimeline;
};

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** The one thing to do now; null when there is nothing. */
function mainAction(
  context: UserContext,
  found: Case,
  { unopened, reports }: { unopened: LetterRow | undefined; reports: ProjectModel['reports'] },
): Link | null {
  // prettier-ignore
  const { t, user, now } = context;
  const { row, process, rules, lock } = found;
  const base = addressOf(row.id);
  const first = lock === 'open' ? draftFaults(row, rules)[0]?.step : undefined;
  if (process.state === 'draft' && lock === 'open') {
    if (!can(user.actor, 'application.write', process) || !isInTime(now, row.call.deadline.getTime())) return null;
    return first
      ? { text: t('applications.overview.continue'), href: `${base}/${first}` }
      : { text: t('applications.overview.check'), href: `${base}/innsending` };
  }
  if (found.pending.length > 0) return null;
  if (roleFor(user, 'grant', 'approveLocally', process.state, process) && isInTime(now, row.call.deadline.getTime()))
    return { text: t('municipality.task.approve'), href: `${base}/innsending` };
  const late = lateHead(context, found);
  if (late && first) return { text: t('submission.late.complete'), href: `${base}/${first}?mangler` };
  if (late) return late.ask;
  if (roleFor(user, 'grant', 'answer', process.state, process))
    return { text: t('applications.overview.answer'), href: `${base}/gjor/svar` };
  if (unopened) return { text: t('applications.overview.openLetter'), href: `/brev/${unopened.id}` };
  return reportAction(t, reports);
}

/** The way to the letter, and after an award on through the project’s reports. */
async function lineOf(
  context: UserContext,
  { row, process }: Case,
  { seen, project }: { seen: Process; project: FoundProject | null },
): Promise<ProcessTimeline> {
  const drawn = await timeline(context, seen, 'municipality');
  const writers = writersAwaited(context, seen);
  const line = writers
    ? { ...drawn, steps: drawn.steps.map((step) => (step.waitsFor ? { ...step, waitsFor: writers } : step)) }
    : drawn;
  if (project) {
    const before = line.steps.map((step): TimelineStep => ({ ...step, phase: 'done', waitsFor: null }));
    return { ...project.timeline, steps: [...before, ...project.timeline.steps] };
  }
  if (process.state === 'draft' || process.state === 'new' || process.final) return line;
  const at = formatDate(localDate(row.call.expectedDecisionOn.getTime()));
  const steps = line.steps.map((step, i): TimelineStep =>
    i === line.steps.length - 1 && step.phase === 'later'
      ? { ...step, waitsFor: context.t('applications.overview.answerBy', { at }) }
      : step,
  );
  return { ...line, steps };
}

function actions({ t, user, now }: UserContext, { row, process, pending }: Case): Link[] {
  if (pending.length > 0) return [];
  const inTime = isInTime(now, row.call.deadline.getTime());
  const possible = (command: string) => roleFor(user, 'grant', command, process.state, process) !== null;
  return [
    ...(inTime && possible('reopen')
      ? [{ text: t('applications.overview.reopen'), href: `${addressOf(row.id)}/gjor/rett` }]
      : []),
    ...(inTime && possible('takeBack')
      ? [{ text: t('submission.takeBackLink'), href: `${addressOf(row.id)}/gjor/ta-tilbake` }]
      : []),
    ...(possible('withdraw')
      ? [{ text: t('applications.overview.withdraw'), href: `${addressOf(row.id)}/gjor/trekk` }]
      : []),
  ];
}

const chip = ({ row, process, pending }: Case, now: number) => {
  if (pending.some(({ name }) => name !== 'create')) return { deadline: null };
  const question = row.clarifications.findLast((clarification) => clarification.endedAt === null);
  if (process.state === 'informationRequested' && question) return { deadline: { at: question.dueAt.getTime(), now } };
  return ['draft', 'awaitingLocalApproval', 'awaitingMayor', 'submitted'].includes(process.state)
    ? { deadline: { at: row.call.deadline.getTime(), now } }
    : { deadline: null };
};

/** «Dere» is those who write it; who only approves waits for them. */
const writersAwaited = ({ t, user }: UserContext, process: Process): string | undefined =>
  process.state === 'draft' && !can(user.actor, 'application.write', process)
    ? t('submission.waitsForWriters')
    : undefined;

async function receiptWithReference(context: UserContext, { row, process }: Case): Promise<Receipt | null> {
  const receipt = await receiptOf(context, process.id);
  if (!receipt) return null;
  const canCorrect =
    receipt.kind !== 'refused' &&
    ['draft', 'submitted'].includes(process.state) &&
    isInTime(context.now, row.call.deadline.getTime());
  // The last of the municipality’s approvals sends it in.
  const sentIn = receipt.what === context.t('common.done.grant.approveLocally') && process.state === 'submitted';
  return {
    ...receipt,
    ...(sentIn ? { what: context.t('submission.approvedAndSent') } : {}),
    reference: row.reference,
    next: canCorrect ? context.t('applications.overview.correctable') : undefined,
  };
}

/** A5: what was sent in stands while it is corrected; what was registered can be corrected where the deadline has been moved. */
function correctionText({ t, now }: UserContext, found: Case): string | null {
  const { row, process } = found;
  const deadline = row.call.deadline.getTime();
  if (process.state === 'draft' && row.submittedAt)
    return t('applications.overview.stands', { at: formatInstant(row.submittedAt.getTime()) });
  if (!isInTime(now, deadline)) return null;
  if (process.state === 'registered') return t('applications.overview.openAgain', { at: formatDeadline(deadline) });
  return isBeingAssessed(found) ? t('applications.action.reopen.assessed') : null;
}

function noteOf(context: UserContext, found: Case): string | null {
  const { t, user, now } = context;
  const { process, row } = found;
  const correction = correctionText(context, found);
  if (correction) return correction;
  if (process.state === 'draft' && !isInTime(now, row.call.deadline.getTime()))
    return t('applications.readOnly.lapsed');
  if (process.state === 'lapsed') return readOnlyText(context, found) ?? null;
  if (process.state === 'late') return lateNote(context, found);
  const waitsForAccess =
    user.actor.pendingMunicipalities.includes(row.municipalityCode) && !can(user.actor, 'application.act', process);
  return waitsForAccess ? t('applications.submission.accessPending') : null;
}

async function overview(context: UserContext, found: Case) {
  const { t, now } = context;
  const { row, process } = found;
  const late = lateHead(context, found);
  const writable = late !== null || ((process.state === 'draft' || process.state === 'new') && found.lock === 'open');
  const withheld = (await withheldOf(context.services.prisma, [row.id])).get(row.id);
  const seen = asSeen(process, withheld);
  // What is received waits for the process, not for us.
  const waiting = found.pending.length > 0 ? { ...seen, waitsFor: 'system' } : seen;
  const project = withheld ? null : await projectOf(context, row.id);
  const letters = await lettersOf(context, [process.id, ...(project?.processIds ?? [])]);
  const unopened = letters.find(isUnopened);
  const model: OverviewModel = {
    breadcrumbs: crumbsOf(t, found).slice(0, 1),
    case: true,
    title: titleOf(t, row),
    reference: row.caseNumber ? t('applications.overview.caseNumber', { caseNumber: row.caseNumber, reference: row.reference }) : t('applications.overview.reference', { reference: row.reference }), // prettier-ignore
    summary: row.summary,
    whereNow: await whereNow(context, project?.process ?? waiting, {
      viewer: 'municipality',
      action: mainAction(context, found, { unopened, reports: project?.model.reports ?? [] }),
      ...(project
        ? {
            deadline: project.model.reports.find((one) => one.deadline)?.deadline ?? null,
            waitsFor: project.waitsFor,
          }
        : { ...chip(found, now), waitsFor: writersAwaited(context, seen) }),
    }),
    receipt: await receiptWithReference(context, found),
    pending: found.pending
      .filter(({ id }) => id !== context.query.get('kvittering'))
      .map(({ name, receivedAt }) => ({ text: t(`common.button.grant.${name}`), at: receivedAt.getTime() })),
    returned: await returnedOf(context, found),
    note: noteOf(context, found),
    // The way to the request is the page’s main action.
    late: late && { ...late, ask: null },
    rules: await ruleNotes(context, found),
    steps: writable ? stepLinks(t, found) : [],
    history: `${addressOf(row.id)}/historikk`,
    sent: sentModel(t, `${addressOf(row.id)}/innsendt`, await sentVersions(context.services.prisma, process.id)),
    asSent: writable ? null : { text: t('applications.overview.asSent'), href: `${addressOf(row.id)}/innsending` },
    questions: row.clarifications.map((one) => ({
      question: paragraphs(one.question),
      askedAt: one.askedAt.getTime(),
      dueAt: one.dueAt.getTime(),
      answer: paragraphs(one.answer ?? ''),
      answeredAt: one.answeredAt?.getTime() ?? null,
    })),
    letters: letters.map((letter) => letterItem(t, letter)),
    project: project?.model ?? null,
    messages: await threadsOf(context, row.id, 'municipality'),
    actions: actions(context, found),
    timeline: await lineOf(context, found, { seen: waiting, project }),
  };
  return view('applications/overview/overview', model.title, model);
}

export const overviewPage = userPage({
  path: '/soknader/:id',
  // Both sides may have this address; the wrong side is sent to its own.
  access: {
    can: ['application.read', 'case.read'],
    subject: ({ services, params }) => caseSubject(services.prisma, params['id']),
  },
  personal: shownCase('application.read'),
  async get(context) {
    const { services, params, user } = context;
    const found = await loadCase(services, params['id']!);
    if (!found) return importedProject(context, params['id'], 'municipality');
    return can(user.actor, 'application.read', found.process)
      ? overview(context, found)
      : redirect(`/saker/${found.row.id}`);
  },
});
