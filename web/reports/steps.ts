import { reportSnapshot, type ReportSnapshot } from '../../domain/report/form.js';
import { reportPath, type ReportCase, type ReportKind } from './report-case.js';

export const stepNames = ['framdrift', 'regnskap', 'resultater', 'innsending'] as const;
export type StepName = (typeof stepNames)[number];

/** The steps of this kind of report, in order. */
export const stepsOf = (kind: ReportKind): readonly StepName[] =>
  stepNames.filter((step) => step !== 'resultater' || kind === 'final');

/** Where a saved step leads: on to the next, or to itself with word of it. */
export function savedAddress(
  { report, kind }: Pick<ReportCase, 'report' | 'kind'>,
  step: StepName,
  stay: boolean,
): string {
  const steps = stepsOf(kind);
  return stay
    ? `${reportPath(report, step)}?lagret=1#svar`
    : reportPath(report, steps[steps.indexOf(step) + 1] ?? step);
}

export type TextName =
  'summary' | 'progressText' | 'problems' | 'results' | 'experience' | 'benefitOthers' | 'unspentPlan';
export type ChoiceName = 'progressStatus' | 'recommend';
export type StepField =
  { type: 'text'; name: TextName } | { type: 'choice'; name: ChoiceName; values: readonly string[] };

const text = (name: TextName): StepField => ({ type: 'text', name });
const choice = (name: ChoiceName): StepField => ({
  type: 'choice',
  name,
  values: reportSnapshot.shape[name].unwrap().options,
});

/** The questions of a step (forms.md D.3); the accounts have a page of their own. */
export function fieldsOf(step: StepName, kind: ReportKind): readonly StepField[] {
  switch (step) {
    case 'framdrift':
      return kind === 'interim'
        ? [text('summary'), choice('progressStatus'), text('progressText'), text('problems')]
        : [text('summary'), text('problems')];
    case 'regnskap':
      return [text('unspentPlan')];
    case 'resultater':
      return [text('results'), text('experience'), text('benefitOthers'), choice('recommend')];
    case 'innsending':
      return [];
  }
}

/** The most characters a text may have. */
export const maxLength = (name: TextName): number => reportSnapshot.shape[name].maxLength!;

/** Where the field of a fault is. */
export function stepOf(field: string): StepName {
  if (field === 'costs' || field === 'funding' || field.startsWith('explain-')) return 'regnskap';
  return (
    stepNames.find(
      (step) => fieldsOf(step, 'interim').some(named(field)) || fieldsOf(step, 'final').some(named(field)),
    ) ?? 'framdrift'
  );
}
const named = (name: string) => (field: StepField) => field.name === (name as keyof ReportSnapshot);
