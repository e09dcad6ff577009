import { fromBigInt } from '../../domain/money.js';
import type { ReportSnapshot } from '../../domain/report/form.js';
import type { ReportLine } from '../../prisma/generated/client.js';
import type { ReportRow } from './report-case.js';

const line = ({ position, kind, label, budget, used }: ReportLine) => ({
  position,
  kind,
  label,
  budget: fromBigInt(budget),
  used: fromBigInt(used),
});

/** The draft as it would be sent in. */
export function snapshotOf(report: ReportRow): ReportSnapshot {
  const side = (name: string) => report.accounts.filter((account) => account.side === name).map(line);
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
    costs: side('cost'),
    funding: side('funding'),
  };
}
