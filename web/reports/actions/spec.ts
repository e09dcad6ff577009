import type { z } from 'zod';
import { deadlineAtEndOf, isLocalDate } from '../../../domain/calendar/index.js';
import { reportAssessment, reportExtension, reportReturn } from '../../../domain/report/form.js';
import type { Prisma } from '../../../prisma/generated/client.js';

export type ActionField =
  | { type: 'area'; name: string; max: number }
  | { type: 'radio'; name: string; values: readonly string[] }
  | { type: 'tick'; name: string }
  | { type: 'date'; name: string };

/** What an officer can do with a report: R5, R6 and R7 of lifecycles.md. */
export type ActionSpec = {
  /** In the address after `gjor/`. */
  path: string;
  command: 'return' | 'approve' | 'extendDeadline';
  fields: readonly ActionField[];
  /** The command’s content, or the names of the fields that keep it from being one. */
  parse: (typed: Readonly<Record<string, string>>) => { content: Prisma.InputJsonObject } | { faults: string[] };
};

function parsed<T extends Prisma.InputJsonObject>(
  schema: z.ZodType<T>,
  value: unknown,
): ReturnType<ActionSpec['parse']> {
  const result = schema.safeParse(value);
  return result.success
    ? { content: result.data }
    : { faults: [...new Set(result.error.issues.map((issue) => String(issue.path[0])))] };
}

const { executedAsPlanned, transferValue, recommendedToOthers } = reportAssessment.shape;

export const actions: readonly ActionSpec[] = [
  {
    path: 'godkjenn',
    command: 'approve',
    fields: [
      { type: 'radio', name: 'executedAsPlanned', values: executedAsPlanned.options },
      { type: 'radio', name: 'goalAchievement', values: ['1', '2', '3', '4', '5'] },
      { type: 'radio', name: 'transferValue', values: transferValue.options },
      { type: 'radio', name: 'recommendedToOthers', values: recommendedToOthers.options },
      { type: 'tick', name: 'star' },
      { type: 'area', name: 'assessment', max: reportAssessment.shape.assessment.maxLength! },
    ],
    parse: (typed) =>
      parsed(reportAssessment, {
        ...typed,
        goalAchievement: Number(typed['goalAchievement']),
        star: typed['star'] === 'yes',
      }),
  },
  {
    path: 'returner',
    command: 'return',
    fields: [{ type: 'area', name: 'comment', max: reportReturn.shape.comment.maxLength! }],
    parse: (typed) => parsed(reportReturn, typed),
  },
  {
    path: 'utsett',
    command: 'extendDeadline',
    fields: [
      { type: 'date', name: 'dueAt' },
      { type: 'area', name: 'reason', max: reportExtension.shape.reason.maxLength! },
    ],
    parse: ({ dueAt = '', reason }) =>
      parsed(reportExtension, { dueAt: isLocalDate(dueAt) ? deadlineAtEndOf(dueAt) : null, reason }),
  },
];
