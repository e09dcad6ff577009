/** Two people in one draft: what each changed is kept; only what both changed is asked about. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../prisma/process-rows.js';
import type { DraftContent, DraftField } from './draft.js';

/** What the fields were when the form was drawn, as short hashes: carried in the form instead of the texts. */
export type Drawn = Partial<Record<string, string>>;

const fingerprint = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);

/** The form’s hidden field `drawn`. */
export const drawnOf = (content: DraftContent, fields: readonly DraftField[]): string =>
  JSON.stringify(Object.fromEntries(fields.map((field) => [field, fingerprint(content[field])])));

const drawnField = z.record(z.string(), z.string());

/** Reads the hidden field; a damaged one counts as nothing drawn, so that every difference is asked about. */
export function readDrawn(text: string | undefined): Drawn {
  try {
    return drawnField.parse(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}

export type Merged = { accepted: Partial<DraftContent>; clashes: DraftField[] };

/** Mine against what is saved now, seen from what the form was drawn with. */
export function merge(current: DraftContent, mine: Partial<DraftContent>, drawn: Drawn): Merged {
  const accepted: Partial<DraftContent> = {};
  const clashes: DraftField[] = [];
  for (const field of Object.keys(mine) as DraftField[]) {
    const [saved, wanted] = [fingerprint(current[field]), fingerprint(mine[field])];
    if (wanted === saved || wanted === drawn[field]) continue;
    if (saved === drawn[field]) Object.assign(accepted, { [field]: mine[field] });
    else clashes.push(field);
  }
  return { accepted, clashes };
}

type After = { fields: readonly DraftField[]; mine: Partial<DraftContent>; drawn: Drawn; current: DraftContent };

/** From what a form goes on when it was saved while it stays open: a colleague’s value is not mistaken for what it shows. */
export function drawnAfter({ fields, mine, drawn, current }: After): string {
  const from = fields.map((field) => {
    const saved = fingerprint(current[field]);
    const shown = mine[field] === undefined ? drawn[field] : fingerprint(mine[field]);
    return [field, shown === saved ? saved : (drawn[field] ?? '')];
  });
  return JSON.stringify(Object.fromEntries(from));
}
