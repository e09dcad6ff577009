/** A news item as it is drawn: the article, and the line in a list. */
import { paragraphsOf, type Piece } from '../../domain/news/text.js';
import type { NewsText } from '../../domain/news/form.js';
import type { WrittenForm } from '../../domain/notices.js';
import { inForm } from '../calls/call.js';
import type { PublicNews } from './reading.js';

export type Article = {
  language: WrittenForm;
  title: string;
  governor: string;
  /** Null in a preview. */
  publishedAt: number | null;
  updatedAt: number | null;
  paragraphs: Piece[][];
};
export type NewsLine = { href: string; title: string; governor: string; publishedAt: number; updatedAt: number | null };

type Shown = NewsText & Partial<Pick<PublicNews, 'publishedAt' | 'updatedAt'>>;

export const articleOf = (language: WrittenForm, governor: string, news: Shown): Article => ({
  language,
  title: inForm(language, news.titleNb, news.titleNn),
  governor,
  publishedAt: news.publishedAt?.getTime() ?? null,
  updatedAt: news.updatedAt?.getTime() ?? null,
  paragraphs: paragraphsOf(inForm(language, news.textNb, news.textNn)),
});

/** As both will read it. */
export const bothForms = (governor: string, news: Shown): Article[] =>
  (['nb', 'nn'] as const).map((language) => articleOf(language, governor, news));

export const newsLine = (language: WrittenForm, news: PublicNews): NewsLine => ({
  href: `/nyheter/${news.id}`,
  title: inForm(language, news.titleNb, news.titleNn),
  governor: news.countyGovernor.name,
  publishedAt: news.publishedAt!.getTime(),
  updatedAt: news.updatedAt?.getTime() ?? null,
});
