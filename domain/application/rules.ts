import { phoneNumber } from '../person/form.js';
import { budgetFaults, isBudgetWarning, type Budget, type BudgetFault } from '../budget.js';
import { missingKinds } from './attachments.js';
import { addDays, addMonths } from '../calendar/index.js';
import { isOrganisationNumber } from '../organisation-number.js';
import { fieldKeys, fieldOf, steps, type ApplicationContent, type AnyField, type BudgetRow, type FieldKey, type FormRow, type Step } from './fields.js'; // prettier-ignore
import type { ApplicationSnapshot } from './form.js';

/** The call’s rules an application is held against. Amounts in whole kroner. */
export type ApplicationRules = {
  minAmount: number | null;
  maxAmount: number | null;
  ownSharePercent: number;
  budgetYear: number;
  priorityAreaIds: readonly string[];
  projectKinds: string;
  /** D-9: on whose behalf a municipality may apply. */
  applicants: readonly string[];
  localApproval: string;
  requiredAttachments: readonly string[];
  /** D-14: what costs the call covers. */
  costKinds: readonly string[];
};

type CallRow = {
  minAmount: bigint | null;
  maxAmount: bigint | null;
  ownSharePercent: number;
  budgetYear: number;
  priorityAreas: readonly { id: string }[];
  projectKinds: string;
  applicants: readonly string[];
  localApproval: string;
  requiredAttachments: readonly string[];
  eligibleCostKinds: readonly string[];
};
const kroner = (amount: bigint | null): number | null => (amount === null ? null : Number(amount));

/** The rules as data on the call’s row (DESIGN rule 9). */
export const rulesOf = (call: CallRow): ApplicationRules => ({
  minAmount: kroner(call.minAmount),
  maxAmount: kroner(call.maxAmount),
  ownSharePercent: call.ownSharePercent,
  budgetYear: call.budgetYear,
  priorityAreaIds: call.priorityAreas.map((area) => area.id),
  projectKinds: call.projectKinds,
  applicants: call.applicants,
  localApproval: call.localApproval,
  requiredAttachments: call.requiredAttachments,
  costKinds: call.eligibleCostKinds,
});

/** `step` is the page of the form, `field` the id of the field on it ("title", "milestones-1-date"); `params` are what the message names. */
export type ApplicationFault = {
  step: Step;
  field: string;
  code: string;
  params: Record<string, string | number>;
};

/** The name (and id) of a field in a row of a form. */
export const cellId = (key: string, row: number, column: string): string => `${key}-${row}-${column}`;

export const yearsOf = ({ firstYear, yearCount }: { firstYear: number; yearCount: number }): number[] =>
  Array.from({ length: yearCount }, (_, i) => firstYear + i);

type Budgeted = Pick<ApplicationSnapshot, 'firstYear' | 'yearCount' | 'costs' | 'applied' | 'own' | 'other'>;

/** The application’s rows as the budget the budget rules know. */
export function budgetOf({ firstYear, yearCount, costs, applied, own, other }: Budgeted): Budget {
  const years = yearsOf({ firstYear, yearCount });
  const inYears = ({ amounts }: BudgetRow) => years.map((_, i) => amounts[i] ?? 0);
  const rows = (lines: readonly BudgetRow[]) => lines.map((row) => ({ kind: row.kind, label: row.label, amounts: inYears(row) })); // prettier-ignore
  return {
    years,
    costs: rows(costs),
    applied: years.map((_, i) => applied.reduce((sum, { amounts }) => sum + (amounts[i] ?? 0), 0)),
    ownContribution: rows(own),
    otherFunding: rows(other).map(({ kind, label, amounts }) => ({ status: kind, source: label, amounts })),
  } as Budget;
}

type Add = (key: FieldKey, code: string, more?: { field?: string; params?: ApplicationFault['params'] }) => void;

/** Collects faults; `field` is the key unless a cell of it is meant. */
function collector(): { faults: ApplicationFault[]; add: Add } {
  const faults: ApplicationFault[] = [];
  return {
    faults,
    add: (key, code, { field = key, params = {} } = {}) =>
      void faults.push({ step: fieldOf(key).step, field, code, params }),
  };
}

const inOrder = (faults: readonly ApplicationFault[]): ApplicationFault[] =>
  steps.flatMap((step) => faults.filter((fault) => fault.step === step));

/** What is wrong in what stands there: told at once, on saving. Saving is never stopped by it. */
export function formFaults(content: ApplicationContent): ApplicationFault[] {
  const { faults, add } = collector();
  for (const key of fieldKeys) {
    const field = fieldOf(key);
    if ((field.type === 'line' || field.type === 'text') && key !== 'projectOwnerNumber') {
      const over = (content[key] as string).length - field.most;
      if (over > 0) add(key, `tooLong.${key}`, { params: { over } });
    }
    if (field.type === 'rows') cellFaults(add, key, content[key] as FormRow[]);
  }
  if (content.projectOwnerNumber !== '' && !isOrganisationNumber(content.projectOwnerNumber))
    add('projectOwnerNumber', 'organisationNumber');
  content.partners.forEach(({ number }, row) => {
    if (number !== '' && !isOrganisationNumber(number))
      add('partners', 'organisationNumber', { field: cellId('partners', row, 'number') });
  });
  if (content.managerEmail !== '' && !/^\S+@\S+\.\S+$/u.test(content.managerEmail)) add('managerEmail', 'managerEmail');
  if (content.managerPhone !== '' && !phoneNumber.safeParse(content.managerPhone).success)
    add('managerPhone', 'managerPhone');
  if (content.startDate !== '' && content.endDate !== '' && content.endDate <= content.startDate)
    add('endDate', 'endBeforeStart');
  outsideProject(add, content);
  return inOrder(faults);
}

/** What has a date in a row happens while the project lasts; not asked about until that is known. */
function outsideProject(add: Add, content: ApplicationContent): void {
  const { startDate: start, endDate: end } = content;
  if (start === '' || end <= start) return;
  for (const key of fieldKeys) {
    const field = fieldOf(key);
    if (field.type !== 'rows') continue;
    const days = Object.keys(field.columns).filter((name) => field.columns[name]!.type === 'day');
    (content[key] as FormRow[]).forEach((row, i) => {
      for (const name of days) {
        const date = row[name] as string;
        if (date !== '' && (date < start || date > end))
          add(key, `outsideProject.${key}`, { field: cellId(key, i, name), params: { number: i + 1, date, start, end } });
      }
    });
  }
} // prettier-ignore

function cellFaults(add: Add, key: FieldKey, rows: readonly FormRow[]): void {
  const field = fieldOf(key);
  if (field.type !== 'rows') return;
  rows.forEach((row, i) => {
    for (const [name, column] of Object.entries(field.columns)) {
      if (!('most' in column)) continue;
      const over = (row[name] as string).length - column.most;
      if (over > 0) add(key, 'cellTooLong', { field: cellId(key, i, name), params: { number: i + 1, over } });
    }
  });
}

/** What must be put right before the application can be sent in (A4; forms.md D.1): what is wrong, and what is missing. */
export function applicationFaults(snapshot: ApplicationSnapshot, rules: ApplicationRules): ApplicationFault[] {
  const { faults, add } = collector();
  for (const key of fieldKeys) least(add, key, { field: fieldOf(key), content: snapshot });
  conditional(add, snapshot, rules);
  for (const fault of budgetFaults(budgetOf(snapshot), limits(rules)))
    if (!isBudgetWarning(fault)) faults.push({ step: 'budsjett', field: budgetField(fault), code: fault.code, params: budgetParams(fault) }); // prettier-ignore
  for (const kind of missingKinds(rules.requiredAttachments, snapshot.attachments))
    faults.push({ step: 'vedlegg', field: `kind-${kind}`, code: `attachmentMissing.${kind}`, params: {} });
  for (const declaration of ['true', 'ownShare', 'public'] as const)
    if (!snapshot.declarations.includes(declaration))
      faults.push({ step: 'innsending', field: `declaration-${declaration}`, code: `declarationMissing.${declaration}`, params: {} }); // prettier-ignore
  return inOrder([...formFaults(snapshot), ...faults]);
}

type Held = { field: AnyField; content: ApplicationContent };

/** Fewest characters, choices or rows; in a row, what it cannot do without. */
function least(add: Add, key: FieldKey, { field, content }: Held): void {
  if (field.type === 'rows') {
    const rows = content[key] as FormRow[];
    if (rows.length < field.least) add(key, `missing.${key}`, { params: { least: field.least, count: rows.length } });
    rows.forEach((row, i) => {
      for (const [name, column] of Object.entries(field.columns))
        if (column.needed && row[name] === '') add(key, `cellMissing.${key}`, { field: cellId(key, i, name), params: { number: i + 1 } }); // prettier-ignore
    });
    return;
  }
  if (field.least === 0 || field.type === 'number' || field.type === 'budget') return;
  const value = content[key] as string | string[];
  const length = typeof value === 'string' ? value.trim().length : value.length;
  if (length === 0) add(key, `missing.${key}`);
  else if (typeof value === 'string' && length < field.least)
    add(key, `tooShort.${key}`, { params: { missing: field.least - length } });
}

/** Never longer than this (forms.md D.1, step 4). */
const mostYears = 4;

/** What is asked for only because of another answer, or of the call. */
function conditional(add: Add, content: ApplicationSnapshot, rules: ApplicationRules): void {
  const { kind } = content;
  const continues = kind === 'continuation' || kind === 'expansion';
  if (rules.projectKinds === 'new' && continues) add('kind', 'kindNotAllowed.new');
  if (rules.projectKinds === 'continuation' && kind === 'new') add('kind', 'kindNotAllowed.continuation');
  const { projectOwnerKind } = content;
  if (!rules.applicants.includes(projectOwnerKind)) add('projectOwnerKind', `applicantNotAllowed.${projectOwnerKind}`);
  if (projectOwnerKind === 'regionalCouncil' && content.projectOwnerName.trim() === '')
    add('projectOwnerName', 'missing.projectOwnerName');
  if (continues && content.previousProjectId === '') add('previousProjectId', 'missing.previousProjectId');
  if (rules.priorityAreaIds.length > 0 && !content.priorityAreaIds.some((id) => rules.priorityAreaIds.includes(id)))
    add('priorityAreaIds', 'missing.priorityAreaIds');
  if (rules.localApproval !== 'none' && content.anchoring.trim() === '') add('anchoring', 'missing.anchoring');
  if (content.personalData === 'yes' && content.personalDataText.trim() === '')
    add('personalDataText', 'missing.personalDataText');
  if (content.stateGrant === 'yes' && content.stateGrantText.trim() === '')
    add('stateGrantText', 'missing.stateGrantText');
  const unconfirmed =
    content.partnerCodes.filter((code) => !content.confirmedCodes.includes(code)).length +
    content.partners.filter(({ confirmed }) => !confirmed).length;
  if (unconfirmed > 0) add('confirmedCodes', 'partnersUnconfirmed', { params: { count: unconfirmed } });
  const refused = content.costs.filter(
    (row) => !rules.costKinds.includes(row.kind) && row.amounts.some((amount) => amount > 0),
  );
  for (const costKind of new Set(refused.map((row) => row.kind)))
    add('costs', 'costKindNotAllowed', { params: { costKind } });
  schedule(add, content, rules);
}

function schedule(add: Add, { startDate, endDate }: ApplicationSnapshot, { budgetYear }: ApplicationRules): void {
  if (startDate === '') return;
  if (Number(startDate.slice(0, 4)) < budgetYear - 1)
    add('startDate', 'startTooEarly', { params: { year: budgetYear - 1 } });
  if (endDate > startDate && endDate > addDays(addMonths(startDate, 12 * mostYears), -1))
    add('endDate', 'projectTooLong', { params: { years: mostYears } });
}

const limits = (rules: ApplicationRules) => ({
  ...(rules.minAmount === null ? {} : { minAmount: rules.minAmount }),
  ...(rules.maxAmount === null ? {} : { maxAmount: rules.maxAmount }),
  ...(rules.ownSharePercent === 0 ? {} : { ownSharePercent: rules.ownSharePercent }),
  callYear: rules.budgetYear,
});
/** The field a budget fault is shown at: a year’s difference, the amount applied for, own contribution, or the costs. */
function budgetField(fault: BudgetFault): string {
  if (fault.year) return `difference-${fault.year}`;
  if (fault.code === 'noCosts') return 'costs';
  return fault.code === 'ownShareTooLow' ? 'own' : 'applied';
}
const budgetParams = (fault: BudgetFault): Record<string, number> => ({
  ...(fault.params as Record<string, number>),
  ...(fault.year ? { year: fault.year } : {}),
});
