import type { ReportSnapshot } from './form.js';

export type ReportRules = { kind: 'interim' | 'final'; awarded: number };
/** `field` names the form’s field; figures are whole kroner. */
export type ReportFault = { code: ReportFaultCode; field: string; params: Record<string, number> };
export type ReportFaultCode =
  | 'textTooShort'
  | 'statusMissing'
  | 'recommendMissing'
  | 'accountsNotBegun'
  | 'accountsEmpty'
  | 'accountsDiffer'
  | 'usedAboveAward'
  | 'unspentUnexplained'
  | 'deviationUnexplained';

const sum = (lines: readonly { used: number }[]): number => lines.reduce((total, line) => total + line.used, 0);

/** Kroner of the award that are used: the funding rows of kind `projectFunds`. */
export const fundsUsed = (report: Pick<ReportSnapshot, 'funding'>): number =>
  sum(report.funding.filter((line) => line.kind === 'projectFunds'));

/** Have the accounts been written at all? Funding has rows from the first time they are saved. */
export const accountsBegun = (report: Pick<ReportSnapshot, 'funding'>): boolean => report.funding.length > 0;

type CostLine = ReportSnapshot['costs'][number];
/** More than a tenth above or below what was budgeted for the time reported on (forms.md D.3). Kroner. */
export const deviates = ({ budget, budgetToDate = budget, used }: CostLine): boolean =>
  used !== budgetToDate && Math.abs(used - budgetToDate) * 10 > budgetToDate;

/** The costs that must be explained; a project without a budget has nothing to deviate from. */
export const deviations = (report: Pick<ReportSnapshot, 'costs' | 'funding'>): CostLine[] =>
  accountsBegun(report) && report.costs.some(({ budget }) => budget > 0) ? report.costs.filter(deviates) : [];

/** The field of a line’s explanation. */
export const explanationField = ({ position }: Pick<CostLine, 'position'>): string => `explain-${position}`;

type LongText = 'summary' | 'progressText' | 'results' | 'experience' | 'benefitOthers';

/** What keeps a report from being submitted (R3; forms.md D.3). */
export function reportFaults(report: ReportSnapshot, { kind, awarded }: ReportRules): ReportFault[] {
  const faults: ReportFault[] = [];
  const add = (code: ReportFaultCode, field: string, params: Record<string, number> = {}) =>
    faults.push({ code, field, params });
  const long = (field: LongText, min: number) => {
    const missing = min - report[field].trim().length;
    if (missing > 0) add('textTooShort', field, { min, missing });
  };
  long('summary', 100);
  if (kind === 'interim' && report.progressStatus === null) add('statusMissing', 'progressStatus');
  if (kind === 'interim' && report.progressStatus !== null && report.progressStatus !== 'onSchedule')
    long('progressText', 10);
  if (kind === 'final') {
    long('results', 200);
    long('experience', 100);
    long('benefitOthers', 100);
    if (report.recommend === null) add('recommendMissing', 'recommend');
  }
  const costs = sum(report.costs);
  const funding = sum(report.funding);
  if (kind === 'interim' && !accountsBegun(report)) add('accountsNotBegun', 'costs');
  if (kind === 'final' && costs === 0) add('accountsEmpty', 'costs');
  if (costs !== funding) add('accountsDiffer', 'funding', { costs, funding, difference: funding - costs });
  for (const line of deviations(report))
    if (line.explanation.trim() === '') add('deviationUnexplained', explanationField(line));
  const used = fundsUsed(report);
  if (used > awarded) add('usedAboveAward', 'funding', { used, awarded });
  if (kind === 'final' && used < awarded && report.unspentPlan.trim() === '')
    add('unspentUnexplained', 'unspentPlan', { unspent: awarded - used });
  return faults;
}
