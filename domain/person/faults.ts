/** What is wrong with a field about a person, as something that can be said: the rules themselves are in `form.ts`. */
import { emailAddress, personName, phoneNumber } from './form.js';

export const personFields = ['firstName', 'lastName', 'email', 'phone'] as const;
export type PersonField = (typeof personFields)[number];

/** `over`: characters too many. */
export type FieldFault = { fault: 'empty' | 'characters' | 'shape' } | { fault: 'tooLong'; over: number };

const rule = { firstName: personName, lastName: personName, email: emailAddress, phone: phoneNumber } as const;
const longest = { firstName: 80, lastName: 80, email: 254, phone: 16 } as const;
/** What may stand in a field at all; the rest is a matter of shape. */
const allowed = {
  firstName: /^[^\p{C}\p{Zl}\p{Zp}/:@<>]*$/u,
  lastName: /^[^\p{C}\p{Zl}\p{Zp}/:@<>]*$/u,
  email: /^[\x21-\x7e]*(@[\p{L}\p{M}\p{N}.-]*)?$/u,
  phone: /^[+\d ]*$/,
} as const;

/** Null when the field is as it should be. */
export function fieldFault(field: PersonField, typed: string): FieldFault | null {
  if (rule[field].safeParse(typed).success) return null;
  const text = typed.trim();
  if (text === '') return { fault: 'empty' };
  const over = [...text.normalize('NFC').replaceAll(/\s+/gu, ' ')].length - longest[field];
  if (over > 0) return { fault: 'tooLong', over };
  return { fault: allowed[field].test(text) ? 'shape' : 'characters' };
}
