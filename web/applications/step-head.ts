/** What every step of an application begins with. */
import type { Crumb, DeadlineChip, Link } from '../components/models.js';
import type { Translate, UserContext } from '../page.js';
import { readOnlyReason, type Case } from './case.js';
import { draftFaults, steps, type Step } from './faults.js';

export type StepLink = Link & { current: boolean; done: boolean; status: string };
export type StepHead = {
  crumbs: Crumb[];
  /** Address of the application. */
  base: string;
  title: string;
  heading: string;
  progress: string;
  deadline: DeadlineChip | null;
  savedAt: number;
  steps: StepLink[];
};

/** The application’s title, or its reference while it has none. */
export const titleOf = (t: Translate, { title, reference }: { title: string; reference: string }): string =>
  title.trim() || t('applications.untitled', { reference });

export const addressOf = (id: string): string => `/soknader/${id}`;

/** The steps with what each of them lacks. */
export function stepLinks(t: Translate, { row, rules }: Case, current?: Step): StepLink[] {
  const faults = draftFaults(row, rules);
  return steps.map((step) => {
    const missing = faults.filter((fault) => fault.step === step).length;
    const status =
      step === 'innsending'
        ? ''
        : missing === 0
          ? t('applications.step.done')
          : t('applications.step.missing', { count: missing });
    return {
      text: t(`applications.step.${step}`),
      href: `${addressOf(row.id)}/${step}`,
      current: step === current,
      done: step !== 'innsending' && missing === 0,
      status,
    };
  });
}

export function crumbsOf(t: Translate, { row }: Case): Crumb[] {
  return [
    { text: t('applications.municipality', { name: row.municipality.name }), href: `/kommune/${row.municipalityCode}` },
    { text: titleOf(t, row), href: addressOf(row.id) },
  ];
}

export function stepHead({ t, now }: UserContext, found: Case, step: Step): StepHead {
  const { row, process } = found;
  const draft = process.state === 'draft' || process.state === 'new';
  return {
    crumbs: crumbsOf(t, found),
    base: addressOf(row.id),
    title: titleOf(t, row),
    heading: t(`applications.step.${step}`),
    progress: t('applications.step.progress', { number: steps.indexOf(step) + 1, count: steps.length }),
    deadline: draft ? { at: row.call.deadline.getTime(), now } : null,
    savedAt: row.savedAt.getTime(),
    steps: stepLinks(t, found, step),
  };
}

/** States that are not simply «sent in». */
const withOwnWords: readonly string[] = ['lapsed', 'awaitingLocalApproval', 'awaitingMayor', 'late'];

/** Why the page is text, in words; undefined when it may be written. */
export function readOnlyText(context: UserContext, found: Case): string | undefined {
  const reason = readOnlyReason(context, found);
  if (!reason) return undefined;
  const { t } = context;
  if (reason !== 'notDraft') return t(`applications.readOnly.${reason}`);
  const { state } = found.process;
  return t(`applications.readOnly.${withOwnWords.includes(state) ? state : 'notDraft'}`);
}
