import type { EmailKind, WrittenForm } from '../../domain/notices.js';
import type { Words } from './words.js';

/** What one e-mail says. The subject stands without "Prosjektskjønn: ", which is put before all of them. */
export type EmailContent = {
  subject: string;
  paragraphs: readonly string[];
  /** Label and value, after the paragraphs. */
  details?: readonly (readonly [label: string, value: string])[];
  /** What the e-mail tells of, each with its own way in; after the details. */
  links?: readonly { text: string; url: string }[];
  /** The button: what the reader does. */
  action: string;
};

/** The same e-mail written in both forms. */
export type EmailTexts = Readonly<Record<WrittenForm, (words: Words) => EmailContent>>;
export type EmailGroup = Partial<Record<EmailKind, EmailTexts>>;
