import { errorOf, type FieldArea } from '../../components/models.js';
import type { Fault } from '../../forms.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { yearsOf } from '../draft.js';
import { limits } from '../faults.js';
import { stepPage, type StepModel } from '../step-page.js';
import { tidy } from '../typed.js';
import { change, mostYears, parseTyped, readTyped, typedOf, type CellFault, type TypedBudget } from './rows.js';
import { budgetTable, type BudgetTable } from './table.js';

type Typed = { budget: TypedBudget; yearCount: number; comment: string };

export type BudgetModel = StepModel & {
  table: BudgetTable;
  comment: FieldArea;
  yearCount: number;
  canAddYear: boolean;
  canRemoveYear: boolean;
  lastYear: number;
};

const readYearCount = (text: string | undefined): number =>
  Math.min(Math.max(Number.parseInt(text ?? '1', 10) || 1, 1), mostYears);

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
  typedOf: (content) => ({ budget: typedOf(content), yearCount: content.yearCount, comment: content.budgetComment }),
  readTyped({ body }, found) {
    const yearCount = readYearCount(body['yearCount']);
    return { budget: readTyped(body, years(found, yearCount)), yearCount, comment: tidy(body['budgetComment']) };
  },
  parse({ budget, yearCount, comment }, context, found) {
    const { rows, faults } = parseTyped(budget, years(found, yearCount));
    return {
      mine: { ...rows, yearCount, budgetComment: comment },
      faults: faults.map((fault) => cellFaultText(context, fault)),
    };
  },
  pressed(typed, { body }) {
    const pressed = body['do'] ?? '';
    if (pressed === 'next' || pressed === 'stay' || pressed === '') return null;
    const { typed: budget, yearCount } = change(typed.budget, typed.yearCount, pressed);
    return { ...typed, budget, yearCount };
  },
  async model({ context: { t }, found, typed, faults }) {
    const shown = years(found, typed.yearCount);
    return Promise.resolve({
      table: budgetTable({ t, rules: found.rules, typed: typed.budget, years: shown, faults }),
      comment: {
        id: 'budgetComment',
        name: 'budgetComment',
        label: t('applications.optional', { label: t('applications.field.budgetComment') }),
        value: typed.comment,
        rows: 3,
        max: limits.budgetComment,
        error: errorOf(faults, 'budgetComment'),
      },
      yearCount: typed.yearCount,
      canAddYear: typed.yearCount < mostYears,
      canRemoveYear: typed.yearCount > 1,
      lastYear: shown.at(-1)!,
    } satisfies Omit<BudgetModel, keyof StepModel>);
  },
});
