/** The form of a call as it was typed; everything is text until `parse.ts` has read it. */
import { z } from 'zod';
import { costKinds } from '../../../domain/budget.js';
import { lastDayOf, localDate } from '../../../domain/calendar/index.js';
import { usualClarificationDays, usualReminderDays } from '../../../domain/call/parameters.js';
import type { PageContext } from '../../page.js';
import type { CallRow } from '../call.js';
import { blankRow, isBlank, maxRows, rowFields, rowKinds, rowName, type Row, type RowKind } from './rows.js';

/** Texts in both written forms: those a call must have, and those it may go without. */
export const neededTexts = [
  'titleNb',
  'titleNn',
  'purposeNb',
  'purposeNn',
  'requirementsNb',
  'requirementsNn',
] as const;
export const optionalTexts = ['schemeNameNb', 'schemeNameNn', 'otherSchemesNb', 'otherSchemesNn'] as const;
export const textFields = [...neededTexts, ...optionalTexts] as const;
export const plainFields = [
  'budgetYear', 'round', 'frame', 'minAmount', 'maxAmount', 'maxApplications', 'rankRequired', 'ownSharePercent', 'decisionRegime', 'localApproval',
  'projectKinds', 'opensAt', 'deadline', 'expectedDecisionOn', 'reminderDays', 'clarificationDays', 'contactId',
] as const; // prettier-ignore
export const listFields = ['countyCodes', 'applicants', 'eligibleCostKinds', 'requiredAttachments'] as const;

export type TextField = (typeof textFields)[number];
export type PlainField = (typeof plainFields)[number];
export type CallValues = Record<TextField | PlainField, string> & Record<(typeof listFields)[number], string[]> & {
  [K in RowKind]: Row<K>[];
}; // prettier-ignore

const texts = z.record(z.string(), z.string());
/** What `Call.typed` holds. */
const typedForm = z.object({
  ...Object.fromEntries([...textFields, ...plainFields].map((field) => [field, z.string()])),
  ...Object.fromEntries(listFields.map((field) => [field, z.array(z.string())])),
  ...Object.fromEntries(rowKinds.map((kind) => [kind, z.array(texts)])),
});

export function emptyValues(office: { contactId: string; countyCodes: string[]; year: number }): CallValues {
  return {
    ...(Object.fromEntries(textFields.map((field) => [field, ''])) as Record<TextField, string>),
    budgetYear: String(office.year),
    round: '',
    frame: '',
    minAmount: '',
    maxAmount: '',
    maxApplications: '',
    rankRequired: '',
    ownSharePercent: '0',
    decisionRegime: 'notIndividualDecision',
    localApproval: 'none',
    projectKinds: 'both',
    opensAt: '',
    deadline: '',
    expectedDecisionOn: '',
    reminderDays: usualReminderDays.join(', '),
    clarificationDays: String(usualClarificationDays),
    contactId: office.contactId,
    countyCodes: office.countyCodes,
    applicants: ['municipality'],
    eligibleCostKinds: [...costKinds],
    requiredAttachments: [],
    criteria: [blankRow('criteria')],
    priorityAreas: [],
    reportPlans: [{ ...blankRow('reportPlans'), kind: 'final' }],
  };
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
const number = (value: bigint | number | null): string => (value === null ? '' : String(value));

/** The form of a call that is stored: as it was typed, while that makes no sense; else from its columns and rows. */
export function valuesOf(call: CallRow): CallValues {
  const typed = typedForm.safeParse(call.typed);
  return typed.success ? (typed.data as unknown as CallValues) : storedValues(call);
}

export function storedValues(call: CallRow): CallValues {
  const {
    titleNb, titleNn, schemeNameNb, schemeNameNn, purposeNb, purposeNn, requirementsNb, requirementsNn, otherSchemesNb, otherSchemesNn,
    decisionRegime, localApproval, projectKinds, contactId, countyCodes, applicants, eligibleCostKinds, requiredAttachments,
  } = call; // prettier-ignore
  return {
    titleNb, titleNn, schemeNameNb, schemeNameNn, purposeNb, purposeNn, requirementsNb, requirementsNn, otherSchemesNb, otherSchemesNn,
    decisionRegime, localApproval, projectKinds, contactId, countyCodes, applicants, eligibleCostKinds, requiredAttachments,
    budgetYear: String(call.budgetYear),
    round: String(call.round),
    frame: call.frame === 0n ? '' : String(call.frame),
    minAmount: number(call.minAmount),
    maxAmount: number(call.maxAmount),
    maxApplications: number(call.maxApplications),
    rankRequired: call.rankRequired ? 'yes' : '',
    ownSharePercent: String(call.ownSharePercent),
    opensAt: localDate(call.opensAt.getTime()),
    deadline: lastDayOf(call.deadline.getTime()),
    expectedDecisionOn: day(call.expectedDecisionOn),
    reminderDays: call.reminderDays.join(', '),
    clarificationDays: String(call.clarificationDays),
    criteria: call.criteria.map(({ nameNb, nameNn, weight }) => ({ nameNb, nameNn, weight: String(weight) })),
    priorityAreas: call.priorityAreas.map(({ parentId, nameNb, nameNn, earmarked }) => ({
      level: parentId === null ? '1' : '2',
      nameNb,
      nameNn,
      earmarked: number(earmarked),
    })),
    reportPlans: call.reportPlans.map((plan) => ({
      kind: plan.kind,
      periodFrom: day(plan.periodFrom),
      periodTo: day(plan.periodTo),
      opensOn: localDate(plan.opensAt.getTime()),
      dueOn: lastDayOf(plan.dueAt.getTime()),
    })),
  }; // prettier-ignore
}

const listOf = ({ lists }: PageContext, name: string): string[] => lists[name] ?? [];

export function postedValues(context: PageContext): CallValues {
  const fields = [...textFields, ...plainFields].map((field) => [field, context.body[field] ?? '']);
  const lists = listFields.map((field) => [field, listOf(context, field)]);
  return {
    ...(Object.fromEntries(fields) as Record<TextField | PlainField, string>),
    ...(Object.fromEntries(lists) as Record<(typeof listFields)[number], string[]>),
    criteria: postedRows(context, 'criteria'),
    priorityAreas: postedRows(context, 'priorityAreas'),
    reportPlans: postedRows(context, 'reportPlans'),
  };
}

function postedRows<K extends RowKind>(context: PageContext, kind: K): Row<K>[] {
  const columns = rowFields[kind].map((field) => [field, listOf(context, rowName(kind, field))] as const);
  const count = Math.min(maxRows[kind], Math.max(0, ...columns.map(([, values]) => values.length)));
  return Array.from(
    { length: count },
    (_, i) => Object.fromEntries(columns.map(([field, values]) => [field, values[i] ?? ''])) as Row<K>,
  );
}

/** The rows as they are saved: number i of the form is number i of what is stored. */
export const withoutBlankRows = (values: CallValues): CallValues => ({
  ...values,
  criteria: values.criteria.filter((row) => !isBlank(row)),
  priorityAreas: values.priorityAreas.filter((row) => !isBlank(row, ['level'])),
  reportPlans: values.reportPlans.filter((row) => !isBlank(row, ['kind'])),
});
