/** What each form at `/saker/:id/gjor/:h` is made of: how it is drawn, and how what was typed becomes the command’s content. */
import { formatAmount } from '../../../domain/money.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import {
  errorOf,
  type Fault,
  type FieldArea,
  type FieldChoices,
  type FieldDate,
  type FieldSelect,
  type FieldText,
} from '../../components/models.js';
import type { Translate, UserContext } from '../../page.js';
import type { OfficeCase } from '../case.js';

export type FormField =
  | { type: 'text'; field: FieldText }
  | { type: 'area'; field: FieldArea }
  | { type: 'radio'; field: FieldChoices }
  | { type: 'select'; field: FieldSelect }
  | { type: 'date'; field: FieldDate };

/** Fields that belong together; `legend` is null for those that need no heading. */
export type FieldGroup = { legend: string | null; fields: FormField[] };
export type FormPart = { lead: string[]; groups: FieldGroup[]; consequences: string[] };

/** What the person typed, by the field’s name. */
export type Typed = Readonly<Record<string, string>>;
export type Drawing = { context: UserContext; found: OfficeCase; typed: Typed; faults: readonly Fault[] };
export type Parsed = { content: Prisma.InputJsonObject } | { faults: Fault[] };

export type CaseForm = {
  /** Why there is nothing to choose from; then there is no form. */
  hindrance?: (context: UserContext, found: OfficeCase) => Promise<string | null>;
  /** What stands in the form before anything is typed. */
  start: (context: UserContext, found: OfficeCase) => Typed;
  draw: (drawing: Drawing) => FormPart | Promise<FormPart>;
  parse: (context: UserContext, found: OfficeCase, typed: Typed) => Parsed | Promise<Parsed>;
};

/** The common part of a field’s model. */
export const fieldOf = (
  { typed, faults }: Drawing,
  id: string,
  words: { label: string; help?: string | undefined },
) => ({
  id,
  name: id,
  value: typed[id] ?? '',
  error: errorOf(faults, id),
  ...words,
});

export const valueOf = (typed: Typed, name: string): string => (typed[name] ?? '').trim();

type Length = { min?: number; max: number };

/** Faults of a text: missing, too short or too long, each with its figure. `what` is the text’s own name in the locales. */
export function textFaults(
  t: Translate,
  id: string,
  { text, what, min = 1, max }: Length & { text: string; what: string },
): Fault[] {
  if (text.length === 0) return min > 0 ? [{ fieldId: id, text: t(`cases.fault.${what}.missing`) }] : [];
  if (text.length < min) return [{ fieldId: id, text: t(`cases.fault.${what}.short`, { count: min - text.length }) }];
  const over = text.length - max;
  return over > 0
    ? [{ fieldId: id, text: t(`cases.fault.${what}.long`, { count: over, over: formatAmount(over) }) }]
    : [];
}
