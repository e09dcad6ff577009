/** The form of a call as it was typed; everything is text until `parse.ts` has read it. */
import { addMonths, lastDayOf, localDate } from '../../../domain/calendar/index.js';
import type { PageContext } from '../../page.js';
import type { CallRow } from '../call.js';

export const textFields = ['titleNb', 'titleNn', 'purposeNb', 'purposeNn', 'requirementsNb', 'requirementsNn'] as const;
export const plainFields = [
  'budgetYear', 'frame', 'minAmount', 'maxAmount', 'ownSharePercent', 'decisionRegime', 'opensAt', 'deadline', 'expectedDecisionOn', 'contactId',
] as const; // prettier-ignore
export const rowFields = {
  criteria: ['nameNb', 'nameNn', 'weight'],
  priorityAreas: ['nameNb', 'nameNn'],
  reportPlans: ['kind', 'periodFrom', 'periodTo', 'opensOn', 'dueOn'],
} as const;
export type RowKind = keyof typeof rowFields;

export type Row<K extends RowKind> = Record<(typeof rowFields)[K][number], string>;
export type CallValues = Record<(typeof textFields)[number] | (typeof plainFields)[number], string> & {
  countyCodes: string[];
} & { [K in RowKind]: Row<K>[] };

/** The name of a row’s field, repeated for every row; the element’s id has the row’s number behind it. */
export const rowName = (kind: RowKind, field: string): string => `${kind}.${field}`;
export const rowId = (kind: RowKind, field: string, index: number): string => `${kind}-${field}-${index}`;

const maxRows: Readonly<Record<RowKind, number>> = { criteria: 20, priorityAreas: 30, reportPlans: 12 };
const blank = <K extends RowKind>(kind: K): Row<K> =>
  Object.fromEntries(rowFields[kind].map((field) => [field, ''])) as Row<K>;

export function emptyValues(office: { contactId: string; countyCodes: string[]; year: number }): CallValues {
  return {
    ...(Object.fromEntries(textFields.map((field) => [field, ''])) as Record<(typeof textFields)[number], string>),
    budgetYear: String(office.year),
    frame: '',
    minAmount: '',
    maxAmount: '',
    ownSharePercent: '0',
    decisionRegime: 'notIndividualDecision',
    opensAt: '',
    deadline: '',
    expectedDecisionOn: '',
    contactId: office.contactId,
    countyCodes: office.countyCodes,
    criteria: [blank('criteria')],
    priorityAreas: [],
    reportPlans: [{ ...blank('reportPlans'), kind: 'final' }],
  };
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
const amount = (kroner: bigint | null): string => (kroner === null ? '' : String(kroner));

export function valuesOf(call: CallRow): CallValues {
  const {
    titleNb,
    titleNn,
    purposeNb,
    purposeNn,
    requirementsNb,
    requirementsNn,
    decisionRegime,
    contactId,
    countyCodes,
  } = call;
  return {
    titleNb, titleNn, purposeNb, purposeNn, requirementsNb, requirementsNn, decisionRegime, contactId, countyCodes,
    budgetYear: String(call.budgetYear),
    frame: call.frame === 0n ? '' : String(call.frame),
    minAmount: amount(call.minAmount),
    maxAmount: amount(call.maxAmount),
    ownSharePercent: String(call.ownSharePercent),
    opensAt: localDate(call.opensAt.getTime()),
    deadline: lastDayOf(call.deadline.getTime()),
    expectedDecisionOn: day(call.expectedDecisionOn),
    criteria: call.criteria.map(({ nameNb, nameNn, weight }) => ({ nameNb, nameNn, weight: String(weight) })),
    priorityAreas: call.priorityAreas.map(({ nameNb, nameNn }) => ({ nameNb, nameNn })),
    reportPlans: call.reportPlans.map((plan) => ({
      kind: plan.kind,
      periodFrom: day(plan.periodFrom),
      periodTo: day(plan.periodTo),
      opensOn: localDate(plan.opensAt.getTime()),
      dueOn: lastDayOf(plan.dueAt.getTime()),
    })),
  }; // prettier-ignore
}

/** Last year’s call as the draft of the next: the year one up, every date a year later. */
export function nextYear(values: CallValues): CallValues {
  const year = Number(values.budgetYear);
  const later = (date: string): string => (date === '' ? '' : addMonths(date, 12));
  const title = (text: string): string => text.replaceAll(String(year), String(year + 1));
  return {
    ...values,
    titleNb: title(values.titleNb),
    titleNn: title(values.titleNn),
    budgetYear: String(year + 1),
    opensAt: later(values.opensAt),
    deadline: later(values.deadline),
    expectedDecisionOn: later(values.expectedDecisionOn),
    reportPlans: values.reportPlans.map((plan) => ({
      kind: plan.kind,
      periodFrom: later(plan.periodFrom),
      periodTo: later(plan.periodTo),
      opensOn: later(plan.opensOn),
      dueOn: later(plan.dueOn),
    })),
  };
}

const listOf = ({ lists }: PageContext, name: string): string[] => lists[name] ?? [];

function postedRows<K extends RowKind>(context: PageContext, kind: K): Row<K>[] {
  const columns = rowFields[kind].map((field) => [field, listOf(context, rowName(kind, field))] as const);
  const count = Math.min(maxRows[kind], Math.max(0, ...columns.map(([, values]) => values.length)));
  return Array.from(
    { length: count },
    (_, i) => Object.fromEntries(columns.map(([field, values]) => [field, values[i] ?? ''])) as Row<K>,
  );
}

export function postedValues(context: PageContext): CallValues {
  const fields = [...textFields, ...plainFields].map((field) => [field, context.body[field] ?? '']);
  return {
    ...(Object.fromEntries(fields) as Record<(typeof textFields)[number] | (typeof plainFields)[number], string>),
    countyCodes: listOf(context, 'countyCodes'),
    criteria: postedRows(context, 'criteria'),
    priorityAreas: postedRows(context, 'priorityAreas'),
    reportPlans: postedRows(context, 'reportPlans'),
  };
}

/** The buttons that work on rows, without script: "add:criteria", "remove:criteria:2". Undefined for another button. */
export function changedRows(values: CallValues, button: string | undefined): CallValues | undefined {
  const [verb, kind, index] = (button ?? '').split(':');
  if (!kind || !Object.hasOwn(rowFields, kind)) return undefined;
  const rows = kind as RowKind;
  if (verb === 'add') return { ...values, [rows]: [...values[rows], blank(rows)].slice(0, maxRows[rows]) };
  if (verb === 'remove')
    return { ...values, [rows]: (values[rows] as unknown[]).filter((_, i) => i !== Number(index)) };
  return undefined;
}

export const isBlank = (row: Record<string, string>, except: readonly string[] = []): boolean =>
  Object.entries(row).every(([field, value]) => except.includes(field) || value.trim() === '');

/** The rows as they are saved: number i of the form is number i of what is stored. */
export const withoutBlankRows = (values: CallValues): CallValues => ({
  ...values,
  criteria: values.criteria.filter((row) => !isBlank(row)),
  priorityAreas: values.priorityAreas.filter((row) => !isBlank(row)),
  reportPlans: values.reportPlans.filter((row) => !isBlank(row, ['kind'])),
});
