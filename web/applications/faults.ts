/** What must be put right before a draft can be sent in, in the reader’s words. Saving is never stopped by it. */
import { applicationSnapshot } from '../../domain/application/form.js';
import { applicationFaults, type ApplicationFault, type ApplicationRules } from '../../domain/application/rules.js';
import { formatKroner } from '../../domain/money.js';
import { isOrganisationNumber } from '../../domain/organisation-number.js';
import type { Translate } from '../page.js';
import { snapshotOf, type Declaration, type DraftRow } from './draft.js';

export const steps = ['soknaden', 'samarbeid', 'innhold', 'budsjett', 'innsending'] as const;
export type Step = (typeof steps)[number];
export type StepFault = Omit<ApplicationFault, 'step'> & { step: Step };

const { shape } = applicationSnapshot;
/** The longest a text may be, in characters, by field. */
export const limits = {
  title: shape.title.maxLength!,
  summary: shape.summary.maxLength!,
  ownReference: shape.ownReference.unwrap().maxLength!,
  projectOwnerName: shape.projectOwnerName.unwrap().maxLength!,
  challenges: shape.challenges.maxLength!,
  goalsAndMethod: shape.goalsAndMethod.maxLength!,
  budgetComment: shape.budgetComment.maxLength!,
} as const;
export type LimitedField = keyof typeof limits;

const stepOf: Readonly<Record<LimitedField, Step>> = {
  title: 'soknaden',
  summary: 'soknaden',
  ownReference: 'soknaden',
  projectOwnerName: 'soknaden',
  challenges: 'innhold',
  goalsAndMethod: 'innhold',
  budgetComment: 'budsjett',
};

/** Texts that are too long and numbers that are none: shown on the step at once, not only before sending in. */
export function formFaults(row: DraftRow): StepFault[] {
  const faults: StepFault[] = [];
  for (const field of Object.keys(limits) as LimitedField[]) {
    const over = (row[field] ?? '').length - limits[field];
    if (over > 0) faults.push({ step: stepOf[field], field, code: 'tooLong', params: { over } });
  }
  if (row.projectOwnerNumber && !isOrganisationNumber(row.projectOwnerNumber)) {
    faults.push({ step: 'soknaden', field: 'projectOwnerNumber', code: 'organisationNumber', params: {} });
  }
  return faults;
}

/** Everything that stands in the way, in the order of the steps. Without declarations they are not asked for. */
export function draftFaults(row: DraftRow, rules: ApplicationRules, declarations?: Declaration[]): StepFault[] {
  const all: StepFault[] = [...formFaults(row), ...applicationFaults(snapshotOf(row, declarations ?? []), rules)];
  return steps.flatMap((step) =>
    step === 'innsending' && !declarations ? [] : all.filter((fault) => fault.step === step),
  );
}

const amounts: readonly string[] = ['difference', 'min', 'max', 'sum', 'missing', 'limit'];
const fieldCodes: readonly string[] = ['tooLong', 'tooShort', 'declarationMissing'];

/** What is wrong, with the figure; then what to do. */
export function faultText(t: Translate, { step, field, code, params }: StepFault): string {
  const shown = Object.entries(params).map(([key, value]): [string, string] => {
    if (key === 'year') return [key, String(value)];
    if (step === 'budsjett' && amounts.includes(key)) return [key, formatKroner(Number(value))];
    return [key, String(value).replace('.', ',')];
  });
  return t(`applications.fault.${code}${fieldCodes.includes(code) ? `.${field}` : ''}`, Object.fromEntries(shown));
}
