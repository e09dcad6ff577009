import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
const weights = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'] as const;

/** Inter, the letters’ only font. */
export const fonts: readonly Buffer[] = weights.map((file) => readFileSync(join(folder, file)));

/** The segments of a font’s character map, [first, last] code point, from the format 12 table all its faces have. */
function segmentsOf(font: Buffer): [number, number][] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')! + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i),
  );
  const full = subtables.find((at) => font.readUInt16BE(at) === 12);
  if (full === undefined) throw new Error('the font has no full character map');
  return Array.from({ length: font.readUInt32BE(full + 12) }, (_, i) => {
    const group = full + 16 + 12 * i;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
}

const maps = fonts.map(segmentsOf);
const privateUse = /\p{Co}/u;
const covered = (char: string): boolean => {
  const point = char.codePointAt(0)!;
  return !privateUse.test(char) && maps.every((map) => map.some(([first, last]) => point >= first && point <= last));
};

/** The character, its plainer form ("ﬁ" is "fi"), or a box. */
function shown(char: string): string {
  if (covered(char)) return char;
  const plainer = Array.from(char.normalize('NFKC'));
  return plainer.every(covered) ? plainer.join('') : '□';
}

/**
 * Text that every weight can show: composed letters, no control characters, a box for what Inter has not got. PDF/A and PDF/UA refuse
 * a missing glyph, and one emoji in an application must not stop its letter.
 */
export function legible(text: string): string {
  const tidy = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ');
  return Array.from(tidy, shown).join('');
}
