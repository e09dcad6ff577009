import type { AnswerList } from '../applications/answers.js';
import type { Translate } from '../page.js';
import type { StepField } from './steps.js';
import type { Typed } from './typed.js';

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** Answers to some fields as text. */
export const answersTo = (t: Translate, fields: readonly StepField[], answers: Typed): AnswerList => ({
  answers: fields.map(({ type, name }) => {
    const answer = answers[name] ?? '';
    return {
      label: t(`reports.field.${name}.label`),
      lines: type === 'choice' && answer ? [t(`reports.${name}.${answer}`)] : paragraphs(answer),
    };
  }),
  notGiven: t('reports.notGiven'),
});

/** The answers a report has now. */
export const storedAnswers = (
  report: Readonly<Record<StepField['name'], string | null>>,
  fields: readonly StepField[],
): Typed => Object.fromEntries(fields.map(({ name }) => [name, report[name] ?? '']));
