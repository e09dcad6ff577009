/** What the pages of a report have in common: state, deadline, steps, and why it cannot be written. */
import { formatDate, formatInstant, formatTimeWithSeconds, localDate } from '../../domain/calendar/index.js';
import { accountsBegun, reportFaults } from '../../domain/report/rules.js';
import { whereNow } from '../case-view.js';
import type { Crumb, DeadlineChip, Link, WhereNow } from '../components/models.js';
import { csrfOnly } from '../forms.js';
import type { Translate, UserContext } from '../page.js';
import { crumbsOf, reportPath, reportTitle, type ReportCase } from './report-case.js';
import { snapshotOf } from './snapshot.js';
import { fieldsOf, stepOf, stepsOf, type StepName } from './steps.js';

export type StepLink = Link & { current: boolean; done: boolean; status: string };
/** What every step has round its form. */
export type StepFrame = {
  breadcrumbs: Crumb[];
  heading: string;
  place: string;
  deadline: DeadlineChip | null;
  /** Said beside a deadline that has passed: "Dere kan fortsatt levere rapporten." */
  overdue: string | null;
  steps: StepLink[];
  /** Why it can be read and not written; null when it can. */
  readOnly: string | null;
  /** The officer’s comment when it was returned. */
  returned: string | null;
  /** What is said of a step that has just been saved. */
  saved: string | null;
  savedAt: number | null;
  action: string;
  csrf: string;
  version: number;
};

/** The report’s deadline while the municipality writes; later it says nothing. */
export function deadlineOf({ report, process }: ReportCase, now: number): DeadlineChip | null {
  if (!['open', 'overdue', 'returned'].includes(process.state)) return null;
  const [at, original] = [report.dueAt.getTime(), report.originalDueAt.getTime()];
  return { at, now, ...(at === original ? {} : { movedFrom: original }) };
}

/** The deadline’s own tag says when it passed; this that it is not too late. */
export const overdueText = ({ process, writable }: ReportCase, t: Translate): string | null =>
  process.state === 'overdue' && writable ? t('reports.overdue') : null;

/** Why it cannot be written, most important first. */
export function readOnlyReason({ report, process, pending, writable }: ReportCase, t: Translate): string | null {
  if (writable) return null;
  if (pending) return t('common.receipt.pending', { at: formatTimeWithSeconds(pending.receivedAt) });
  switch (process.state) {
    case 'new':
    case 'scheduled':
      return t('reports.readOnly.scheduled', { date: formatDate(localDate(report.opensAt.getTime())) });
    case 'submitted':
      return t('reports.readOnly.submitted', {
        at: report.submittedAt ? formatInstant(report.submittedAt.getTime()) : '–',
      });
    case 'approved':
      return t('reports.readOnly.approved');
    default:
      return t('reports.readOnly.role');
  }
}

/** The officer’s comment stays until the report is sent in again. */
export const returnedComment = ({ report, process }: ReportCase): string | null =>
  process.state === 'submitted' || process.state === 'approved' ? null : report.returnComment;

export async function whereNowOf(context: UserContext, reportCase: ReportCase, action: Link | null): Promise<WhereNow> {
  return whereNow(context, reportCase.process, {
    viewer: reportCase.side,
    action,
    deadline: deadlineOf(reportCase, context.now),
  });
}

/** The steps with what each of them lacks. */
export function stepLinks({ report, kind, awarded }: ReportCase, t: Translate, current: StepName | null): StepLink[] {
  const snapshot = snapshotOf(report);
  const faults = reportFaults(snapshot, { kind, awarded });
  const begun = (step: StepName) =>
    fieldsOf(step, kind).some(({ name }) => snapshot[name]) || (step === 'regnskap' && accountsBegun(snapshot));
  return stepsOf(kind).map((step) => {
    const missing = faults.filter((fault) => stepOf(fault.field) === step).length;
    return {
      text: t(`reports.step.${step}`),
      href: reportPath(report, step),
      current: step === current,
      done: step !== 'innsending' && missing === 0,
      status:
        step === 'innsending'
          ? ''
          : missing === 0
            ? t('reports.stepStatus.done')
            : begun(step)
              ? t('reports.stepStatus.missing', { count: missing })
              : t('reports.stepStatus.notBegun'),
    };
  });
}

export function stepFrame(context: UserContext, reportCase: ReportCase, step: StepName): StepFrame {
  const { t, now, query } = context;
  const { report, kind } = reportCase;
  const steps = stepsOf(kind);
  return {
    breadcrumbs: crumbsOf(reportCase, t),
    heading: t(`reports.step.${step}`),
    place: t('reports.place', { title: reportTitle(reportCase, t), number: steps.indexOf(step) + 1, of: steps.length }),
    deadline: deadlineOf(reportCase, now),
    overdue: overdueText(reportCase, t),
    steps: stepLinks(reportCase, t, step),
    readOnly: readOnlyReason(reportCase, t),
    returned: returnedComment(reportCase),
    saved: query.get('lagret') === '1' ? t('reports.saved') : null,
    savedAt: report.savedAt?.getTime() ?? null,
    action: reportPath(report, step),
    csrf: csrfOnly(context),
    version: report.version,
  };
}
