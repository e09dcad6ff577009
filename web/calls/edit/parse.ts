/** From what was typed to what is stored. A draft may lack a lot; what makes no sense is a fault, and is kept as it was typed. */
import { costKinds } from '../../../domain/budget.js';
import { deadlineAtEndOf, eightOClock, isLocalDate, type LocalDate } from '../../../domain/calendar/index.js';
import {
  applicantKinds,
  requirableAttachments,
  decisionRegimes,
  localApprovals,
  projectKinds,
  usualClarificationDays,
} from '../../../domain/call/parameters.js';
import { parseKroner } from '../../../domain/money.js';
import type { Translate } from '../../page.js';
import type { Fault } from '../../forms.js';
import { isBlank, rowId, type RowKind } from './rows.js';
import { textFields, type CallValues, type PlainField, type TextField } from './values.js';

/** Instants as Date, amounts as bigint: the columns of Call and its rows. */
export type CallContent = Record<TextField, string> & {
  budgetYear: number; round: number | null; countyCodes: string[]; frame: bigint; minAmount: bigint | null; maxAmount: bigint | null;
  maxApplications: number | null; rankRequired: boolean; ownSharePercent: number; decisionRegime: string; localApproval: string; projectKinds: string;
  applicants: string[]; eligibleCostKinds: string[]; requiredAttachments: string[]; reminderDays: number[]; clarificationDays: number;
  opensAt: Date; deadline: Date; expectedDecisionOn: Date; contactId: string;
  criteria: { nameNb: string; nameNn: string; weight: number }[];
  priorityAreas: { level: 1 | 2; nameNb: string; nameNn: string; earmarked: bigint | null }[];
  reportPlans: { kind: string; periodFrom: Date; periodTo: Date; opensAt: Date; dueAt: Date }[];
}; // prettier-ignore

/** `standing`: what is stored in place of a field that makes no sense. */
export type Standing = Pick<CallContent, 'budgetYear' | 'opensAt' | 'deadline' | 'expectedDecisionOn' | 'contactId' | 'countyCodes'>; // prettier-ignore
export type Office = { countyCodes: readonly string[]; contactIds: readonly string[]; standing: Standing };
/** `content` always keeps the limits of the database. */
export type ParsedCall = { content: CallContent; faults: Fault[] };

const longest: Readonly<Record<TextField, number>> = {
  titleNb: 120, titleNn: 120, schemeNameNb: 60, schemeNameNn: 60, purposeNb: 6000, purposeNn: 6000, requirementsNb: 6000, requirementsNn: 6000,
  otherSchemesNb: 2000, otherSchemesNn: 2000,
}; // prettier-ignore
const longestName = 120;

/** "2027-03-31" from a date field, or "31.03.2027" as it is written by hand. */
export function readDate(text: string): LocalDate | undefined {
  const byHand = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text.trim());
  const date = byHand ? `${byHand[3]}-${byHand[2]!.padStart(2, '0')}-${byHand[1]!.padStart(2, '0')}` : text.trim();
  return isLocalDate(date) && date >= '2000-01-01' && date <= '2100-01-01' ? date : undefined;
}

const wholeNumber = (text: string, min: number, max: number): number | undefined => {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
};

/** "14, 7, 3 og 1": days before the deadline, the first reminder first. */
function readDays(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+|og/).filter((part) => part !== '');
  const days = parts.map((part) => wholeNumber(part, 1, 60));
  if (days.includes(undefined) || parts.length > 6) return undefined;
  return [...new Set(days as number[])].sort((a, b) => b - a);
}

/** `t` gives the faults’ texts. */
export function parseCall(values: CallValues, office: Office, t: Translate): ParsedCall {
  const { standing } = office;
  const faults: Fault[] = [];
  const fault = (fieldId: string, code: string, params: Record<string, unknown> = {}): void => {
    faults.push({ fieldId, text: t(`calls.fault.${code}`, params) });
  };
  const date = (fieldId: string, text: string): LocalDate | undefined => {
    const found = readDate(text);
    if (!found) fault(fieldId, `${fieldId.split('-')[0] === 'reportPlans' ? 'reportDate' : fieldId}Date`);
    return found;
  };
  const kroner = (fieldId: string, text: string): bigint | null => {
    const parsed = parseKroner(text);
    if (!parsed.ok) fault(fieldId, `amount.${parsed.code}`);
    return parsed.ok && parsed.value !== undefined ? BigInt(parsed.value) : null;
  };
  const whole = (fieldId: PlainField, min: number, max: number): number | null => {
    if (values[fieldId].trim() === '') return null;
    const number = wholeNumber(values[fieldId], min, max);
    if (number === undefined) fault(fieldId, fieldId, { min, max });
    return number ?? null;
  };
  const atMost = (fieldId: string, text: string, most: number): string => {
    const trimmed = text.trim();
    if (trimmed.length > most) fault(fieldId, 'tooLong', { count: trimmed.length - most });
    return trimmed.slice(0, most);
  };
  const oneOf = (fieldId: PlainField, choices: readonly string[]): string => {
    const chosen = values[fieldId] === '' ? choices[0]! : values[fieldId];
    if (choices.includes(chosen)) return chosen;
    fault(fieldId, fieldId);
    return choices[0]!;
  };
  const someOf = (fieldId: 'applicants' | 'eligibleCostKinds', choices: readonly string[]): string[] => {
    const chosen = choices.filter((choice) => values[fieldId].includes(choice));
    if (chosen.length > 0) return chosen;
    fault(fieldId, fieldId);
    return [...choices];
  };

  const texts = textFields.map((field) => [field, atMost(field, values[field], longest[field])]);
  const budgetYear = wholeNumber(values.budgetYear, 2000, 2100);
  if (budgetYear === undefined) fault('budgetYear', 'budgetYear');
  const round = whole('round', 1, 9);
  const countyCodes = values.countyCodes.filter((code) => office.countyCodes.includes(code));
  if (countyCodes.length === 0) fault('countyCodes', 'countyCodes');
  const applicants = someOf('applicants', applicantKinds);
  const kinds = oneOf('projectKinds', projectKinds);
  const frame = kroner('frame', values.frame);
  const minAmount = kroner('minAmount', values.minAmount);
  const maxAmount = kroner('maxAmount', values.maxAmount);
  const below = minAmount !== null && maxAmount !== null && maxAmount < minAmount;
  if (below) fault('maxAmount', 'maxBelowMin');
  const ownSharePercent = wholeNumber(values.ownSharePercent || '0', 0, 100);
  if (ownSharePercent === undefined) fault('ownSharePercent', 'ownSharePercent');
  const eligibleCostKinds = someOf('eligibleCostKinds', costKinds);
  const maxApplications = whole('maxApplications', 1, 100);
  const localApproval = oneOf('localApproval', localApprovals);
  const decisionRegime = oneOf('decisionRegime', decisionRegimes);
  const opensAt = date('opensAt', values.opensAt);
  const deadline = date('deadline', values.deadline);
  const expectedDecisionOn = date('expectedDecisionOn', values.expectedDecisionOn);
  const reminderDays = readDays(values.reminderDays);
  if (!reminderDays) fault('reminderDays', 'reminderDays');
  const clarificationDays = whole('clarificationDays', 1, 60);
  if (!office.contactIds.includes(values.contactId)) fault('contactId', 'contactId');

  const names = (kind: RowKind, row: { nameNb: string; nameNn: string }, i: number) => ({
    nameNb: atMost(rowId(kind, 'nameNb', i), row.nameNb, longestName),
    nameNn: atMost(rowId(kind, 'nameNn', i), row.nameNn, longestName),
  });
  const criteria = values.criteria.flatMap((row, i) => {
    if (isBlank(row)) return [];
    const weight = wholeNumber(row.weight || '0', 0, 100);
    if (weight === undefined) fault(rowId('criteria', 'weight', i), 'weight');
    return [{ ...names('criteria', row, i), weight: weight ?? 0 }];
  });
  const priorityAreas: CallContent['priorityAreas'] = [];
  values.priorityAreas.forEach((row, i) => {
    if (isBlank(row, ['level'])) return;
    const earmarked = kroner(rowId('priorityAreas', 'earmarked', i), row.earmarked);
    // The first of the list has nothing to be below.
    const level = row.level === '2' && priorityAreas.length > 0 ? 2 : 1;
    priorityAreas.push({ level, ...names('priorityAreas', row, i), earmarked });
  });
  const reportPlans = values.reportPlans.flatMap((row, i) => {
    if (isBlank(row, ['kind'])) return [];
    const id = (field: string): string => rowId('reportPlans', field, i);
    const [from, to, opens, due] = (['periodFrom', 'periodTo', 'opensOn', 'dueOn'] as const).map((field) =>
      date(id(field), row[field]),
    );
    if (from && to && from > to) fault(id('periodTo'), 'reportPeriod');
    if (opens && due && opens > due) fault(id('dueOn'), 'reportDue');
    if (!from || !to || !opens || !due || from > to || opens > due) return [];
    const dates = { opensAt: new Date(eightOClock(opens)), dueAt: new Date(deadlineAtEndOf(due)) };
    return [{ kind: row.kind === 'interim' ? 'interim' : 'final', periodFrom: day(from), periodTo: day(to), ...dates }];
  });

  return {
    faults,
    content: {
      ...(Object.fromEntries(texts) as Record<TextField, string>),
      budgetYear: budgetYear ?? standing.budgetYear,
      round,
      countyCodes: countyCodes.length > 0 ? countyCodes : standing.countyCodes,
      applicants,
      projectKinds: kinds,
      frame: frame ?? 0n,
      minAmount: below ? null : minAmount,
      maxAmount: below ? null : maxAmount,
      maxApplications,
      rankRequired: values.rankRequired === 'yes',
      ownSharePercent: ownSharePercent ?? 0,
      eligibleCostKinds,
      requiredAttachments: requirableAttachments.filter((kind) => values.requiredAttachments.includes(kind)),
      localApproval,
      decisionRegime,
      opensAt: opensAt ? new Date(eightOClock(opensAt)) : standing.opensAt,
      deadline: deadline ? new Date(deadlineAtEndOf(deadline)) : standing.deadline,
      expectedDecisionOn: expectedDecisionOn ? day(expectedDecisionOn) : standing.expectedDecisionOn,
      reminderDays: reminderDays ?? [],
      clarificationDays: clarificationDays ?? usualClarificationDays,
      contactId: office.contactIds.includes(values.contactId) ? values.contactId : standing.contactId,
      criteria,
      priorityAreas,
      reportPlans,
    },
  };
}

const day = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);
