import { fieldsStep } from '../fields/step.js';
import { stepPage } from '../step-page.js';

/** Step 4: from when to when, milestones, and what comes after (forms.md D.1). */
export const schedulePage = stepPage(
  fieldsStep({
    step: 'framdrift',
    view: 'applications/schedule/schedule',
    surroundings: (_context, { rules }) => Promise.resolve({ facts: { year: rules.budgetYear - 1 } }),
  }),
);
