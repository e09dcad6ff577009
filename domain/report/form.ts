import { z } from 'zod';

const kroner = z.number().int().min(0).max(100_000_000);
const line = z.object({
  position: z.number().int().min(0).max(60),
  kind: z.string().max(40),
  label: z.string().max(120),
  budget: kroner,
  /** Of `budget`, what the years up to the period’s end had; all of it where it is not told. */
  budgetToDate: kroner.optional(),
  used: kroner,
  explanation: z.string().max(500).default(''),
});

/** The report as submitted (forms.md D.3, the fields of today). Amounts in whole kroner. */
export const reportSnapshot = z.object({
  summary: z.string().max(1000),
  progressStatus: z.enum(['onSchedule', 'delayed', 'ahead', 'stopped']).nullable(),
  progressText: z.string().max(1500),
  problems: z.string().max(3000),
  results: z.string().max(5000),
  experience: z.string().max(4000),
  benefitOthers: z.string().max(3000),
  recommend: z.enum(['yes', 'partly', 'no']).nullable(),
  unspentPlan: z.string().max(1000),
  costs: z.array(line),
  funding: z.array(line),
});
export type ReportSnapshot = z.infer<typeof reportSnapshot>;

export const reportExtension = z.object({ dueAt: z.number().int(), reason: z.string().trim().min(10).max(1000) });
export const reportReturn = z.object({ comment: z.string().trim().min(10).max(3000) });
/** R7: the Governor’s assessment, public. `star` = «godt prosjekt». */
export const reportAssessment = z.object({
  executedAsPlanned: z.enum(['yes', 'partly', 'no']),
  goalAchievement: z.number().int().min(1).max(5),
  transferValue: z.enum(['low', 'medium', 'high']),
  recommendedToOthers: z.enum(['yes', 'partly', 'no']),
  star: z.boolean(),
  assessment: z.string().trim().min(50).max(1500),
});
