import { z } from 'zod';

const kroner = z.number().int().min(0).max(100_000_000);
const line = z.object({
  position: z.number().int().min(0).max(60),
  year: z.number().int().min(2000).max(2100),
  kind: z.string().max(40),
  label: z.string().max(120),
  amount: kroner,
});
export type BudgetLineForm = z.infer<typeof line>;

/** The application as submitted: what is frozen in the command (forms.md D.1, the fields of today). Amounts in whole kroner. */
export const applicationSnapshot = z.object({
  title: z.string().max(120),
  summary: z.string().max(500),
  kind: z.enum(['new', 'continuation', 'expansion', 'network', 'conference']),
  language: z.enum(['nb', 'nn']),
  sectors: z.array(z.string().max(60)).max(8),
  priorityAreaIds: z.array(z.uuid()).max(3),
  partnerCodes: z.array(z.string()).max(60),
  projectOwnerName: z.string().max(120).nullable(),
  projectOwnerNumber: z.string().max(9).nullable(),
  ownReference: z.string().max(40).nullable(),
  challenges: z.string().max(4000),
  goalsAndMethod: z.string().max(6000),
  firstYear: z.number().int(),
  yearCount: z.number().int().min(1).max(4),
  budgetComment: z.string().max(1500),
  costs: z.array(line),
  applied: z.array(line),
  own: z.array(line),
  other: z.array(line),
  declarations: z.array(z.enum(['true', 'ownShare', 'public'])),
});
export type ApplicationSnapshot = z.infer<typeof applicationSnapshot>;

export const withdrawal = z.object({ reason: z.string().trim().max(1000) });
export const deadlineMoved = z.object({ previous: z.number().int(), deadline: z.number().int(), reason: z.string() });
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
