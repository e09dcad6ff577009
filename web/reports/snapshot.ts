import { fromBigInt } from '../../domain/money.js';
import type { ReportSnapshot } from '../../domain/report/form.js';
import type { ReportRow } from './report-case.js';

type BudgetedRow = { side: string; kind: string; label: string; budget: number };

/**
 * Of a row’s budget, in kroner, what the application had for the years up to the period’s end: what an interim report is measured
 * against. A final one is measured against all of it.
 */
export function budgetToDate(report: ReportRow, { side, kind, label, budget }: BudgetedRow): number {
  const lastYear = report.periodTo.getUTCFullYear();
  const { awards, application } = report.project;
  if (report.kind === 'final' || !application) return budget;
  const amounts =
    kind === 'projectFunds'
      ? awards.map(({ budgetYear, amount }) => ({ year: budgetYear, amount }))
      : application.budget.filter((line) =>
          side === 'cost'
            ? line.side === 'cost' && line.kind === kind
            : line.side === kind && (kind === 'own' || line.label === label),
        );
  return amounts.reduce((sum, { year, amount }) => (year <= lastYear ? sum + fromBigInt(amount) : sum), 0);
}

/** The draft as it would be sent in. */
export function snapshotOf(report: ReportRow) {
  const lines = (side: string) =>
    report.accounts
      .filter((account) => account.side === side)
      .map(({ position, kind, label, budget, used, explanation }) => {
        const whole = fromBigInt(budget);
        const toDate = budgetToDate(report, { side, kind, label, budget: whole });
        return { position, kind, label, budget: whole, budgetToDate: toDate, used: fromBigInt(used), explanation };
      });
  return {
    summary: report.summary,
    progressStatus: report.progressStatus as ReportSnapshot['progressStatus'],
    progressText: report.progressText,
    problems: report.problems,
    results: report.results,
    experience: report.experience,
    benefitOthers: report.benefitOthers,
    recommend: report.recommend as ReportSnapshot['recommend'],
    unspentPlan: report.unspentPlan,
    costs: lines('cost'),
    funding: lines('funding'),
  } satisfies ReportSnapshot;
}
