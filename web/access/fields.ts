/** The fields about a person, with what is wrong said beside each. */
import { fieldFault, type PersonField } from '../../domain/person/faults.js';
import { errorOf, type Fault, type FieldText } from '../components/models.js';
import type { Translate } from '../page.js';

export type Typed = Partial<Record<PersonField, string>>;

const drawn = {
  firstName: { autocomplete: 'given-name', type: 'text' },
  lastName: { autocomplete: 'family-name', type: 'text' },
  email: { autocomplete: 'email', type: 'email' },
  phone: { autocomplete: 'tel', type: 'tel' },
} as const;

/** "Fornavnet er 37 tegn for langt. Kort det ned." */
export function personFaults(t: Translate, names: readonly PersonField[], typed: Typed): Fault[] {
  return names.flatMap((fieldId) => {
    const found = fieldFault(fieldId, typed[fieldId] ?? '');
    if (!found) return [];
    const params = found.fault === 'tooLong' ? { count: found.over } : {};
    return [{ fieldId, text: t(`access.fault.${fieldId}.${found.fault}`, params) }];
  });
}

type Drawing = { t: Translate; typed: Typed; faults: readonly Fault[]; help?: Typed; somebodyElse?: boolean };

/** `somebodyElse`: whose details they are is not who sits at the keyboard. */
export const personFieldsOf = (
  names: readonly PersonField[],
  { t, typed, faults, help = {}, somebodyElse = false }: Drawing,
): FieldText[] =>
  names.map((name) => ({
    id: name,
    name,
    label: t(`access.${name}`),
    value: typed[name] ?? '',
    error: errorOf(faults, name),
    type: drawn[name].type,
    ...(somebodyElse ? { autocomplete: 'off' } : { autocomplete: drawn[name].autocomplete }),
    ...(help[name] ? { help: help[name] } : {}),
  }));

/** The fields as they were typed. */
export const typedOf = (names: readonly PersonField[], body: Record<string, string>): Typed =>
  Object.fromEntries(names.map((name) => [name, (body[name] ?? '').trim()]));
