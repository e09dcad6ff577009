import type { EmailFacts, EmailKind, WrittenForm } from '../../domain/notices.js';
import { emails } from './emails/index.js';
import { htmlOf, textOf } from './layout.js';
import { wordsOf } from './words.js';

/** To colleagues in the office: they need no one to ask. */
const internal: readonly EmailKind[] = [
  'E13',
  'E19',
  'E26',
  'E26reminder',
  'E29answered',
  'E30',
  'E30confirm',
  'E30declined',
  'E32office',
  'E32reminder',
  'E33',
  'E40',
];

/** To a page that everyone may read. */
const publicPage: readonly EmailKind[] = [
  'E1',
  'E2',
  'E3none',
  'E3rank',
  'E38',
  'E38reminder',
  'E38extended',
  'E38cancelled',
];

const product = 'Prosjektskjønn: ';
/** A subject as one line among others. */
export const withoutName = (subject: string): string =>
  subject.startsWith(product) ? subject.slice(product.length) : subject;

export type RenderedEmail = { subject: string; text: string; html: string };

/**
 * One e-mail in one written form: what it is about, the deadline, the link and whom to ask, never what a letter says
 * (letters-and-emails.md E.1). Pure. Throws an Error that names the fact the text needs and has not got.
 */
export function renderEmail(kind: EmailKind, language: WrittenForm, facts: EmailFacts): RenderedEmail {
  const words = wordsOf(kind, language, facts);
  const content = emails[kind][language](words);
  const subject = `${product}${content.subject}`;
  const { office, url } = words;
  const input = {
    content,
    form: language,
    facts: { office, url, contact: facts.contact },
    withContact: !internal.includes(kind),
    withLogin: !publicPage.includes(kind),
  };
  return { subject, text: textOf(input), html: htmlOf(input, subject) };
}
