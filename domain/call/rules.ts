import type { Refusal } from '../errors.js';
import { addDays, localDate, startOfDay } from '../calendar/index.js';

/** What K2 looks at. Instants are epoch ms. */
export type CallDraft = {
  titleNb: string;
  titleNn: string;
  purposeNb: string;
  purposeNn: string;
  requirementsNb: string;
  requirementsNn: string;
  frame: bigint;
  opensAt: number;
  deadline: number;
  criteria: readonly { weight: number; nameNb: string; nameNn: string }[];
  reportPlans: readonly unknown[];
};

/** What keeps a call from being sent for approval (K2), in the order the form asks. */
export function callFaults(call: CallDraft, now: number): Refusal[] {
  const faults: Refusal[] = [];
  const texts = [call.titleNb, call.titleNn, call.purposeNb, call.purposeNn, call.requirementsNb, call.requirementsNn];
  if (texts.some((text) => text.trim() === '')) faults.push('textMissing');
  if (call.criteria.some((criterion) => criterion.nameNb.trim() === '' || criterion.nameNn.trim() === ''))
    faults.push('textMissing');
  if (call.frame <= 0n || call.reportPlans.length === 0) faults.push('notComplete');
  if (call.criteria.reduce((sum, criterion) => sum + criterion.weight, 0) !== 100) faults.push('weightsNot100');
  if (call.deadline <= earliestDeadline(now) || call.deadline <= call.opensAt) faults.push('deadlineTooSoon');
  return [...new Set(faults)];
}

/** A deadline must lie after midnight 21 days from today (K2). */
export const earliestDeadline = (now: number): number => startOfDay(addDays(localDate(now), 21));
