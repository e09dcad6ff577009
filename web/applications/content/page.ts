import { fieldsStep } from '../fields/step.js';
import { fieldsOf } from '../../../domain/application/fields.js';
import { stepPage } from '../step-page.js';

/** Step 3: what it is about (forms.md D.1). Priority areas are asked for where the call has any. */
export const contentPage = stepPage(
  fieldsStep({
    step: 'innhold',
    view: 'applications/content/content',
    drawn: ({ rules }) =>
      fieldsOf('innhold').filter((key) => key !== 'priorityAreaIds' || rules.priorityAreaIds.length > 0),
    surroundings({ language }, { row, rules }) {
      const name = ({ nameNb, nameNn }: { nameNb: string; nameNn: string }) => (language === 'nn' ? nameNn : nameNb);
      const areas = row.call.priorityAreas.map((area) => ({ value: area.id, text: name(area) }));
      return Promise.resolve({
        options: { priorityAreaIds: areas },
        needed: [
          ...(areas.length > 0 ? (['priorityAreaIds'] as const) : []),
          ...(rules.localApproval === 'none' ? [] : (['anchoring'] as const)),
        ],
      });
    },
  }),
);
