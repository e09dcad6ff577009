/** Advice on a call in words, each at its field (domain/call/warnings.ts). */
import { formatDate, formatLongDate, localDate } from '../../../domain/calendar/index.js';
import { areaLevel } from '../../../domain/call/areas.js';
import { APPROVAL_REMINDER_DAYS } from '../../../domain/call/ladders.js';
import { callWarnings, type CallToThinkOver, type CallWarning } from '../../../domain/call/warnings.js';
import { formatKroner, parseKroner, type Kroner } from '../../../domain/money.js';
import type { Fault } from '../../forms.js';
import type { PageContext } from '../../page.js';
import { readDate } from './parse.js';
import { isBlank, rowId, type RowKind } from './rows.js';
import { optionalTexts, neededTexts, type CallValues } from './values.js';

type Reading = Pick<PageContext, 't' | 'language' | 'now'>;

const kroner = (text: string): Kroner | null => {
  const parsed = parseKroner(text);
  return (parsed.ok ? parsed.value : null) ?? null;
};
const number = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null);

/** Blank rows are left out of what is judged; `rows` says which row of the form each judged one is. */
function readable(values: CallValues): { call: CallToThinkOver; rows: Record<RowKind, number[]> } {
  const filled = <T extends Record<string, string>>(list: readonly T[], except: readonly string[] = []) =>
    list.map((row, i) => ({ row, i })).filter(({ row }) => !isBlank(row, except));
  const criteria = filled(values.criteria);
  const areas = filled(values.priorityAreas, ['level']);
  const reports = filled(values.reportPlans, ['kind']);
  const texts = [...neededTexts, ...optionalTexts].map((field) => [field, values[field]]);
  return {
    rows: {
      criteria: criteria.map(({ i }) => i),
      priorityAreas: areas.map(({ i }) => i),
      reportPlans: reports.map(({ i }) => i),
    },
    call: {
      budgetYear: number(values.budgetYear),
      opensOn: readDate(values.opensAt) ?? null,
      deadline: readDate(values.deadline) ?? null,
      expectedDecisionOn: readDate(values.expectedDecisionOn) ?? null,
      frame: kroner(values.frame),
      minAmount: kroner(values.minAmount),
      maxAmount: kroner(values.maxAmount),
      weights: criteria.map(({ row }) => number(row.weight) ?? 0),
      areas: areas.map(({ row }, i) => ({
        level: areaLevel(row.level === '2' && i > 0),
        earmarked: kroner(row.earmarked),
      })),
      reports: reports.map(({ row }) => readDate(row.dueOn) ?? null),
      texts: Object.fromEntries(texts) as Record<string, string>,
    },
  };
}

/** "higher" or "lower", and by how much. */
const apart = (difference: Kroner) => ({
  way: difference > 0 ? 'higher' : 'lower',
  by: formatKroner(Math.abs(difference)),
});

export function warningText({ t, language }: Pick<Reading, 't' | 'language'>, warning: CallWarning): string {
  switch (warning.code) {
    case 'earlierYear':
      return t('callForm.warning.earlierYear', { years: warning.years.join(', ') });
    case 'weightsNot100':
      return t('calls.fault.weights', { sum: warning.sum });
    case 'areaNotSumBelow':
    case 'earmarkedNotFrame': {
      const { way, by } = apart(warning.difference);
      return t(`callForm.warning.${warning.code}.${way}`, { by, sum: formatKroner(warning.sum) });
    }
    case 'opensPassed':
    case 'opensSoon':
      return t(`callForm.warning.${warning.code}`, { date: formatDate(warning.date), count: APPROVAL_REMINDER_DAYS });
    case 'opensAfterDeadline':
    case 'minAboveMax':
    case 'minAboveFrame':
    case 'reportBeforeDeadline':
      return t(`callForm.warning.${warning.code}`);
    case 'decisionBeforeDeadline':
    case 'decisionSoon':
      return t(`calls.warning.${warning.code}`);
    case 'offer':
      return t('callForm.warning.offer', { date: formatLongDate(warning.date, language) });
    default:
      return t(`callForm.warning.day.${warning.code}`, {
        what: t(`callForm.warning.what.${warning.field.replace('.', '-')}`),
        date: formatDate(warning.date),
        name: warning.name?.[language],
        count: warning.days,
      });
  }
}

/** In the order of the form, each with the field it stands at; several of one field are one text. */
export function warningsOf(reading: Reading, values: CallValues): Fault[] {
  const { call, rows } = readable(values);
  const notes = new Map<string, string>();
  for (const warning of callWarnings(call, localDate(reading.now))) {
    const [kind, field] = warning.field.split('.');
    const row = 'row' in warning ? warning.row : undefined;
    const fieldId = row === undefined ? warning.field : rowId(kind as RowKind, field!, rows[kind as RowKind][row]!);
    notes.set(fieldId, [notes.get(fieldId), warningText(reading, warning)].filter(Boolean).join(' '));
  }
  return [...notes].map(([fieldId, text]) => ({ fieldId, text }));
}

/** Advice where nothing worse is said of the same field. */
export const warningsBeside = (warnings: readonly Fault[], faults: readonly Fault[]): Fault[] =>
  warnings.filter(({ fieldId }) => !faults.some((fault) => fault.fieldId === fieldId));
