import type { ReportSnapshot } from './form.js';

export type ReportRules = { kind: 'interim' | 'final'; awarded: number };
/** `field` names the form’s field; figures are whole kroner. */
export type ReportFault = { code: ReportFaultCode; field: string; params: Record<string, number> };
export type ReportFaultCode =
  | 'textTooShort'
  | 'statusMissing'
  | 'recommendMissing'
  | 'accountsEmpty'
  | 'accountsDiffer'
  | 'usedAboveAward'
  | 'unspentUnexplained';

const sum = (lines: readonly { used: number }[]): number => lines.reduce((total, line) => total + line.used, 0);

/** Kroner of the award that are used: the funding rows of kind `projectFunds`. */
export const fundsUsed = (report: Pick<ReportSnapshot, 'funding'>): number =>
  sum(report.funding.filter((line) => line.kind === 'projectFunds'));

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
  if (kind === 'final' && costs === 0) add('accountsEmpty', 'costs');
  if (costs !== funding) add('accountsDiffer', 'funding', { costs, funding, difference: funding - costs });
  const used = fundsUsed(report);
  if (used > awarded) add('usedAboveAward', 'funding', { used, awarded });
  if (kind === 'final' && used < awarded && report.unspentPlan.trim() === '')
    add('unspentUnexplained', 'unspentPlan', { unspent: awarded - used });
  return faults;
}
