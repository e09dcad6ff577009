import { sectors } from '../../../domain/sectors.js';
import { choices, errorOf, type FieldArea, type FieldChoices } from '../../components/models.js';
import type { Fault } from '../../forms.js';
import type { DraftContent } from '../draft.js';
import { limits } from '../faults.js';
import { stepPage, type StepModel } from '../step-page.js';
import { tidy } from '../typed.js';

type Content = Pick<DraftContent, 'challenges' | 'goalsAndMethod' | 'sectors' | 'priorityAreaIds'>;

export type ContentModel = StepModel & {
  challenges: FieldArea;
  goalsAndMethod: FieldArea;
  sectors: FieldChoices;
  /** Null when the call has no priority areas. */
  priorityAreas: FieldChoices | null;
};

const mostSectors = 8;
const mostPriorityAreas = 3;

/** Step 3: challenges, goals and method, sectors, the call’s priority areas (forms.md D.1). */
export const contentPage = stepPage<Content>({
  step: 'innhold',
  view: 'applications/content/content',
  typedOf: (content) => content,
  readTyped: ({ body, lists }, { rules }) => ({
    challenges: tidy(body['challenges']),
    goalsAndMethod: tidy(body['goalsAndMethod']),
    sectors: sectors.filter((sector) => lists['sectors']?.includes(sector)),
    priorityAreaIds: rules.priorityAreaIds.filter((id) => lists['priorityAreaIds']?.includes(id)),
  }),
  parse(typed, { t }) {
    const faults: Fault[] = [];
    const sectorsOver = typed.sectors.length - mostSectors;
    const areasOver = typed.priorityAreaIds.length - mostPriorityAreas;
    if (sectorsOver > 0)
      faults.push({
        fieldId: 'sectors',
        text: t('applications.fault.tooManySectors', { most: mostSectors, over: sectorsOver }),
      });
    if (areasOver > 0) faults.push({ fieldId: 'priorityAreaIds', text: t('applications.fault.tooManyAreas', { most: mostPriorityAreas, over: areasOver }) }); // prettier-ignore
    return { mine: typed, faults };
  },
  async model({ context: { t, language }, found, typed, faults }) {
    const area = (id: 'challenges' | 'goalsAndMethod', rows: number): FieldArea => ({
      id,
      name: id,
      label: t(`applications.field.${id}`),
      help: t(`applications.help.${id}`),
      value: typed[id],
      rows,
      max: limits[id],
      error: errorOf(faults, id),
    });
    const areas = found.row.call.priorityAreas.map(({ id, nameNb, nameNn }) => ({
      value: id,
      text: language === 'nn' ? nameNn : nameNb,
    }));
    return Promise.resolve({
      challenges: area('challenges', 8),
      goalsAndMethod: area('goalsAndMethod', 12),
      sectors: {
        id: 'sectors',
        name: 'sectors',
        label: t('applications.field.sectors'),
        help: t('applications.help.sectors', { most: mostSectors }),
        options: choices(
          'sectors',
          typed.sectors,
          sectors.map((sector) => ({ value: sector, text: t(`common.sector.${sector}`) })),
        ),
        error: errorOf(faults, 'sectors'),
      },
      priorityAreas:
        areas.length === 0
          ? null
          : {
              id: 'priorityAreaIds',
              name: 'priorityAreaIds',
              label: t('applications.field.priorityAreaIds'),
              help: t('applications.help.priorityAreaIds', { most: mostPriorityAreas }),
              options: choices('priorityAreaIds', typed.priorityAreaIds, areas),
              error: errorOf(faults, 'priorityAreaIds'),
            },
    } satisfies Omit<ContentModel, keyof StepModel>);
  },
});
