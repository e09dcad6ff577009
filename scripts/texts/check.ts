import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';

/** Both must be there in full; English may lack texts. */
const required = ['nb', 'nn'] as const;

/** Words that the texts do without, and why. */
const forbidden: [RegExp, string][] = [
  [/vennligst/i, 'write what to do'],
  [/\bugyldig/i, 'say what is wrong'],
  [/\bherved\b/i, 'leave it out'],
  [/\bi (henhold|høve) til\b/i, 'write “etter” or “som”'],
  [/\bok\b/i, 'name the object'],
  [/\b(klikk|trykk) her\b/i, 'say where the link leads'],
  [/^bekreft$/i, 'a button names its object'],
  [/^[A-Z]{1,3}[-_]?\d+$/, 'a bare code tells nobody anything'],
];

type Texts = ReadonlyMap<string, string>;

/**
 * Faults in the texts of the pages: a key that one written form lacks, parameters that differ, an empty text, a word that
 * is not used, and a text that a page asks for by name and that is nowhere.
 *
 * @param root the folder that holds locales/ and web/
 */
export function checkTexts(root: string): { count: number; faults: string[] } {
  const locales = readdirSync(path.join(root, 'locales'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readTexts(path.join(root, 'locales', name))] as const);
  const byLocale = new Map<string, Texts>(locales);
  const all = new Map<string, string>(locales.flatMap(([, texts]) => [...texts]));

  const faults = [...all.keys()].sort().flatMap((key) => {
    const missing = required.filter((locale) => !byLocale.get(locale)?.has(key));
    return [...missing.map((locale) => `${locale} lacks ${key}`), ...checkParameters(key, locales)];
  });
  for (const [locale, texts] of locales) {
    for (const [key, text] of texts) faults.push(...checkText(text).map((fault) => `${locale} ${key}: ${fault}`));
  }
  for (const { file, key } of usedKeys(root)) {
    if (!all.has(key) && !all.has(`${key}_other`)) faults.push(`${file} asks for ${key}, which no text has`);
  }
  return { count: all.size, faults };
}

/** The texts of one language by their keys, "calls.form.title"; the first part is the file's path. */
function readTexts(folder: string): Texts {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return new Map(
    files.flatMap((file) => {
      const name = file.slice(0, -'.json'.length).split(path.sep).join('.');
      return flatten(name, JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    }),
  );
}

function flatten(key: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${key} is no text`);
  return Object.entries(value).flatMap(([name, inner]) => flatten(`${key}.${name}`, inner));
}

const parameters = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map((match) => match[1]))].sort();

function checkParameters(key: string, locales: (readonly [string, Texts])[]): string[] {
  const [first, ...others] = locales.flatMap(([locale, texts]) => {
    const text = texts.get(key);
    return text === undefined ? [] : [{ locale, wants: parameters(text).join(', ') }];
  });
  return others
    .filter(({ wants }) => wants !== first?.wants)
    .map(({ locale, wants }) => `${key} takes (${first?.wants}) in ${first?.locale}, (${wants}) in ${locale}`);
}

function checkText(text: string): string[] {
  if (text.trim() === '') return ['empty'];
  return forbidden.flatMap(([pattern, why]) => {
    const found = pattern.exec(text);
    return found ? [`“${found[0]}”: ${why}`] : [];
  });
}

/** Keys written outright in views, {{t 'calls.title'}}, and in code, t('calls.title'). */
function usedKeys(root: string): { file: string; key: string }[] {
  const web = path.join(root, 'web');
  if (!existsSync(web)) return [];
  return readdirSync(web, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const read = () => readFileSync(path.join(web, file), 'utf8');
    const isCode = /(?<!\.test|\.d)\.ts$/.test(file) && !file.startsWith('generated');
    const keys = new Set(file.endsWith('.hbs') ? keysOfView(read()) : isCode ? keysOfCode(read()) : []);
    return [...keys].map((key) => ({ file: `web/${file.split(path.sep).join('/')}`, key }));
  });
}

function keysOfCode(source: string): string[] {
  const code = source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/\bt\(\s*'([\w-]+(?:\.[\w-]+)+)'/g)].map((match) => match[1]!);
}

function keysOfView(source: string): string[] {
  const keys: string[] = [];
  const collect = ({ path: called, params: [first] }: hbs.AST.MustacheStatement | hbs.AST.SubExpression) => {
    if ((called as hbs.AST.PathExpression).original !== 't' || first?.type !== 'StringLiteral') return;
    keys.push((first as hbs.AST.StringLiteral).value);
  };
  const visitor = new Handlebars.Visitor();
  const { MustacheStatement, SubExpression } = Handlebars.Visitor.prototype;
  visitor.MustacheStatement = function (this: Handlebars.Visitor, node) {
    collect(node);
    MustacheStatement.call(this, node);
  };
  visitor.SubExpression = function (this: Handlebars.Visitor, node) {
    collect(node);
    SubExpression.call(this, node);
  };
  visitor.accept(Handlebars.parse(source));
  return keys;
}
