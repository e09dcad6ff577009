/**
 * Every field of an application (forms.md D.1), once: on which step it stands, what it may hold, what is needed before it can be sent
 * in, and whether it becomes public with an award. The form, its faults, the answers as text and what is frozen all come from here.
 */
import { z } from 'zod';
import { costKinds, otherFundingStatuses, ownContributionKinds } from '../budget.js';
import { sectors } from '../sectors.js';
import { applicantKinds } from './applicants.js';

/** The pages of the form, in their order. */
export const steps = ['soknaden', 'samarbeid', 'innhold', 'framdrift', 'budsjett', 'vedlegg', 'innsending'] as const;
export type Step = (typeof steps)[number];
/** The steps that have fields. */
export type FormStep = Exclude<Step, 'vedlegg' | 'innsending'>;
export const formSteps = steps.filter((step): step is FormStep => step !== 'vedlegg' && step !== 'innsending');

export const applicationKinds = ['new', 'continuation', 'expansion', 'network', 'conference'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];
/** Source 001: what the project strengthens the municipality as. */
export const municipalRoles = [
  'serviceProvider',
  'publicAuthority',
  'localDemocracyArena',
  'communityDeveloper',
] as const;
export const measures = [
  'organisation', 'competence', 'technology', 'cooperation', 'method', 'participation', 'network', 'mapping', 'other',
] as const; // prettier-ignore
export const goals = Array.from({ length: 17 }, (_, i) => String(i + 1));

/** "YYYY-MM-DD", or '' while it is not given. */
const day = z.union([z.literal(''), z.iso.date()]);
const answer = z.enum(['', 'yes', 'no']);
const years = z.number().int().min(1).max(4);
const kroner = z.number().int().min(0).max(100_000_000);

/** One row of the budget; `amounts` are whole kroner, one per year from the first. Own work is hours × kroner an hour. */
const budgetRow = (kinds: readonly string[]) =>
  z.object({
    kind: z.string().refine((kind) => kinds.includes(kind)),
    label: z.string().max(120),
    amounts: z.array(kroner).max(4),
    hours: z.array(z.number().int().min(0).max(100_000)).max(4).optional(),
    rate: z.number().int().min(1).max(10_000).optional(),
  });
export type BudgetRow = { kind: string; label: string; amounts: number[]; hours?: number[] | undefined; rate?: number | undefined }; // prettier-ignore

export const budgetSides = ['costs', 'applied', 'own', 'other'] as const;
export type BudgetSide = (typeof budgetSides)[number];

type Common = { step: FormStep; open: boolean };
/** A field holds `T`; '' or an empty list is “not given”. `draft` takes texts that are too long, as a draft does. */
export type Field<T> = Common & {
  schema: z.ZodType<T>;
  draft: z.ZodType<T>;
  /** Fewest characters, rows or choices before it can be sent in; 0 may be left out. */
  least: number;
} & (
    | { type: 'line' | 'text'; most: number }
    | { type: 'day' | 'answer' | 'reference' | 'number' }
    | { type: 'choice'; values: readonly string[] }
    | { type: 'choices'; values: readonly string[] | null; most: number }
    | { type: 'rows'; columns: Columns; most: number }
    | { type: 'budget'; most: number }
  );
/** What stands in a row: texts with their longest length, dates, ticks. */
export type Column = { type: 'line' | 'text'; most: number; needed: boolean } | { type: 'day' | 'tick'; needed: boolean }; // prettier-ignore
export type Columns = Readonly<Record<string, Column>>;

/** Longer than any field is never taken, not even in a draft. */
const anyText = z.string().max(50_000);
type Limits = { least?: number; most: number; open?: boolean };
const line = (step: FormStep, { least = 0, most, open = true }: Limits): Field<string> => ({
  type: 'line', step, least, most, open, schema: z.string().max(most), draft: anyText,
}); // prettier-ignore
const text = (step: FormStep, { least = 0, most, open = true }: Limits): Field<string> => ({
  type: 'text', step, least, most, open, schema: z.string().max(most), draft: anyText,
}); // prettier-ignore
const dayField = (step: FormStep, least: 0 | 1): Field<string> => ({ type: 'day', step, least, open: true, schema: day, draft: day }); // prettier-ignore
const yesNo = (step: FormStep, { least, open }: { least: 0 | 1; open: boolean }): Field<'' | 'yes' | 'no'> => ({
  type: 'answer', step, least, open, schema: answer, draft: answer,
}); // prettier-ignore
function choice<T extends string>(step: FormStep, values: readonly T[]): Field<T> {
  const schema = z.enum(values as readonly [T, ...T[]]) as unknown as z.ZodType<T>;
  return { type: 'choice', step, least: 1, open: true, values, schema, draft: schema };
}
/** One that has been added to the form: what was sent in before says nothing of it, and stands for the first. */
function laterChoice<T extends string>(step: FormStep, values: readonly [T, ...T[]]): Field<T> {
  const field = choice(step, values);
  return { ...field, schema: field.schema.default(values[0] as never) };
}
type Choices = { values: readonly string[] | null; least: number; most: number; schema?: z.ZodType<string> };
function choices(step: FormStep, { values, least, most, schema: one }: Choices): Field<string[]> {
  const schema = z.array(one ?? z.string().refine((value) => values!.includes(value))).max(most);
  return { type: 'choices', step, open: true, least, most, values, schema, draft: schema };
}

export type FormRow = Record<string, string | boolean>;
function rows<T extends FormRow>(
  step: FormStep,
  { columns, least = 0, most, open = true }: Limits & { columns: Columns },
): Field<T[]> {
  const shape = (limited: boolean) =>
    z.object(
      Object.fromEntries(
        Object.entries(columns).map(([name, column]): [string, z.ZodType] => {
          if (column.type === 'tick') return [name, z.boolean()];
          return [name, !('most' in column) ? day : limited ? z.string().max(column.most) : anyText];
        }),
      ),
    );
  const schema = (limited: boolean) => z.array(shape(limited)).max(most) as unknown as z.ZodType<T[]>;
  return { type: 'rows', step, open, least, most, columns, schema: schema(true), draft: schema(false) };
}
function budget(kinds: readonly string[], most: number): Field<BudgetRow[]> {
  const schema = z.array(budgetRow(kinds)).max(most);
  return { type: 'budget', step: 'budsjett', open: false, least: 0, most, schema, draft: schema };
}
type Reference = { least: 0 | 1; open: boolean };
const reference = (step: FormStep, schema: z.ZodType<string>, { least, open }: Reference): Field<string> => ({
  type: 'reference',
  step,
  least,
  open,
  schema,
  draft: schema,
});

const words = (most: number, needed = false): Column => ({ type: 'line', most, needed });
const prose = (most: number, needed = false): Column => ({ type: 'text', most, needed });
const dated = (needed = false): Column => ({ type: 'day', needed });

export type Partner = { name: string; address: string; contact: string; number: string; confirmed: boolean };
export type SubGoal = { goal: string; indicator: string; target: string; date: string };
export type Risk = { risk: string; measure: string };
export type Milestone = { text: string; date: string; responsible: string };

export const fields = {
  kind: choice('soknaden', applicationKinds),
  previousProjectId: reference('soknaden', z.union([z.literal(''), z.uuid()]), { least: 0, open: true }),
  title: line('soknaden', { least: 5, most: 120 }),
  summary: text('soknaden', { least: 50, most: 500 }),
  /** On whose behalf the municipality applies (D-9). */
  projectOwnerKind: laterChoice('soknaden', applicantKinds),
  /** Needed where that is not the municipality itself. */
  projectOwnerName: line('soknaden', { most: 120 }),
  projectOwnerNumber: line('soknaden', { most: 11 }),
  contactId: reference('soknaden', z.uuid(), { least: 1, open: false }),
  managerName: line('soknaden', { most: 80, open: false }),
  managerTitle: line('soknaden', { most: 80, open: false }),
  managerEmail: line('soknaden', { most: 120, open: false }),
  managerPhone: line('soknaden', { most: 30, open: false }),
  ownReference: line('soknaden', { most: 40, open: false }),
  language: choice('soknaden', ['nb', 'nn'] as const),

  partnerCodes: choices('samarbeid', { values: null, least: 0, most: 60, schema: z.string().max(10) }),
  /** Those of the partner municipalities that have confirmed. */
  confirmedCodes: { ...choices('samarbeid', { values: null, least: 0, most: 60, schema: z.string().max(10) }), open: false }, // prettier-ignore
  partners: rows<Partner>('samarbeid', {
    most: 30,
    columns: {
      name: words(120, true),
      address: words(200),
      contact: words(120),
      number: words(11),
      confirmed: { type: 'tick', needed: false },
    },
  }),
  payeeCode: reference('samarbeid', z.string().max(10), { least: 0, open: true }),

  challenges: text('innhold', { least: 200, most: 4000 }),
  municipalRoles: choices('innhold', { values: municipalRoles, least: 1, most: 4 }),
  goalsAndMethod: text('innhold', { least: 200, most: 6000 }),
  subGoals: rows<SubGoal>('innhold', {
    least: 1,
    most: 10,
    columns: { goal: prose(300, true), indicator: prose(300), target: prose(300), date: dated() },
  }),
  sectors: choices('innhold', { values: sectors, least: 1, most: 8 }),
  measures: choices('innhold', { values: measures, least: 1, most: measures.length }),
  measureRationale: text('innhold', { least: 100, most: 3000 }),
  /** Needed where the call has any. */
  priorityAreaIds: choices('innhold', { values: null, least: 0, most: 3, schema: z.uuid() }),
  innovation: text('innhold', { least: 100, most: 3000 }),
  transferValue: text('innhold', { least: 100, most: 3000 }),
  benefits: text('innhold', { most: 2000 }),
  risks: rows<Risk>('innhold', { most: 10, columns: { risk: prose(500, true), measure: prose(500) } }),
  /** Needed where the call asks for approval in the municipality. */
  anchoring: text('innhold', { most: 1000 }),
  anchoringDate: dayField('innhold', 0),
  anchoringCase: line('innhold', { most: 40 }),
  sdgs: choices('innhold', { values: goals, least: 0, most: 5 }),
  personalData: yesNo('innhold', { least: 0, open: true }),
  personalDataText: text('innhold', { most: 500 }),

  startDate: dayField('framdrift', 1),
  endDate: dayField('framdrift', 1),
  milestones: rows<Milestone>('framdrift', {
    least: 2,
    most: 20,
    columns: { text: words(200, true), date: dated(true), responsible: words(120) },
  }),
  afterProject: text('framdrift', { least: 50, most: 1500 }),

  yearCount: { type: 'number', step: 'budsjett', open: true, least: 1, schema: years, draft: years } as Field<number>,
  costs: budget(costKinds, 30),
  applied: budget(['applied'], 1),
  own: budget(ownContributionKinds, 15),
  other: budget(otherFundingStatuses, 15),
  stateGrant: yesNo('budsjett', { least: 1, open: false }),
  stateGrantText: text('budsjett', { most: 500, open: false }),
  budgetComment: text('budsjett', { most: 1500, open: false }),
} satisfies Record<string, AnyField>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyField = Field<any>;

export type FieldKey = keyof typeof fields;
/** A draft as one typed object. Amounts whole kroner; dates "YYYY-MM-DD"; optional answers '' or [] when not given. */
export type ApplicationContent = {
  [K in FieldKey]: (typeof fields)[K] extends { schema: z.ZodType<infer T> } ? T : never;
};
export const fieldKeys = Object.keys(fields) as FieldKey[];
export const fieldOf = (key: FieldKey): AnyField => fields[key];

/** The fields of a step in the order of the form. */
export const fieldsOf = (step: FormStep): FieldKey[] => fieldKeys.filter((key) => fields[key].step === step);

type Shape = { [K in FieldKey]: z.ZodType<ApplicationContent[K]> };
const shapeOf = (which: 'schema' | 'draft') =>
  Object.fromEntries(fieldKeys.map((key) => [key, fields[key][which]])) as unknown as Shape;
/** The shape of the whole content: what is frozen, and what is read of a browser. */
export const contentShape = shapeOf('schema');
export const draftShape = shapeOf('draft');
