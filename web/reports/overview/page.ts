import type { AnswerList } from '../../applications/answers.js';
import { formatDate, formatDeadline, formatInstant, localDate } from '../../../domain/calendar/index.js';
import { formatKroner } from '../../../domain/money.js';
import { timeline } from '../../case-view.js';
import type { Crumb, Link, ProcessTimeline, Receipt, WhereNow } from '../../components/models.js';
import { receiptOf } from '../../forms.js';
import { userPage, view, type UserContext } from '../../page.js';
import { hindrance } from '../actions/allowed.js';
import { actions } from '../actions/spec.js';
import { overdueText, readOnlyReason, returnedComment, stepLinks, whereNowOf, type StepLink } from '../frame.js';
import { crumbsOf, loadReport, reportPath, reportSubject, reportTitle, type ReportCase } from '../report-case.js';
import { sectionsOf, type Section } from '../sections.js';
import { shownReport } from '../../log/shown.js';

export type OverviewModel = {
  case: true;
  /** Officers see plan and timeline beside the text. */
  twoColumns: boolean;
  whereNow: WhereNow;
  breadcrumbs: Crumb[];
  heading: string;
  receipt: Receipt | null;
  /** Why there is nothing to write, or nothing to read yet. */
  notice: string | null;
  overdue: string | null;
  returned: string | null;
  timeline: ProcessTimeline;
  plan: AnswerList;
  steps: StepLink[] | null;
  /** The report as text; null while it is the municipality’s draft and an officer looks. */
  sections: Section[] | null;
  language: string;
  assessment: AnswerList | null;
  actions: Link[];
  contact: string | null;
};

/** Sent in, the report is the Governor’s to read. */
const isSent = ({ process }: ReportCase): boolean => process.state === 'submitted' || process.state === 'approved';
const isOpen = ({ process }: ReportCase): boolean => process.state !== 'new' && process.state !== 'scheduled';

function planOf({ report, awarded }: ReportCase, { t }: UserContext): AnswerList {
  const day = (date: Date) => formatDate(date.toISOString().slice(0, 10));
  const line = (name: string, value: string | null) =>
    value === null ? [] : [{ label: t(`reports.plan.${name}`), lines: [value] }];
  const [due, original] = [report.dueAt.getTime(), report.originalDueAt.getTime()];
  return {
    answers: [
      ...line('period', t('reports.plan.fromTo', { from: day(report.periodFrom), to: day(report.periodTo) })),
      ...line('opens', formatDate(localDate(report.opensAt.getTime()))),
      ...line('due', formatDeadline(due)),
      ...line('original', due === original ? null : formatDeadline(original)),
      ...line('submitted', report.submittedAt && formatInstant(report.submittedAt.getTime())),
      ...line('approved', report.approvedAt && formatInstant(report.approvedAt.getTime())),
      ...line('awarded', formatKroner(awarded)),
    ],
    notGiven: t('reports.notGiven'),
  };
}

/** R7: what the Governor says of the report; public. */
function assessmentOf({ report, process }: ReportCase, { t }: UserContext): AnswerList | null {
  if (process.state !== 'approved') return null;
  const answer = (name: string, value: string | null) => ({
    label: t(`reports.act.approve.${name}.label`),
    lines: value === null ? [] : [value],
  });
  const word = (name: 'executedAsPlanned' | 'transferValue' | 'recommendedToOthers') =>
    answer(name, report[name] && t(`reports.act.approve.${name}.${report[name]}`));
  return {
    answers: [
      answer('assessment', report.assessment),
      answer('star', t(report.star ? 'reports.starred' : 'reports.notStarred')),
      word('executedAsPlanned'),
      answer(
        'goalAchievement',
        report.goalAchievement === null ? null : t(`reports.act.approve.goalAchievement.${report.goalAchievement}`),
      ),
      word('transferValue'),
      word('recommendedToOthers'),
    ],
    notGiven: t('reports.notGiven'),
  };
}

/** Where writing goes on: the first step that lacks something. */
function writingLink(reportCase: ReportCase, { t }: UserContext): Link {
  const steps = stepLinks(reportCase, t, null);
  const next = steps.find((step) => !step.done) ?? steps[0]!;
  if (reportCase.process.state === 'returned') return { text: t('reports.correct'), href: next.href };
  return { text: t(reportCase.report.savedAt ? 'reports.continue' : 'reports.start'), href: next.href };
}

/** What an officer can do now, the most usual first. */
const officerLinks = (reportCase: ReportCase, { t, user }: UserContext): Link[] =>
  reportCase.pending || reportCase.side === 'municipality'
    ? []
    : actions
        .filter((spec) => hindrance(reportCase, user, spec) === undefined)
        .map((spec) => ({
          text: t(`common.button.report.${spec.command}`),
          href: reportPath(reportCase.report, `gjor/${spec.path}`),
        }));

function noticeOf(reportCase: ReportCase, { t }: UserContext): string | null {
  if (reportCase.pending || reportCase.side === 'municipality' || !isOpen(reportCase))
    return readOnlyReason(reportCase, t);
  return isSent(reportCase) ? null : t('reports.officer.writing');
}

async function officerContact({ report, side }: ReportCase, { services, t }: UserContext): Promise<string | null> {
  const id = report.project.caseOfficerId;
  if (side === 'office' || !id) return null;
  const person = await services.prisma.person.findUnique({
    where: { id },
    select: { firstName: true, lastName: true, email: true },
  });
  return person && t('reports.contact', { name: `${person.firstName} ${person.lastName}`, email: person.email });
}

async function overview(context: UserContext) {
  const { t } = context;
  const reportCase = await loadReport(context);
  const { report, process, side, writable } = reportCase;
  const offered = officerLinks(reportCase, context);
  const main = writable
    ? writingLink(reportCase, context)
    : process.state === 'submitted'
      ? (offered[0] ?? null)
      : null;
  const model: OverviewModel = {
    case: true,
    twoColumns: side === 'office',
    whereNow: await whereNowOf(context, reportCase, main),
    breadcrumbs: crumbsOf(reportCase, t, true),
    heading: reportTitle(reportCase, t),
    receipt: await receiptOf(context, process.id),
    notice: noticeOf(reportCase, context),
    overdue: overdueText(reportCase, t),
    returned: returnedComment(reportCase),
    timeline: await timeline(context, process, side),
    plan: planOf(reportCase, context),
    steps: writable ? stepLinks(reportCase, t, null) : null,
    sections:
      isSent(reportCase) || (side === 'municipality' && !writable && isOpen(reportCase))
        ? sectionsOf(reportCase, t)
        : null,
    language: report.project.language,
    assessment: assessmentOf(reportCase, context),
    actions: offered.filter((link) => link !== main),
    contact: await officerContact(reportCase, context),
  };
  return {
    ...view('reports/overview/overview', model.heading, model),
    size: side === 'office' ? ('sm' as const) : ('md' as const),
  };
}

export const reportOverview = userPage({
  path: '/rapporter/:id',
  access: { can: 'report.read', subject: reportSubject },
  personal: shownReport,
  get: overview,
});
