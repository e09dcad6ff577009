import { addDays, deadlineAtEndOf, localDate, rollToWorkingDay } from '../calendar/index.js';
import type { Refusal } from '../errors.js';
import { consultation, type QuestionKind, type Reply } from './form.js';

export type Question = { position: number; kind: QuestionKind };

/** Eight weeks from today, on a working day: the first instant too late, epoch ms. */
export const usualDue = (now: number): number => deadlineAtEndOf(rollToWorkingDay(addDays(localDate(now), 56)));

const texts = ['titleNb', 'titleNn', 'textNb', 'textNn', 'questions'];

/** What keeps a consultation from being sent out; null when nothing does. */
export function sendingFault(draft: unknown, now: number): Refusal | null {
  const { error, data } = consultation.safeParse(draft);
  if (error) return texts.includes(String(error.issues[0]?.path[0])) ? 'textMissing' : 'notComplete';
  return data.dueAt > now ? null : 'deadlinePassed';
}

/** Does an answer fit the questions: each at most once, a choice only where one is asked for, and something said at all? */
export function fits(replies: readonly Reply[], questions: readonly Question[]): boolean {
  const kinds = new Map(questions.map(({ position, kind }) => [position, kind]));
  const once = new Set(replies.map(({ position }) => position)).size === replies.length;
  const asked = replies.every(({ position, choice }) => {
    const kind = kinds.get(position);
    return kind !== undefined && (choice === null || kind === 'agree');
  });
  return once && asked && replies.some(({ choice, text }) => choice !== null || text.trim() !== '');
}
