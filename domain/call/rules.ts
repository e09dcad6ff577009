import type { Refusal } from '../errors.js';
import { addDays, lastDayOf, localDate, startOfDay, type LocalDate } from '../calendar/index.js';
import { areaLevel, earmarkedSum, type Area } from './areas.js';

/** What K2 looks at. Instants are epoch ms. */
export type CallDraft = {
  titleNb: string;
  titleNn: string;
  purposeNb: string;
  purposeNn: string;
  requirementsNb: string;
  requirementsNn: string;
  /** May be left out, but not in one written form only. */
  schemeNameNb: string;
  schemeNameNn: string;
  otherSchemesNb: string;
  otherSchemesNn: string;
  /** Kroner. */
  frame: bigint;
  opensAt: number;
  deadline: number;
  /** The last day an answer is promised by. */
  expectedDecisionOn: LocalDate;
  criteria: readonly { weight: number; nameNb: string; nameNn: string }[];
  /** In the order of the tree. */
  priorityAreas: readonly (Area & { nameNb: string; nameNn: string })[];
  reportPlans: readonly { dueAt: number }[];
  /** What was typed and makes no sense yet; null when all of it does. */
  typed?: unknown;
};

/** What keeps a call from being sent for approval (K2), in the order the form asks. */
export function callFaults(call: CallDraft, now: number): Refusal[] {
  const faults: Refusal[] = [];
  const texts = [call.titleNb, call.titleNn, call.purposeNb, call.purposeNn, call.requirementsNb, call.requirementsNn];
  if (texts.some((text) => text.trim() === '')) faults.push('textMissing');
  if ([...call.criteria, ...call.priorityAreas].some(({ nameNb, nameNn }) => !nameNb.trim() || !nameNn.trim()))
    faults.push('textMissing');
  const pairs = [
    [call.schemeNameNb, call.schemeNameNn],
    [call.otherSchemesNb, call.otherSchemesNn],
  ] as const;
  if (pairs.some(([nb, nn]) => (nb.trim() === '') !== (nn.trim() === ''))) faults.push('textMissing');
  if (call.typed) faults.push('notComplete');
  if (call.frame <= 0n || call.reportPlans.length === 0) faults.push('notComplete');
  if (call.criteria.reduce((sum, criterion) => sum + criterion.weight, 0) !== 100) faults.push('weightsNot100');
  if (call.deadline <= earliestDeadline(now) || call.deadline <= call.opensAt) faults.push('deadlineTooSoon');
  if (call.expectedDecisionOn <= lastDayOf(call.deadline)) faults.push('decisionBeforeDeadline');
  if (call.reportPlans.some(({ dueAt }) => dueAt <= call.deadline)) faults.push('reportBeforeDeadline');
  if ((earmarkedSum(call.priorityAreas) ?? 0) > Number(call.frame)) faults.push('earmarkedOverFrame');
  return [...new Set(faults)];
}

type CallRows = Omit<CallDraft, 'opensAt' | 'deadline' | 'expectedDecisionOn' | 'priorityAreas' | 'reportPlans'> & {
  opensAt: Date;
  deadline: Date;
  expectedDecisionOn: Date;
  priorityAreas: readonly { parentId: string | null; earmarked: bigint | null; nameNb: string; nameNn: string }[];
  reportPlans: readonly { dueAt: Date }[];
};

/** The call’s rows as K2 looks at them. */
export const draftOf = (call: CallRows): CallDraft => ({
  ...call,
  opensAt: call.opensAt.getTime(),
  deadline: call.deadline.getTime(),
  expectedDecisionOn: call.expectedDecisionOn.toISOString().slice(0, 10),
  priorityAreas: call.priorityAreas.map(({ parentId, earmarked, nameNb, nameNn }) => ({
    level: areaLevel(parentId !== null),
    earmarked: earmarked === null ? null : Number(earmarked),
    nameNb,
    nameNn,
  })),
  reportPlans: call.reportPlans.map(({ dueAt }) => ({ dueAt: dueAt.getTime() })),
});

/** A deadline must lie after midnight 21 days from today (K2). */
export const earliestDeadline = (now: number): number => startOfDay(addDays(localDate(now), 21));
