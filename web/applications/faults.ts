/** What must be put right before a draft can be sent in, in the reader’s words. Saving is never stopped by it. */
import { steps, type Step } from '../../domain/application/fields.js';
import { applicationFaults, formFaults as faultsOf, type ApplicationFault, type ApplicationRules } from '../../domain/application/rules.js'; // prettier-ignore
import { formatDate } from '../../domain/calendar/index.js';
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
const dates: readonly string[] = ['date', 'start', 'end'];

/** What is wrong, with the figure; then what to do. */
export function faultText(t: Translate, { step, code, params }: StepFault): string {
  const shown = Object.entries(params).map(([key, value]): [string, string | number] => {
    if (step === 'budsjett' && amounts.includes(key) && !code.startsWith('too')) return [key, formatKroner(Number(value))]; // prettier-ignore
    if (dates.includes(key)) return [key, formatDate(String(value))];
    if (key === 'costKind') return ['kind', t(`common.costKind.${value}`)];
    return [key, key === 'count' ? value : String(value).replace('.', ',')];
  });
  return t(`applications.fault.${code}`, Object.fromEntries(shown));
}

export type FaultLink = { text: string; href: string };

/** Each fault with the way to its field; `base` is the address of the application. */
export const faultLinks = (t: Translate, base: string, faults: readonly StepFault[]): FaultLink[] =>
  faults.map((fault) => ({
    text: faultText(t, fault),
    href: fault.step === 'innsending' ? `#${fault.field}` : `${base}/${fault.step}?mangler#${fault.field}`,
  }));

/** The step after this one. */
export const stepAfter = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'innsending';
