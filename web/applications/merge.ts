/** Two people in one draft: what each changed is kept; only what both changed is asked about. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../prisma/process-rows.js';

/** What the fields were when the form was drawn, as short hashes: carried in the form instead of the texts. */
export type Drawn = Partial<Record<string, string>>;

const fingerprint = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);

type Field<T> = keyof T & string;

/** The form’s hidden field `drawn`. */
export const drawnOf = <T extends object>(content: T, fields: readonly Field<T>[]): string =>
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

export type Merged<T> = { accepted: Partial<T>; clashes: Field<T>[] };

/** Mine against what is saved now, seen from what the form was drawn with. */
export function merge<T extends object>(current: T, mine: Partial<T>, drawn: Drawn): Merged<T> {
  const accepted: Partial<T> = {};
  const clashes: Field<T>[] = [];
  for (const field of Object.keys(mine) as Field<T>[]) {
    const [saved, wanted] = [fingerprint(current[field]), fingerprint(mine[field])];
    if (wanted === saved || wanted === drawn[field]) continue;
    if (saved === drawn[field]) Object.assign(accepted, { [field]: mine[field] });
    else clashes.push(field);
  }
  return { accepted, clashes };
}

type After<T> = { fields: readonly Field<T>[]; mine: Partial<T>; drawn: Drawn; current: T };

/** From what a form goes on when it was saved while it stays open: a colleague’s value is not mistaken for what it shows. */
export function drawnAfter<T extends object>({ fields, mine, drawn, current }: After<T>): string {
  const from = fields.map((field) => {
    const saved = fingerprint(current[field]);
    const shown = mine[field] === undefined ? drawn[field] : fingerprint(mine[field]);
    return [field, shown === saved ? saved : (drawn[field] ?? '')];
  });
  return JSON.stringify(Object.fromEntries(from));
}
