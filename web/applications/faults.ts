/** What must be put right before a draft can be sent in, in the reader’s words. Saving is never stopped by it. */
import { steps, type Step } from '../../domain/application/fields.js';
import { applicationFaults, formFaults as faultsOf, type ApplicationFault, type ApplicationRules } from '../../domain/application/rules.js'; // prettier-ignore
import { formatKroner } from '../../domain/money.js';
import type { Translate } from '../page.js';
import { contentOf, snapshotOf, type Declaration, type DraftRow } from './draft.js';

export { steps, type Step } from '../../domain/application/fields.js';
export type StepFault = ApplicationFault;

/** Texts that are too long and numbers that are none: shown on the step at once, not only before sending in. */
export const formFaults = (row: DraftRow): StepFault[] => faultsOf(contentOf(row));

/** Everything that stands in the way, in the order of the steps. Without declarations they are not asked for. */
export const draftFaults = (row: DraftRow, rules: ApplicationRules, declarations?: Declaration[]): StepFault[] =>
  applicationFaults(snapshotOf(row, declarations ?? []), rules).filter(
    ({ step }) => step !== 'innsending' || declarations !== undefined,
  );

const amounts: readonly string[] = ['difference', 'min', 'max', 'sum', 'missing', 'limit'];

/** What is wrong, with the figure; then what to do. */
export function faultText(t: Translate, { step, code, params }: StepFault): string {
  const shown = Object.entries(params).map(([key, value]): [string, string | number] => {
    if (step === 'budsjett' && amounts.includes(key) && !code.startsWith('too')) return [key, formatKroner(Number(value))]; // prettier-ignore
    if (key === 'costKind') return ['kind', t(`common.costKind.${value}`)];
    return [key, key === 'count' ? value : String(value).replace('.', ',')];
  });
  return t(`applications.fault.${code}`, Object.fromEntries(shown));
}

/** The step after this one. */
export const stepAfter = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'innsending';
