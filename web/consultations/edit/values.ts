/** The form of a consultation as it is typed: texts, and rows of questions that can be added, moved and taken away without script. */
import { lastDayOf } from '../../../domain/calendar/index.js';
import { mostQuestions } from '../../../domain/consultation/form.js';
import { tidy, tidyLine } from '../../applications/typed.js';
import type { PageContext } from '../../page.js';
import type { ConsultationRow } from '../consultation.js';

export const textNames = ['titleNb', 'titleNn', 'textNb', 'textNn'] as const;
export type QuestionValues = { kind: string; textNb: string; textNn: string };
export type Values = Record<(typeof textNames)[number], string> & {
  /** The last day to answer, as it is typed. */
  dueOn: string;
  callId: string;
  countyCodes: string[];
  questions: QuestionValues[];
};

export const blankQuestion: QuestionValues = { kind: 'agree', textNb: '', textNn: '' };

const atLeastOne = (questions: QuestionValues[]): QuestionValues[] =>
  questions.length > 0 ? questions : [blankQuestion];

/** As they are kept, and as the faults number them. */
export const withoutBlanks = (values: Values): Values => ({
  ...values,
  questions: atLeastOne(values.questions.filter(({ textNb, textNn }) => textNb !== '' || textNn !== '')),
});

export const valuesOf = (row: ConsultationRow): Values => ({
  titleNb: row.titleNb,
  titleNn: row.titleNn,
  textNb: row.textNb,
  textNn: row.textNn,
  dueOn: lastDayOf(row.dueAt.getTime()),
  callId: row.callId ?? '',
  countyCodes: row.countyCodes,
  questions: atLeastOne(row.questions.map(({ kind, textNb, textNn }) => ({ kind, textNb, textNn }))),
});

/** Line breaks as one character, whatever the browser sends. */
const paragraphs = (text: string | undefined): string => tidy((text ?? '').replace(/\r\n?/g, '\n'));

export function postedValues({ body, lists }: PageContext): Values {
  const column = (name: string): string[] => lists[name] ?? [];
  const count = Math.min(mostQuestions, column('questionNb').length);
  return {
    titleNb: tidyLine(body['titleNb']),
    titleNn: tidyLine(body['titleNn']),
    textNb: paragraphs(body['textNb']),
    textNn: paragraphs(body['textNn']),
    dueOn: tidy(body['dueOn']),
    callId: tidy(body['callId']),
    countyCodes: column('countyCodes'),
    questions: Array.from({ length: count }, (_, i) => ({
      kind: column('questionKind')[i] ?? 'agree',
      textNb: paragraphs(column('questionNb')[i]),
      textNn: paragraphs(column('questionNn')[i]),
    })),
  };
}

/** The buttons on the rows: "add", "remove:2", "up:2" (from 0). Undefined for another button. */
export function changedQuestions(values: Values, button: string | undefined): Values | undefined {
  const [verb, index] = (button ?? '').split(':');
  const { questions } = values;
  const i = Number(index);
  if (verb === 'add') return { ...values, questions: [...questions, blankQuestion].slice(0, mostQuestions) };
  if (verb === 'remove') return { ...values, questions: questions.filter((_, at) => at !== i) };
  if (verb === 'up' && i > 0 && i < questions.length)
    return { ...values, questions: [...questions.slice(0, i - 1), questions[i]!, questions[i - 1]!, ...questions.slice(i + 1)] }; // prettier-ignore
  return undefined;
}
