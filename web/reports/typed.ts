import { formatAmount } from '../../domain/money.js';
import type { Fault } from '../components/models.js';
import type { Translate, UserContext } from '../page.js';
import { maxLength, type StepField } from './steps.js';

/** Answers as typed, by the field’s name. */
export type Typed = Record<string, string>;

export function typedAnswers({ body }: UserContext, fields: readonly StepField[]): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const value = (body[field.name] ?? '').trim();
      return [field.name, field.type === 'choice' && !field.values.includes(value) ? '' : value];
    }),
  );
}

/** What cannot be kept: a text that is too long. */
export function lengthFaults(typed: Typed, fields: readonly StepField[], t: Translate): Fault[] {
  return fields.flatMap(({ type, name }) => {
    const over = type === 'text' ? (typed[name] ?? '').length - maxLength(name) : 0;
    if (over <= 0) return [];
    return [
      {
        fieldId: name,
        text: t('reports.fault.tooLong', {
          count: over,
          over: formatAmount(over),
          field: t(`reports.field.${name}.label`),
        }),
      },
    ];
  });
}

/** As the row has it: an unanswered choice is null. */
export const asColumns = (typed: Typed, fields: readonly StepField[]): Record<string, string | null> =>
  Object.fromEntries(
    fields.map(({ type, name }) => [name, type === 'choice' ? typed[name] || null : (typed[name] ?? '')]),
  );
