/** From what was typed to what is stored. A draft may lack a lot; what stands there must make sense. */
import { deadlineAtEndOf, eightOClock, isLocalDate, type LocalDate } from '../../../domain/calendar/index.js';
import { parseKroner } from '../../../domain/money.js';
import type { Translate } from '../../page.js';
import type { Fault } from '../../forms.js';
import { isBlank, rowId, textFields, type CallValues, type RowKind } from './values.js';

/** Instants as Date, amounts as bigint: the columns of Call and its rows. */
export type CallContent = {
  titleNb: string; titleNn: string; purposeNb: string; purposeNn: string; requirementsNb: string; requirementsNn: string;
  budgetYear: number; countyCodes: string[]; frame: bigint; minAmount: bigint | null; maxAmount: bigint | null; ownSharePercent: number;
  decisionRegime: string; opensAt: Date; deadline: Date; expectedDecisionOn: Date; contactId: string;
  criteria: { nameNb: string; nameNn: string; weight: number }[];
  priorityAreas: { nameNb: string; nameNn: string }[];
  reportPlans: { kind: string; periodFrom: Date; periodTo: Date; opensAt: Date; dueAt: Date }[];
}; // prettier-ignore

export type Office = { countyCodes: readonly string[]; contactIds: readonly string[] };
export type ParsedCall = { content: CallContent; faults: [] } | { content: null; faults: Fault[] };

const longest: Readonly<Record<(typeof textFields)[number], number>> = {
  titleNb: 120, titleNn: 120, purposeNb: 6000, purposeNn: 6000, requirementsNb: 6000, requirementsNn: 6000,
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

/** `t` gives the faults’ texts. */
export function parseCall(values: CallValues, office: Office, t: Translate): ParsedCall {
  const faults: Fault[] = [];
  const fault = (fieldId: string, code: string, params: Record<string, unknown> = {}): void => {
    faults.push({ fieldId, text: t(`calls.fault.${code}`, params) });
  };
  const date = (fieldId: string, text: string): LocalDate => {
    const found = readDate(text);
    if (!found) fault(fieldId, `${fieldId.split('-')[0] === 'reportPlans' ? 'reportDate' : fieldId}Date`);
    return found ?? '2000-01-01';
  };
  const kroner = (fieldId: 'frame' | 'minAmount' | 'maxAmount'): bigint | null => {
    const parsed = parseKroner(values[fieldId]);
    if (parsed.ok) return parsed.value === undefined ? null : BigInt(parsed.value);
    fault(fieldId, `amount.${parsed.code}`);
    return null;
  };
  const atMost = (fieldId: string, text: string, max: number): string => {
    if (text.length > max) fault(fieldId, 'tooLong', { count: text.length - max });
    return text.trim();
  };

  const texts = Object.fromEntries(textFields.map((field) => [field, atMost(field, values[field], longest[field])]));
  const budgetYear = wholeNumber(values.budgetYear, 2000, 2100);
  if (budgetYear === undefined) fault('budgetYear', 'budgetYear');
  const countyCodes = values.countyCodes.filter((code) => office.countyCodes.includes(code));
  if (countyCodes.length === 0) fault('countyCodes', 'countyCodes');
  const frame = kroner('frame');
  const minAmount = kroner('minAmount');
  const maxAmount = kroner('maxAmount');
  if (minAmount !== null && maxAmount !== null && maxAmount < minAmount) fault('maxAmount', 'maxBelowMin');
  const ownSharePercent = wholeNumber(values.ownSharePercent || '0', 0, 100);
  if (ownSharePercent === undefined) fault('ownSharePercent', 'ownSharePercent');
  if (!['notIndividualDecision', 'individualDecision'].includes(values.decisionRegime))
    fault('decisionRegime', 'decisionRegime');
  const opensAt = date('opensAt', values.opensAt);
  const deadline = date('deadline', values.deadline);
  const expectedDecisionOn = date('expectedDecisionOn', values.expectedDecisionOn);
  if (!office.contactIds.includes(values.contactId)) fault('contactId', 'contactId');

  const name = (kind: RowKind, field: 'nameNb' | 'nameNn', index: number, text: string): string =>
    atMost(rowId(kind, field, index), text, longestName);
  const names = (kind: RowKind, row: { nameNb: string; nameNn: string }, i: number) => ({
    nameNb: name(kind, 'nameNb', i, row.nameNb),
    nameNn: name(kind, 'nameNn', i, row.nameNn),
  });
  const criteria = values.criteria.flatMap((row, i) => {
    if (isBlank(row)) return [];
    const weight = wholeNumber(row.weight || '0', 0, 100);
    if (weight === undefined) fault(rowId('criteria', 'weight', i), 'weight');
    return [{ ...names('criteria', row, i), weight: weight ?? 0 }];
  });
  const priorityAreas = values.priorityAreas.flatMap((row, i) =>
    isBlank(row) ? [] : [names('priorityAreas', row, i)],
  );
  const reportPlans = values.reportPlans.flatMap((row, i) => {
    if (isBlank(row, ['kind'])) return [];
    const id = (field: string): string => rowId('reportPlans', field, i);
    const [from, to, opens, due] = (['periodFrom', 'periodTo', 'opensOn', 'dueOn'] as const).map((field) =>
      date(id(field), row[field]),
    );
    if (from! > to!) fault(id('periodTo'), 'reportPeriod');
    if (opens! > due!) fault(id('dueOn'), 'reportDue');
    const kind = row.kind === 'interim' ? 'interim' : 'final';
    return [
      {
        kind,
        periodFrom: day(from!),
        periodTo: day(to!),
        opensAt: new Date(eightOClock(opens!)),
        dueAt: new Date(deadlineAtEndOf(due!)),
      },
    ];
  });

  if (faults.length > 0) return { content: null, faults };
  return {
    faults: [],
    content: {
      ...(texts as Record<(typeof textFields)[number], string>),
      budgetYear: budgetYear!,
      countyCodes,
      frame: frame ?? 0n,
      minAmount,
      maxAmount,
      ownSharePercent: ownSharePercent!,
      decisionRegime: values.decisionRegime,
      opensAt: new Date(eightOClock(opensAt)),
      deadline: new Date(deadlineAtEndOf(deadline)),
      expectedDecisionOn: day(expectedDecisionOn),
      contactId: values.contactId,
      criteria,
      priorityAreas,
      reportPlans,
    },
  };
}

const day = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);
