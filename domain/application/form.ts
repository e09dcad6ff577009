import { z } from 'zod';
import { attachmentLimits, attachmentSnapshot, type AttachmentSnapshot } from './attachments.js';
import { contentShape, type ApplicationContent } from './fields.js';

const kroner = z.number().int().min(0).max(100_000_000);
/** The application as submitted: what is frozen in the command (forms.md D.1). `firstYear` is the first column of the budget. */
export const applicationSnapshot = z.object({
  ...contentShape,
  firstYear: z.number().int(),
  declarations: z.array(z.enum(['true', 'ownShare', 'public'])),
  attachments: z.array(attachmentSnapshot).max(attachmentLimits.files).default([]),
});
export type Declaration = 'true' | 'ownShare' | 'public';
export type ApplicationSnapshot = ApplicationContent & {
  firstYear: number;
  declarations: Declaration[];
  attachments: AttachmentSnapshot[];
};

/** A3: what the approver of the municipality wants changed. */
export const localReturn = z.object({ comment: z.string().trim().min(10).max(2000) });
/** A14: why it is late, and the application as it is. */
export const lateSubmission = z.object({
  reason: z.string().trim().min(10).max(2000),
  application: applicationSnapshot,
});
/** A14: what the approver answers; the reason of a dismissal stands in its letter. */
export const lateOutcomes = ['accepted', 'dismissed'] as const;
export const lateDecision = z.object({ outcome: z.enum(lateOutcomes), reason: z.string().trim().min(20).max(2000) });
export const withdrawal = z.object({ reason: z.string().trim().max(1000) });
export const assignment = z.object({ officerId: z.uuid() });
export const assessorAssignment = z.object({ assessorId: z.uuid() });
export const impartiality = z.object({
  outcome: z.enum(['none', 'possible', 'conflict']),
  text: z.string().trim().max(1000),
});
/** A10: `dueAt` is the first instant that is too late, epoch ms. */
export const informationRequest = z.object({ question: z.string().trim().min(10).max(4000), dueAt: z.number().int() });
export const clarificationExtension = z.object({ dueAt: z.number().int() });
export const clarificationAnswer = z.object({ answer: z.string().trim().min(1).max(6000) });
/** A12: one score 1–5 with a reason for each criterion of the call. */
export const assessmentForm = z.object({
  scores: z
    .array(
      z.object({ criterion: z.string(), score: z.number().int().min(1).max(5), reason: z.string().trim().max(1000) }),
    )
    .min(1)
    .max(20),
  comment: z.string().trim().max(2000),
});
/** A dismissal (L7) is decided on its own, when an application is late. */
export const outcomes = ['granted', 'partiallyGranted', 'rejected'] as const;
export type DecisionOutcome = (typeof outcomes)[number];
/** A13: the outcome recommended, with an amount for every budget year (0 when not granted). */
export const recommendationForm = z.object({
  outcome: z.enum(outcomes),
  years: z.array(z.object({ year: z.number().int(), amount: kroner })).max(4),
  reason: z.string().trim().min(100).max(3000),
  conditions: z.string().trim().max(2000),
});
/** R11: who is the contact from now on. */
export const handOver = z.object({ personId: z.uuid() });
/** What a member of the reference group says of an application. */
export const caseComment = z.object({ text: z.string().trim().min(2).max(2000) });
export const decisionApplied = z.object({ decisionId: z.uuid() });
export const letterOpening = z.object({ letterId: z.uuid() });
