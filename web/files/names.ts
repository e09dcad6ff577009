/** What a file is called: as people wrote it, without what could mislead. */
import path from 'node:path';
import { attachmentLimits } from '../../domain/application/attachments.js';
import { safeFileName } from '../file.js';
import { fileTypes, type FileType } from './types.js';

/** Cuts a text to so many UTF-16 units, as Postgres and forms count them, without halving a character. */
function cut(text: string, most: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept.trimEnd();
}

/** A name with this ending, within the limit. */
const ended = (bare: string, ending: string): string => `${cut(bare, attachmentLimits.name - ending.length)}${ending}`;

/** The name as it is shown and kept, before anything is known of the content. */
export function shownName(name: string): string {
  const safe = safeFileName(name);
  if (safe.length <= attachmentLimits.name) return safe;
  const ending = path.extname(safe).slice(0, 11);
  return ended(path.basename(safe, ending), ending);
}

/** The same with the ending of what the file is: «plan.pdf» that is a picture becomes «plan.pdf.png». */
export function nameFor(name: string, type: FileType): string {
  const shown = shownName(name);
  const { endings } = fileTypes[type];
  if (endings.includes(path.extname(shown).toLowerCase())) return shown;
  return ended(shown, endings[0]!);
}

/** A title to begin with: the name without its ending, or all of it when that is too short for a title. */
export function titleFrom(name: string): string {
  const { min, max } = attachmentLimits.title;
  const bare = cut(path.basename(name, path.extname(name)).trim(), max);
  return bare.length >= min ? bare : cut(name, max);
}

/** Names of files in one folder: a second of the same name, whatever its case, gets a number. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const ending = path.extname(name);
    const bare = path.basename(name, ending);
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${bare} (${n})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
