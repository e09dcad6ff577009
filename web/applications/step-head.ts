/** What every step of an application begins with. */
import type { Crumb, DeadlineChip, Link } from '../components/models.js';
import type { Translate, UserContext } from '../page.js';
import { readOnlyReason, type Case } from './case.js';
import type { DraftRow } from './draft.js';
import { lateHead, type LateHead } from './late.js';
import { draftFaults, steps, type Step } from './faults.js';

export type StepLink = Link & { step: Step; phase: 'done' | 'now' | 'later'; current: boolean; status: string };
export type StepHead = {
  crumbs: Crumb[];
  /** Address of the application. */
  base: string;
  heading: string;
  progress: string;
  deadline: DeadlineChip | null;
  /** Of a draft that lapsed, for who may complete it. */
  late: LateHead | null;
  savedAt: number;
  steps: StepLink[];
};

/** The application’s title, or its reference while it has none. */
export const titleOf = (t: Translate, { title, reference }: { title: string; reference: string }): string =>
  title.trim() || t('applications.untitled', { reference });

export const addressOf = (id: string): string => `/soknader/${id}`;

/** The steps with what each of them lacks. */
export function stepLinks(
  t: Translate,
  { row, rules }: Pick<Case, 'rules'> & { row: DraftRow },
  current?: Step,
): StepLink[] {
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
      step,
      text: t(`applications.step.${step}`),
      href: `${addressOf(row.id)}/${step}`,
      phase: step === current ? 'now' : step !== 'innsending' && missing === 0 ? 'done' : 'later',
      current: step === current,
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

export function stepHead(context: UserContext, found: Case, step: Step): StepHead {
  const { t, now } = context;
  const { row, process } = found;
  const draft = process.state === 'draft' || process.state === 'new';
  return {
    crumbs: crumbsOf(t, found),
    base: addressOf(row.id),
    heading: t(`applications.step.${step}`),
    progress: t('applications.step.progress', { number: steps.indexOf(step) + 1, count: steps.length }),
    deadline: draft ? { at: row.call.deadline.getTime(), now } : null,
    late: lateHead(context, found),
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
  const { state } = found.process;
  if (reason === 'pending' || (reason === 'role' && state !== 'lapsed')) return t(`applications.readOnly.${reason}`);
  return t(`applications.readOnly.${withOwnWords.includes(state) ? state : 'notDraft'}`);
}
