/** The numbers of the form as an order, or what is wrong with them. */
import type { Fault } from '../../components/models.js';
import type { Translate } from '../../page.js';

export const fieldOf = (id: string): string => `nr-${id}`;

/** The numbers from 1 to as many as there are, each once. */
export function parseOrder(
  t: Translate,
  ids: readonly string[],
  body: Readonly<Record<string, string>>,
): { order: string[] } | { faults: Fault[] } {
  const typed = ids.map((id) => ({ id, text: (body[fieldOf(id)] ?? '').trim() }));
  const faults = typed.flatMap(({ id, text }): Fault[] => {
    const fault = (key: string): Fault[] => [
      { fieldId: fieldOf(id), text: t(`rank.fault.${key}`, { number: text, count: ids.length }) },
    ];
    if (text === '') return fault('missing');
    const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    if (number < 1 || number > ids.length) return fault('outside');
    const first = typed.find((other) => Number(other.text) === number);
    return first!.id === id ? [] : fault('twice');
  });
  if (faults.length > 0) return { faults };
  return { order: [...typed].sort((a, b) => Number(a.text) - Number(b.text)).map(({ id }) => id) };
}
