/** What is asked, as it is drawn: the texts in one written form, and the questions by number. */
import { paragraphsOf } from '../../domain/news/text.js';
import type { WrittenForm } from '../../domain/notices.js';
import { inForm } from '../calls/call.js';
import type { NewsText } from '../components/models.js';
import type { Translate } from '../page.js';
import type { ConsultationRow } from './consultation.js';

export type ShownQuestion = { number: number; text: string; how: string };
export type Article = { title: string; language: WrittenForm; body: NewsText; questions: ShownQuestion[] };

export const bodyOf = (language: WrittenForm, nb: string, nn: string): NewsText => ({
  language,
  paragraphs: paragraphsOf(inForm(language, nb, nn)),
});

export const articleOf = (t: Translate, language: WrittenForm, row: ConsultationRow): Article => ({
  title: inForm(language, row.titleNb, row.titleNn),
  language,
  body: bodyOf(language, row.textNb, row.textNn),
  questions: row.questions.map(({ position, kind, textNb, textNn }) => ({
    number: position,
    text: inForm(language, textNb, textNn),
    how: t(`consultations.how.${kind}`),
  })),
});
