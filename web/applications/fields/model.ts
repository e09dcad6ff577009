/** The form’s fields as the views draw them, each by its type. */
import {
  fieldOf,
  type AnyField,
  type Column,
  type FieldKey,
  type FormRow,
} from '../../../domain/application/fields.js';
import { cellId } from '../../../domain/application/rules.js';
import { choices, errorOf, type FieldArea, type FieldChoices, type FieldDate, type FieldSelect, type FieldText, type Option } from '../../components/models.js'; // prettier-ignore
import type { Fault } from '../../forms.js';
import type { Translate } from '../../page.js';
import { wordsOf } from '../answers.js';
import { isBlankRow, withBlankRow, type TypedFields } from './typed.js';

type Button = { value: string; text: string; target: string };
export type FieldTick = { id: string; name: string; label: string; checked: boolean };
/** One of these is given. */
export type FieldModel = {
  text?: FieldText;
  area?: FieldArea;
  date?: FieldDate;
  select?: FieldSelect;
  radio?: FieldChoices;
  checks?: FieldChoices;
  rows?: FieldRows;
  tick?: FieldTick;
};
export type RowModel = {
  legend: string;
  cells: FieldModel[];
  buttons: { value: string; text: string; of: string; target: string }[];
};
export type FieldRows = {
  id: string;
  label: string;
  help: string;
  error: string | undefined;
  count: number;
  rows: RowModel[];
  add: Button | null;
};

export type FieldDrawing = {
  t: Translate;
  typed: TypedFields;
  faults: readonly Fault[];
  /** What may be chosen, where it is not the form’s own. */
  options?: Partial<Record<FieldKey, Option[]>>;
  /** What help texts name. */
  facts?: Record<string, unknown>;
  /** Asked for although the form’s table lets it be left out. */
  needed?: readonly FieldKey[];
};

const areaRows = (most: number): number => (most > 3500 ? 10 : most > 1000 ? 7 : 4);

const labelOf = ({ t, needed = [] }: FieldDrawing, key: FieldKey, field: AnyField): string => {
  const label = t(`applications.field.${key}`);
  return field.least > 0 || needed.includes(key) ? label : t('applications.optional', { label });
};

function cell(
  drawing: FieldDrawing,
  key: FieldKey,
  at: { row: number; name: string; column: Column; value: string | boolean },
): FieldModel {
  // prettier-ignore
  const { t, faults } = drawing;
  const { row, name, column, value } = at;
  const id = cellId(key, row, name);
  const label = t(`applications.column.${key}.${name}`);
  const field = {
    id,
    name: id,
    label: column.needed || column.type === 'tick' ? label : t('applications.optional', { label }),
    error: errorOf(faults, id),
  };
  switch (column.type) {
    case 'tick':
      return { tick: { id, name: id, label, checked: value === true } };
    case 'day':
      return { date: { ...field, value: String(value) } };
    case 'text':
      return { area: { ...field, value: String(value), rows: 2, max: column.most } };
    case 'line':
      return { text: { ...field, value: String(value) } };
  }
}

function rowsModel(drawing: FieldDrawing, key: FieldKey): FieldRows {
  const { t, typed, faults, facts } = drawing;
  const field = fieldOf(key);
  if (field.type !== 'rows') throw new Error(`${key} has no rows`);
  const rows = withBlankRow(key, typed[key] as FormRow[]);
  const [first] = Object.keys(field.columns);
  return {
    id: key,
    label: labelOf(drawing, key, field),
    help: t(`applications.help.${key}`, { most: field.most, least: field.least, ...facts }),
    error: errorOf(faults, key),
    count: rows.length,
    rows: rows.map((row, i) => {
      const legend = t(`applications.row.${key}`, { number: i + 1 });
      const button = (verb: string, to: number) => ({
        value: `${verb}:${key}:${i}`,
        text: t(`applications.row.${verb}`),
        of: legend,
        target: cellId(key, Math.max(to, 0), first!),
      });
      return {
        legend,
        cells: Object.entries(field.columns).map(([name, column]) => cell(drawing, key, { row: i, name, column, value: row[name]! })), // prettier-ignore
        buttons: [
          ...(i > 0 ? [button('up', i - 1)] : []),
          ...(i < rows.length - 1 ? [button('down', i + 1)] : []),
          ...(rows.length > 1 || !isBlankRow(row) ? [button('remove', i - 1)] : []),
        ],
      };
    }),
    add:
      rows.length < field.most
        ? { value: `add:${key}`, text: t(`applications.row.add.${key}`), target: cellId(key, rows.length, first!) }
        : null,
  };
}

/** Their labels say all. */
export const unexplained: readonly FieldKey[] = [
  'managerTitle',
  'managerPhone',
  'anchoringDate',
  'personalData',
  'budgetComment',
];

export function fieldModel(drawing: FieldDrawing, key: FieldKey): FieldModel {
  const { t, typed, faults, options, facts } = drawing;
  const field = fieldOf(key);
  if (field.type === 'rows') return { rows: rowsModel(drawing, key) };
  const help = unexplained.includes(key) ? undefined : t(`applications.help.${key}`, { ...('most' in field ? { most: field.most } : {}), least: field.least, ...facts }); // prettier-ignore
  const common = { id: key, name: key, label: labelOf(drawing, key, field), help, error: errorOf(faults, key) };
  const value = typed[key] as string;
  const words = (values: readonly string[]) => values.map((one) => ({ value: one, text: t(`common.${wordsOf[key]}.${one}`) })); // prettier-ignore
  switch (field.type) {
    case 'text':
      return { area: { ...common, value, rows: areaRows(field.most), max: field.most } };
    case 'day':
      return { date: { ...common, value } };
    case 'reference':
      return { select: { ...common, value, options: options?.[key] ?? [], empty: key === 'contactId' ? undefined : t(`applications.empty.${key}`, facts) } }; // prettier-ignore
    case 'choice':
      return { radio: { ...common, options: choices(key, value, words(field.values)) } };
    case 'answer':
      return { radio: { ...common, options: choices(key, value, ['yes', 'no'].map((one) => ({ value: one, text: t(`common.answer.${one}`) }))) } }; // prettier-ignore
    case 'choices':
      return { checks: { ...common, options: choices(key, typed[key] as string[], options?.[key] ?? words(field.values ?? [])) } }; // prettier-ignore
    default:
      return { text: { ...common, value, ...(key === 'managerEmail' ? { type: 'email' } : key === 'managerPhone' ? { type: 'tel' } : {}) } }; // prettier-ignore
  }
}

export const fieldModels = (drawing: FieldDrawing, keys: readonly FieldKey[]): FieldModel[] =>
  keys.map((key) => fieldModel(drawing, key));
