/** The words of pages and documents: `t('applications.budget.title')` is `budget.title` in locales/<form>/applications.json. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import type { WrittenForm } from '../domain/notices.js';
import type { Translate } from '../domain/words.js';

const folder = import.meta.dirname;
const writtenForms = ['nb', 'nn'] as const;

export type Texts = (language: WrittenForm) => Translate;

type Words = { [key: string]: string | Words };

/** All files of one written form, by the name of the file. */
export function wordsOf(language: WrittenForm): Words {
  const files = readdirSync(path.join(folder, language)).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [
      path.basename(name, '.json'),
      JSON.parse(readFileSync(path.join(folder, language, name), 'utf8')) as Words,
    ]),
  );
}

/** Reads every file once. A text that only bokmål has is shown in bokmål; one that none has is told to `missing` and shown as its key. */
export function createTexts(missing: (key: string) => void): Texts {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    fallbackLng: 'nb',
    resources: Object.fromEntries(writtenForms.map((form) => [form, { translation: wordsOf(form) }])),
    interpolation: { escapeValue: false }, // Handlebars escapes
    nsSeparator: false,
    returnNull: false,
    saveMissing: true,
    saveMissingTo: 'fallback',
    missingKeyHandler: (_languages, _namespace, key) => missing(key),
  });
  const fixed = { nb: instance.getFixedT('nb'), nn: instance.getFixedT('nn') };
  return (language) => (key, params) => String(fixed[language](key, params ?? {}));
}
