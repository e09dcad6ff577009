import type { FieldKey } from '../../../domain/application/fields.js';
import type { Fault } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { budgetSides, contentOf, yearsOf, type BudgetRow, type DraftContent } from '../draft.js';
import { addressOf } from '../step-head.js';
import { fieldModels } from '../fields/model.js';
import { parseFields, readFields, type TypedFields } from '../fields/typed.js';
import { stepPage, type FieldsModel, type StepModel } from '../step-page.js';
import {
  change,
  fieldName,
  mostYears,
  parseTyped,
  readTyped,
  typedOf,
  type CellFault,
  type TypedBudget,
} from './rows.js';
import { budgetTable, type BudgetTable } from './table.js';

/** Below the tables. */
const below: readonly FieldKey[] = ['stateGrant', 'stateGrantText', 'budgetComment'];

const fieldsBelow = (content: DraftContent): TypedFields => Object.fromEntries(below.map((key) => [key, content[key]]));

type Typed = { budget: TypedBudget; yearCount: number; fields: TypedFields };

export type BudgetModel = FieldsModel & {
  table: BudgetTable;
  yearCount: number;
  canAddYear: boolean;
  /** The answer begins at the new year’s first amount. */
  addYearAt: string;
  canRemoveYear: boolean;
  lastYear: number;
};

/** As many as the form was drawn with; `saved` where it does not say. */
const readYearCount = (text: string | undefined, saved: number): number =>
  text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Math.min(Number(text), mostYears) : saved;

export const cellFaultText = ({ t }: UserContext, fault: CellFault): Fault => ({
  fieldId: fault.fieldId,
  text: t(`applications.budget.fault.${fault.code}`, 'over' in fault ? { over: fault.over } : {}),
});

const years = ({ row }: Case, yearCount: number): number[] => yearsOf({ firstYear: row.firstYear, yearCount });

/** Step 5 of forms.md D.1: costs and funding by year, with sums and differences. */
export const budgetPage = stepPage<Typed>({
  step: 'budsjett',
  view: 'applications/budget/budget',
  size: 'sm',
  typedOf: (content) => ({
    budget: typedOf(content),
    yearCount: content.yearCount,
    fields: fieldsBelow(content),
  }),
  readTyped({ body, lists }, found) {
    const yearCount = readYearCount(body['yearCount'], found.row.yearCount);
    return {
      budget: readTyped(body, years(found, yearCount)),
      yearCount,
      fields: { ...fieldsBelow(contentOf(found.row)), ...readFields({ body, lists }, below) },
    };
  },
  parse({ budget, yearCount, fields }, context, found) {
    const { rows, faults } = parseTyped(budget, years(found, yearCount));
    const unreadable = new Set(faults.map(({ fieldId }) => fieldId.split('-')[0]));
    // A side is drawn with a blank row at least: one without rows did not come.
    const readable: [string, BudgetRow[]][] = budgetSides
      .filter((side) => !unreadable.has(side) && budget[side].length > 0)
      .map((side) => [side, rows[side]]);
    const rest = parseFields(fields, context.t);
    return {
      mine: { ...rest.mine, ...Object.fromEntries(readable), yearCount },
      faults: [...faults.map((fault) => cellFaultText(context, fault)), ...rest.faults],
    };
  },
  pressed(typed, { body }) {
    const pressed = body['do'] ?? '';
    if (!/^(add|remove)/.test(pressed)) return null;
    const { typed: budget, yearCount } = change(typed.budget, typed.yearCount, pressed);
    return { ...typed, budget, yearCount };
  },
  async model({ context: { t }, found, typed, faults }) {
    const shown = years(found, typed.yearCount);
    return Promise.resolve({
      table: budgetTable({ t, rules: found.rules, typed: typed.budget, years: shown, faults }),
      fields: fieldModels({ t, typed: typed.fields, faults }, below),
      yearCount: typed.yearCount,
      canAddYear: typed.yearCount < mostYears,
      addYearAt: `${addressOf(found.row.id)}/budsjett#${fieldName('costs', 0, shown.at(-1)! + 1)}`,
      canRemoveYear: typed.yearCount > 1,
      lastYear: shown.at(-1)!,
    } satisfies Omit<BudgetModel, keyof StepModel>);
  },
});
