/** A municipality’s answer as it is typed: a choice where one is asked for, and words. */
import { choices, limits, type Choice, type Reply } from '../../../domain/consultation/form.js';
import { tidy } from '../../applications/typed.js';
import { inForm } from '../../calls/call.js';
import { errorOf, type Fault, type FieldArea, type FieldChoices } from '../../components/models.js';
import type { PageContext } from '../../page.js';
import type { ConsultationRow } from '../consultation.js';

type Question = ConsultationRow['questions'][number];
export type QuestionField = {
  id: string;
  number: number;
  choice: FieldChoices | null;
  text: FieldArea;
};

const isChoice = (text: string | undefined): text is Choice => choices.some((choice) => choice === text);

export const postedReplies = ({ body }: PageContext, questions: readonly Question[]): Reply[] =>
  questions.map(({ position, kind }) => {
    const choice = body[`valg-${position}`];
    return {
      position,
      choice: kind === 'agree' && isChoice(choice) ? choice : null,
      text: tidy((body[`svar-${position}`] ?? '').replace(/\r\n?/g, '\n')),
    };
  });

/** What was said of it: a question left blank is not answered. */
export const said = (replies: readonly Reply[]): Reply[] =>
  replies.filter(({ choice, text }) => choice !== null || text !== '');

export function replyFaults(t: PageContext['t'], replies: readonly Reply[]): Fault[] {
  const [, max] = limits.reply;
  const tooLong = replies
    .filter(({ text }) => text.length > max)
    .map(({ position, text }) => ({
      fieldId: `svar-${position}`,
      text: t('consultations.fault.replyTooLong', { number: position, count: text.length - max }),
    }));
  if (tooLong.length > 0 || said(replies).length > 0) return tooLong;
  return [{ fieldId: `svar-${replies[0]?.position ?? 1}`, text: t('consultations.fault.nothingSaid') }];
}

/** `theirs`: by the number of the question, what a colleague has saved where both have written. */
type Drawing = { replies: readonly Reply[]; faults: readonly Fault[]; theirs: Readonly<Record<number, string>> };

/** "Enig: fordi …", as one line of text. */
export const replyText = ({ t }: Pick<PageContext, 't'>, { choice, text }: Pick<Reply, 'choice' | 'text'>): string =>
  [choice && t(`consultations.choice.${choice}`), text].filter(Boolean).join(': ');

export function fieldsOf(
  { t, language }: Pick<PageContext, 't' | 'language'>,
  questions: readonly Question[],
  { replies, faults, theirs }: Drawing,
): QuestionField[] {
  return questions.map(({ position, kind, textNb, textNn }) => {
    const reply = replies.find((one) => one.position === position);
    const question = inForm(language, textNb, textNn);
    return {
      id: `sporsmal-${position}`,
      number: position,
      choice:
        kind === 'agree'
          ? {
              id: `valg-${position}`,
              name: `valg-${position}`,
              label: question,
              options: choices.map((choice) => ({
                id: `valg-${position}-${choice}`,
                value: choice,
                text: t(`consultations.choice.${choice}`),
                checked: reply?.choice === choice,
              })),
            }
          : null,
      text: {
        id: `svar-${position}`,
        name: `svar-${position}`,
        label: kind === 'agree' ? t('consultations.field.comment', { number: position }) : question,
        value: reply?.text ?? '',
        rows: kind === 'agree' ? 4 : 8,
        max: limits.reply[1],
        error: errorOf(faults, `svar-${position}`),
        note: theirs[position],
      },
    };
  });
}
