import { inflateSync } from 'node:zlib';

type Characters = ReadonlyMap<number, string>;

/** Numbered objects of a file without object streams, as Latin-1 text; what is compressed in them is inflated. */
function objectsOf(pdf: Buffer): Map<string, string> {
  const file = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, number, body] of file.matchAll(/\n(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const stream = /^(.*?)stream\r?\n(.*)\nendstream/s.exec(body!);
    const compressed = stream !== null && stream[1]!.includes('/FlateDecode');
    const content = compressed ? inflateSync(Buffer.from(stream[2]!, 'latin1')).toString('latin1') : '';
    objects.set(number!, compressed ? `${stream[1]}stream\n${content}` : body!);
  }
  return objects;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** What each glyph number stands for, from a ToUnicode map of single characters. */
function charactersOf(map: string): Characters {
  if (map.includes('beginbfrange')) throw new Error('ranges in ToUnicode are not read');
  return new Map(
    Array.from(map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g), ([, glyph, text]) => [
      parseInt(glyph!, 16),
      utf16(text!),
    ]),
  );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bytes of a literal string, two of them a glyph. */
function shown(literal: string, characters: Characters): string {
  const bytes = literal.replace(/\\(?:([0-7]{1,3})|(.))/gs, (_all, octal: string | undefined, char: string) =>
    octal ? String.fromCharCode(parseInt(octal, 8)) : (escapes[char] ?? char),
  );
  const glyphs = Array.from(
    { length: bytes.length / 2 },
    (_, i) => bytes.charCodeAt(2 * i) * 256 + bytes.charCodeAt(2 * i + 1),
  );
  return glyphs.map((glyph) => characters.get(glyph) ?? '\ufffd').join('');
}

/** The literal strings of a line; parentheses inside one may stand bare when they are balanced. */
function literalsOf(line: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [token] of line.matchAll(/\\(?:[0-7]{1,3}|.)|./gs)) {
    if (token === ')') depth--;
    if (depth > 0) found.push(`${found.pop()}${token}`);
    if (token === '(' && depth++ === 0) found.push('');
  }
  return found;
}

/** The text a reader of this PDF copies out, in reading order, with single spaces. For files written by Typst. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const object = (number: string | undefined): string => objects.get(number ?? '') ?? '';
  const runs: string[] = [];
  for (const page of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(page)) continue;
    const fonts = new Map<string, Characters>();
    for (const [, name, font] of page.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
      fonts.set(name!, charactersOf(object(/\/ToUnicode (\d+) 0 R/.exec(object(font))?.[1])));
    }
    const content = object(/\/Contents (\d+) 0 R/.exec(page)?.[1]);
    for (const [, font, line] of content.matchAll(/BT\n.*?\/(f\d+) .*?\n(?=[[(<])(.*?)\nET/gs)) {
      if (/<[0-9A-F]/.test(line!)) throw new Error('hexadecimal strings are not read');
      runs.push(
        literalsOf(line!)
          .map((literal) => shown(literal, fonts.get(font!)!))
          .join(''),
      );
    }
  }
  return runs.join(' ').replace(/\s+/g, ' ');
}
