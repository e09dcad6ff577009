/** The budget form as a table: fields, sums, what is missing each year, and the own share in percent. */
import { budgetFaults, isBudgetWarning, ownShare, totals, type Budget } from '../../../domain/budget.js';
import { budgetOf, type ApplicationRules } from '../../../domain/application/rules.js';
import { formatAmount } from '../../../domain/money.js';
import { errorOf } from '../../components/models.js';
import type { Fault } from '../../forms.js';
import type { Translate } from '../../page.js';
import { rowLabel } from '../answers.js';
import { budgetSides, type BudgetRow, type BudgetSide } from '../draft.js';
import { faultText } from '../faults.js';
import {
  fieldName,
  hoursName,
  isOwnWork,
  kindsOf,
  longestLabel,
  parseTyped,
  withBlankRows,
  type TypedBudget,
  type TypedRow,
} from './rows.js';

type Cell = {
  id: string;
  name: string;
  label: string;
  year: number;
  value: string;
  error: string | undefined;
  /** Of own work. */
  hours: { id: string; name: string; label: string; value: string; error: string | undefined } | null;
};
type RowModel = {
  heading: string;
  kind: {
    id: string;
    name: string;
    label: string;
    options: { value: string; text: string; selected: boolean }[];
  } | null;
  kindValue: { name: string; value: string };
  label: { id: string; name: string; label: string; value: string; max: number; error: string | undefined } | null;
  /** Kroner an hour, of own work. */
  rate: { id: string; name: string; label: string; value: string; error: string | undefined } | null;
  cells: Cell[];
  sum: string;
  remove: string | null;
  removeText: string;
};
type GroupModel = {
  side: BudgetSide;
  heading: string;
  count: { name: string; value: number };
  rows: RowModel[];
  sums: string[];
  total: string;
  sumText: string;
  add: string | null;
  addText: string;
};

export type Difference = { year: number; id: string; value: string; text: string; state: 'ok' | 'missing' | 'over' };
export type BudgetTable = {
  years: number[];
  groups: GroupModel[];
  differences: Difference[];
  /** "Krav: egenfinansiering 50 %, nå 48,8 %" */
  share: string;
  shareOk: boolean;
  required: number;
  /** Must be put right before sending in; stops no saving. */
  toPutRight: string[];
  warnings: string[];
};

type Drawing = { t: Translate; rules: ApplicationRules; typed: TypedBudget; years: number[]; faults: readonly Fault[] };

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const kindWords: Readonly<Record<BudgetSide, string>> = {
  costs: 'costKind',
  applied: '',
  own: 'ownKind',
  other: 'otherFundingStatus',
};

const percent = (value: number): string => String(value).replace('.', ',');

/** The budget as typed, for the rules; what cannot be read counts as 0. */
export function asBudget(rows: Readonly<Record<BudgetSide, readonly BudgetRow[]>>, years: readonly number[]): Budget {
  const side = (name: BudgetSide) => [...rows[name]];
  return budgetOf({
    firstYear: years[0]!,
    yearCount: years.length,
    costs: side('costs'),
    applied: side('applied'),
    own: side('own'),
    other: side('other'),
  });
}

/** Differences in figures and in words: "0 stemmer", "−50 000 mangler". */
export const differencesOf = (t: Translate, budget: Budget): Difference[] =>
  totals(budget).years.map(({ year, costs, funding }) => {
    const state = funding === costs ? 'ok' : funding < costs ? 'missing' : 'over';
    return {
      year,
      id: `difference-${year}`,
      value: formatAmount(funding - costs),
      text: t(`applications.budget.difference.${state}`),
      state,
    };
  });

/** `plain`: the one row its kind needs; a row that was added says what it is. */
type PlacedRow = { row: TypedRow; index: number; plain: boolean };

/** Of costs those the call covers, and what the row is already. */
const kindsFor = (side: BudgetSide, { costKinds }: ApplicationRules, row: TypedRow): readonly string[] =>
  side === 'costs' ? kindsOf.costs.filter((kind) => costKinds.includes(kind) || kind === row.kind) : kindsOf[side];

function rowModel(drawing: Drawing, side: BudgetSide, { row, index, plain }: PlacedRow): RowModel {
  const { t, years, faults } = drawing;
  const heading = rowLabel(t, side, row);
  const name = (part: 'kind' | 'label' | 'rate' | number) => fieldName(side, index, part);
  const counted = isOwnWork(side, row);
  const small = (id: string, label: string, value: string) => ({
    id,
    name: id,
    label,
    value,
    error: errorOf(faults, id),
  });
  const amounts =
    parseTyped({ costs: [], applied: [], own: [], other: [], [side]: [row] }, years).rows[side][0]?.amounts ?? [];
  const kindText = (kind: string) => t(`common.${kindWords[side]}.${kind}`);
  return {
    heading,
    kindValue: { name: name('kind'), value: row.kind },
    kind: plain
      ? null
      : {
          id: name('kind'),
          name: name('kind'),
          label: t(`applications.budget.kindLabel.${side}`),
          options: kindsFor(side, drawing.rules, row).map((kind) => ({
            value: kind,
            text: kindText(kind),
            selected: kind === row.kind,
          })),
        },
    label: plain
      ? null
      : {
          id: name('label'),
          name: name('label'),
          label: t(`applications.budget.labelLabel.${side}`),
          value: row.label,
          max: longestLabel,
          error: errorOf(faults, name('label')),
        },
    cells: years.map((year, i) => ({
      id: name(year),
      name: name(year),
      label: `${heading}, ${year}`,
      year,
      value: row.cells[i] ?? '',
      error: errorOf(faults, name(year)),
      hours: counted ? small(hoursName(side, index, year), t('applications.budget.hoursOf', { heading, year }), row.hours[i] ?? '') : null, // prettier-ignore
    })),
    rate: counted ? small(name('rate'), t('applications.budget.rate'), row.rate) : null,
    sum: formatAmount(sum(amounts)),
    remove: plain ? null : `remove:${side}:${index}`,
    removeText: t('applications.budget.remove', { heading }),
  };
}

export function budgetTable(drawing: Drawing): BudgetTable {
  const { t, rules, years } = drawing;
  const typed = withBlankRows(drawing.typed, years.length, rules.costKinds);
  const { rows } = parseTyped(typed, years);
  const budget = asBudget(rows, years);
  const all = budgetFaults(budget, {
    callYear: rules.budgetYear,
    ...(rules.minAmount === null ? {} : { minAmount: rules.minAmount }),
    ...(rules.maxAmount === null ? {} : { maxAmount: rules.maxAmount }),
    ownSharePercent: rules.ownSharePercent,
  });
  const text = (fault: (typeof all)[number]) =>
    faultText(t, {
      step: 'budsjett',
      field: '',
      code: fault.code,
      params: { ...fault.params, ...(fault.year ? { year: fault.year } : {}) },
    });
  const own = ownShare(budget);
  const empty = budgetSides.every((side) => rows[side].length === 0);
  return {
    years,
    groups: budgetSides.map((side) => {
      const sums = years.map((_, i) => sum(rows[side].map((row) => row.amounts[i] ?? 0)));
      return {
        side,
        heading: t(`applications.budget.side.${side}`),
        count: { name: `${side}-count`, value: typed[side].length },
        rows: typed[side].map((row, index, rows) => {
          const first = rows.findIndex((other) => other.kind === row.kind) === index;
          return rowModel(drawing, side, { row, index, plain: side !== 'other' && first && row.label === '' });
        }),
        sums: sums.map(formatAmount),
        total: formatAmount(sum(sums)),
        sumText: t(`applications.budget.sum.${side}`),
        add: side === 'applied' ? null : `add:${side}`,
        addText: side === 'applied' ? '' : t(`applications.budget.add.${side}`),
      };
    }),
    differences: differencesOf(t, budget),
    share:
      rules.ownSharePercent > 0
        ? t('applications.budget.shareRequired', { required: rules.ownSharePercent, now: percent(own) })
        : t('applications.budget.share', { now: percent(own) }),
    shareOk: own >= rules.ownSharePercent,
    required: rules.ownSharePercent,
    toPutRight: empty ? [] : all.filter((fault) => !isBudgetWarning(fault)).map(text),
    warnings: all.filter(isBudgetWarning).map(text),
  };
}
