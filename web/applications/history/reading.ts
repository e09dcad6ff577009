/** The versions of a draft, read backwards from what every change replaced. */
import { draftShape, fieldKeys, type FieldKey } from '../../../domain/application/fields.js';
import type { DraftChange } from '../../../prisma/generated/client.js';
import type { DraftContent } from '../draft.js';

export type Replaced = Pick<DraftChange, 'version' | 'field' | 'before'>;

const isField = (name: string): name is FieldKey => (fieldKeys as readonly string[]).includes(name);

/** What the draft was just before it was saved as `version`; `changes` in any order. Fields the form no longer has are left out. */
export function contentBefore(current: DraftContent, changes: readonly Replaced[], version: number): DraftContent {
  const later = changes.filter((change) => change.version >= version).sort((a, b) => b.version - a.version);
  const fields = later.flatMap(({ field, before }): [string, unknown][] => {
    if (!isField(field)) return [];
    const read = draftShape[field].safeParse(before);
    return read.success ? [[field, read.data]] : [];
  });
  return { ...current, ...Object.fromEntries(fields) };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields that were not as they are now, in the order of the form. */
export const differing = (then: DraftContent, now: DraftContent): FieldKey[] =>
  fieldKeys.filter((key) => !same(then[key], now[key]));
