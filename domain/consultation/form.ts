import { z } from 'zod';

/** How a question is answered: in words alone, or by a choice with a comment. */
export const questionKinds = ['text', 'agree'] as const;
export type QuestionKind = (typeof questionKinds)[number];
export const choices = ['agree', 'partly', 'disagree'] as const;
export type Choice = (typeof choices)[number];

/** Lengths in characters; the upper ones are the database’s too. */
export const limits = { title: [5, 150], text: [20, 8000], question: [5, 1000], reply: [1, 5000], summary: [20, 10_000], reason: [10, 1000] } as const; // prettier-ignore
export const mostQuestions = 10;

const written = (name: keyof typeof limits) => z.string().trim().min(limits[name][0]).max(limits[name][1]);

const question = z.object({ kind: z.enum(questionKinds), textNb: written('question'), textNn: written('question') });

/** C.6: what is sent out, whole in both written forms. `dueAt` is the first instant that is too late, epoch ms. */
export const consultation = z.object({
  titleNb: written('title'),
  titleNn: written('title'),
  textNb: written('text'),
  textNn: written('text'),
  countyCodes: z.array(z.string()).min(1).max(15),
  dueAt: z.number().int(),
  questions: z.array(question).min(1).max(mostQuestions),
});

const reply = z.object({
  position: z.number().int().min(1).max(mostQuestions),
  choice: z.enum(choices).nullable(),
  text: z.string().max(limits.reply[1]),
});
export type Reply = z.infer<typeof reply>;

/** A municipality’s answer, to all the questions at once. */
export const consultationAnswer = z.object({
  municipalityCode: z.string().regex(/^\d{4}$/),
  replies: z.array(reply).min(1).max(mostQuestions),
});

export const dueExtension = z.object({ dueAt: z.number().int(), reason: written('reason') });
export const cancellation = z.object({ reason: written('reason') });
/** What came of it, as everybody reads it. */
export const summary = z.object({ summaryNb: written('summary'), summaryNn: written('summary') });
