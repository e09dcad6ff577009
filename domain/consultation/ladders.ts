import { needed, step, stepsBefore, type Ladder } from '../steps.js';

/** C.6: who has not answered is reminded 7 and 1 days before; it closes by itself. */
export const consultationLadders: Readonly<Record<string, Ladder>> = {
  deadline: {
    plan: ({ due }) => [...stepsBefore(needed(due), [7, 1]), step('close', 'deadline', needed(due))],
    notices: () => ({ emails: [{ email: 'E38reminder', to: ['municipalitiesWithoutAnswer'] }] }),
  },
};
