/** The answers as they are read: question by question, or municipality by municipality. Only the last of each counts. */
import { choices, type Choice } from '../../../domain/consultation/form.js';
import { inForm } from '../../calls/call.js';
import type { PageContext } from '../../page.js';
import type { ConsultationRow } from '../consultation.js';
import type { Asked } from '../reading.js';

export type ShownReply = { municipality: string; choice: string | null; text: string };
export type QuestionAnswers = {
  number: number;
  question: string;
  /** "Enig: 5, delvis enig: 2, uenig: 1"; null where there is no choice. */
  tally: string | null;
  replies: ShownReply[];
  none: string;
};
export type MunicipalityAnswers = {
  municipality: string;
  at: number;
  replies: { number: number; question: string; choice: string | null; text: string }[];
};

type Reading = Pick<PageContext, 't' | 'language'>;
const choiceText = ({ t }: Reading, choice: string | null): string | null =>
  choice === null ? null : t(`consultations.choice.${choice}`);
const questionText = ({ language }: Reading, { textNb, textNn }: ConsultationRow['questions'][number]): string =>
  inForm(language, textNb, textNn);

export function byQuestion(
  context: Reading,
  { questions }: ConsultationRow,
  asked: readonly Asked[],
): QuestionAnswers[] {
  const { t } = context;
  return questions.map((question) => {
    const replies = asked.flatMap(({ name, answers: [last] }) => {
      const reply = last?.replies.find(({ position }) => position === question.position);
      return reply ? [{ municipality: name, choice: reply.choice, text: reply.text }] : [];
    });
    const count = (choice: Choice): number => replies.filter((reply) => reply.choice === choice).length;
    const tally = choices.map((choice) => t(`consultations.tally.${choice}`, { count: count(choice) })).join(', ');
    return {
      number: question.position,
      question: questionText(context, question),
      tally: question.kind === 'agree' ? tally : null,
      replies: replies.map((reply) => ({ ...reply, choice: choiceText(context, reply.choice) })),
      none: t('consultations.show.noReplies'),
    };
  });
}

export const byMunicipality = (
  context: Reading,
  { questions }: ConsultationRow,
  asked: readonly Asked[],
): MunicipalityAnswers[] =>
  asked.flatMap(({ name, answers: [last] }) =>
    last
      ? [
          {
            municipality: name,
            at: last.at.getTime(),
            replies: last.replies.map(({ position, choice, text }) => ({
              number: position,
              question: questionText(
                context,
                questions.find((question) => question.position === position)!,
              ),
              choice: choiceText(context, choice),
              text,
            })),
          },
        ]
      : [],
  );
