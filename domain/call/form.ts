import { z } from 'zod';

export const callSentBack = z.object({ comment: z.string().trim().min(10).max(2000) });
/**
 * K5: `deadline` is the first instant that is too late, epoch ms. The answer that is promised from now on, and the last day of reports by
 * their position, where they would come too near the new deadline.
 */
export const deadlineExtension = z.object({
  deadline: z.number().int(),
  reason: z.string().trim().min(10).max(1000),
  expectedDecisionOn: z.iso.date().optional(),
  reports: z
    .array(z.object({ position: z.number().int().min(0), dueOn: z.iso.date() }))
    .max(12)
    .optional(),
});
export const callCancellation = z.object({ reason: z.string().trim().min(10).max(1000) });
/** K9: the batch an approver signs. */
export const batchDecision = z.object({ applicationIds: z.array(z.uuid()).min(1).max(500) });
