import { budgetFaults, isBudgetWarning, type Budget, type BudgetFault } from '../budget.js';
import type { ApplicationSnapshot, BudgetLineForm } from './form.js';

/** The call’s rules an application is held against. Amounts in whole kroner. */
export type ApplicationRules = {
  minAmount: number | null;
  maxAmount: number | null;
  ownSharePercent: number;
  budgetYear: number;
  priorityAreaIds: readonly string[];
};

type CallRow = {
  minAmount: bigint | null;
  maxAmount: bigint | null;
  ownSharePercent: number;
  budgetYear: number;
  priorityAreas: readonly { id: string }[];
};
const kroner = (amount: bigint | null): number | null => (amount === null ? null : Number(amount));

/** The rules as data on the call’s row (DESIGN rule 9). */
export const rulesOf = (call: CallRow): ApplicationRules => ({
  minAmount: kroner(call.minAmount),
  maxAmount: kroner(call.maxAmount),
  ownSharePercent: call.ownSharePercent,
  budgetYear: call.budgetYear,
  priorityAreaIds: call.priorityAreas.map((area) => area.id),
});

/** `step` is the page of the form, `field` the field on it; `params` are the figures the message names. */
export type ApplicationFault = {
  step: 'soknaden' | 'innhold' | 'budsjett' | 'innsending';
  field: string;
  code: string;
  params: Record<string, string | number>;
};

/** The snapshot’s lines as the budget the budget rules know. */
export function budgetOf(
  snapshot: Pick<ApplicationSnapshot, 'firstYear' | 'yearCount' | 'costs' | 'applied' | 'own' | 'other'>,
): Budget {
  const years = Array.from({ length: snapshot.yearCount }, (_, i) => snapshot.firstYear + i);
  const rows = (lines: readonly BudgetLineForm[]) => {
    const positions = [...new Set(lines.map((line) => line.position))].sort((a, b) => a - b);
    return positions.map((position) => {
      const own = lines.filter((line) => line.position === position);
      return {
        kind: own[0]!.kind,
        label: own[0]!.label,
        amounts: years.map((year) =>
          own.filter((line) => line.year === year).reduce((sum, line) => sum + line.amount, 0),
        ),
      };
    });
  };
  return {
    years,
    costs: rows(snapshot.costs),
    applied: years.map((year) =>
      snapshot.applied.filter((line) => line.year === year).reduce((sum, line) => sum + line.amount, 0),
    ),
    ownContribution: rows(snapshot.own),
    otherFunding: rows(snapshot.other).map(({ kind, label, amounts }) => ({ status: kind, source: label, amounts })),
  } as Budget;
}

/** What must be put right before the application can be sent in (A4; forms.md D.1). Saving is never stopped by it. */
export function applicationFaults(snapshot: ApplicationSnapshot, rules: ApplicationRules): ApplicationFault[] {
  const faults: ApplicationFault[] = [];
  const add = (step: ApplicationFault['step'], field: string, code: string, params: ApplicationFault['params'] = {}) =>
    faults.push({ step, field, code, params });
  const text = (
    step: ApplicationFault['step'],
    field: 'title' | 'summary' | 'challenges' | 'goalsAndMethod',
    min: number,
  ) => {
    const length = snapshot[field].trim().length;
    if (length === 0) add(step, field, `${field}Missing`);
    else if (length < min) add(step, field, 'tooShort', { missing: min - length });
  };
  text('soknaden', 'title', 5);
  text('soknaden', 'summary', 50);
  text('innhold', 'challenges', 200);
  text('innhold', 'goalsAndMethod', 200);
  if (snapshot.sectors.length === 0) add('innhold', 'sectors', 'sectorsMissing');
  if (rules.priorityAreaIds.length > 0 && !snapshot.priorityAreaIds.some((id) => rules.priorityAreaIds.includes(id))) {
    add('innhold', 'priorityAreaIds', 'priorityAreasMissing');
  }
  for (const fault of budgetFaults(budgetOf(snapshot), limits(rules))) {
    if (!isBudgetWarning(fault)) add('budsjett', budgetField(fault), fault.code, budgetParams(fault));
  }
  for (const declaration of ['true', 'ownShare', 'public'] as const) {
    if (!snapshot.declarations.includes(declaration))
      add('innsending', `declaration-${declaration}`, 'declarationMissing');
  }
  return faults;
}

const limits = (rules: ApplicationRules) => ({
  ...(rules.minAmount === null ? {} : { minAmount: rules.minAmount }),
  ...(rules.maxAmount === null ? {} : { maxAmount: rules.maxAmount }),
  ...(rules.ownSharePercent === 0 ? {} : { ownSharePercent: rules.ownSharePercent }),
  callYear: rules.budgetYear,
});
/** The field a budget fault is shown at: a year’s difference, the amount applied for, own contribution, or the costs. */
function budgetField(fault: BudgetFault): string {
  if (fault.year) return `difference-${fault.year}`;
  if (fault.code === 'noCosts') return 'costs';
  return fault.code === 'ownShareTooLow' ? 'own' : 'applied';
}
const budgetParams = (fault: BudgetFault): Record<string, number> => ({
  ...(fault.params as Record<string, number>),
  ...(fault.year ? { year: fault.year } : {}),
});
