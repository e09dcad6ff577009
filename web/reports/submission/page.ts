import { processIdOf } from '../../../domain/lifecycles.js';
import { explanationField, reportFaults, type ReportFault } from '../../../domain/report/rules.js';
import { formatAmount } from '../../../domain/money.js';
import type { Fault, FormTokens, Link } from '../../components/models.js';
import { answerCommand, roleFor, tokens } from '../../forms.js';
import { redirect, userPage, view, type Answer, type Translate, type UserContext } from '../../page.js';
import { rowName } from '../accounts/tables.js';
import { stepFrame, type StepFrame } from '../frame.js';
import { loadReport, reportPath, reportSubject, type ReportCase } from '../report-case.js';
import { mayWrite, NotReceivable } from '../saving.js';
import { sectionsOf, type Section } from '../sections.js';
import { snapshotOf } from '../snapshot.js';
import { stepOf } from '../steps.js';

export type SubmissionModel = StepFrame & {
  faults: Fault[];
  /** What must be put right, each with the address of its field. */
  missing: Link[];
  lead: string;
  sections: Section[];
  language: string;
  writable: boolean;
  consequence: string;
  tokens: FormTokens;
};

function missingText({ report }: ReportCase, { code, field, params }: ReportFault, t: Translate): string {
  if (code === 'deviationUnexplained') {
    const row = snapshotOf(report).costs.find((line) => explanationField(line) === field)!;
    return t('reports.missing.deviationUnexplained', { row: rowName(t, 'cost', row) });
  }
  const amounts = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, formatAmount(Math.abs(value))]),
  );
  if (code === 'textTooShort') {
    return t('reports.missing.textTooShort', {
      ...amounts,
      count: params['missing'],
      field: t(`reports.field.${field}.label`),
    });
  }
  const side = code === 'accountsDiffer' ? ((params['difference'] ?? 0) < 0 ? 'Low' : 'High') : '';
  return t(`reports.missing.${code}${side}`, amounts);
}

const missingOf = (reportCase: ReportCase, t: Translate): Link[] => {
  const { report, kind, awarded } = reportCase;
  return reportFaults(snapshotOf(report), { kind, awarded }).map((fault) => ({
    text: missingText(reportCase, fault, t),
    href: `${reportPath(report, stepOf(fault.field))}#${fault.field}`,
  }));
};

function draw(context: UserContext, reportCase: ReportCase, faults: Fault[] | null = null): Answer {
  const { t } = context;
  const frame = stepFrame(context, reportCase, 'innsending');
  const missing = missingOf(reportCase, t);
  const model: SubmissionModel = {
    ...frame,
    faults: faults ?? [],
    missing,
    lead: t('reports.missing.lead', { count: missing.length }),
    sections: sectionsOf(reportCase, t),
    language: reportCase.report.project.language,
    writable: reportCase.writable,
    consequence: t(`reports.submission.${reportCase.kind}`),
    tokens: tokens(context, reportCase.process.id, 'submit'),
  };
  return view('reports/submission/submission', frame.heading, model, faults ? 422 : undefined);
}

async function show(context: UserContext): Promise<Answer> {
  const reportCase = await loadReport(context);
  return reportCase.side === 'office' ? redirect(reportPath(reportCase.report)) : draw(context, reportCase);
}

async function submit(context: UserContext): Promise<Answer> {
  const { t, user, body } = context;
  const reportCase = await loadReport(context);
  const { report, process, side } = reportCase;
  if (side === 'office') return redirect(reportPath(reportCase.report));
  if (missingOf(reportCase, t).length > 0) return draw(context, reportCase, []);
  const again = async (faults: Fault[]) => draw(context, await loadReport(context), faults);
  const command = {
    processId: processIdOf('report', report.id),
    name: 'submit',
    content: snapshotOf(report),
    // The role is the same in all states that can be written in; that it is one of them is seen to under the lock.
    actorRole: roleFor(user, 'report', 'submit', 'open', process),
    write: async (tx: Parameters<typeof mayWrite>[0]) => {
      if (!(await mayWrite(tx, report.id, user))) throw new NotReceivable('closed');
      const { version } = await tx.report.findUniqueOrThrow({ where: { id: report.id }, select: { version: true } });
      if (version !== report.version || String(version) !== body['version']) throw new NotReceivable('stale');
    },
  };
  try {
    return await answerCommand(context, command, { receipt: reportPath(report), again });
  } catch (error) {
    if (!(error instanceof NotReceivable)) throw error;
    return again([
      { fieldId: 'svar', text: t(error.why === 'stale' ? 'reports.submission.stale' : 'reports.submission.closed') },
    ]);
  }
}

export const submissionStep = userPage({
  path: '/rapporter/:id/innsending',
  access: { can: 'report.read', subject: reportSubject },
  personal: 'none',
  get: show,
  post: submit,
});
