import fc from 'fast-check';
import {
  appliedShare,
  budgetFaults,
  differences,
  isBudgetWarning,
  ownShare,
  totals,
  type Budget,
  type BudgetRules,
} from './budget.js';

/** The application of Bodø for ten municipalities in Salten, 27 February 2019. */
const salten: Budget = {
  years: [2019, 2020, 2021],
  costs: [
    { kind: 'salary', amounts: [830_000, 860_000, 900_000] },
    { kind: 'office', amounts: [200_000, 200_000, 200_000] },
    { kind: 'travel', amounts: [200_000, 200_000, 200_000] },
    { kind: 'other', label: 'Diverse', amounts: [170_000, 140_000, 100_000] },
  ],
  applied: [700_000, 700_000, 700_000],
  ownContribution: [{ kind: 'cash', label: 'Salten Regionråd', amounts: [700_000, 700_000, 700_000] }],
  otherFunding: [],
};
const rules: BudgetRules = { minAmount: 150_000, ownSharePercent: 50, callYear: 2019 };

const own = (amounts: readonly number[]): Budget => ({ ...salten, ownContribution: [{ kind: 'ownWork', amounts }] });
const codes = (budget: Budget, held: BudgetRules = rules): string[] =>
  budgetFaults(budget, held).map(({ code }) => code);

test('Salten 2019 adds up to the krone', () => {
  const all = totals(salten);
  expect(all).toMatchObject({ costs: 4_200_000, applied: 2_100_000, own: 2_100_000, other: 0, funding: 4_200_000 });
  expect(all.years.map(({ year, costs, funding }) => [year, costs, funding])).toEqual([
    [2019, 1_400_000, 1_400_000],
    [2020, 1_400_000, 1_400_000],
    [2021, 1_400_000, 1_400_000],
  ]);
  expect(differences(salten).map(({ difference }) => difference)).toEqual([0, 0, 0]);
  expect([ownShare(salten), appliedShare(salten)]).toEqual([50, 50]);
  expect(budgetFaults(salten, rules)).toEqual([]);
});

test('50 000 kr short in the last year', () => {
  const budget = own([700_000, 700_000, 650_000]);
  expect(differences(budget)).toContainEqual({ year: 2021, difference: -50_000 });
  expect(budgetFaults(budget, rules)).toEqual([
    { code: 'fundingTooLow', year: 2021, params: { difference: 50_000 } },
    { code: 'ownShareTooLow', params: { percent: 48.8, required: 50, missing: 50_000 } },
  ]);
});

test('too much in one year does not make up for another', () => {
  expect(budgetFaults(own([750_000, 700_000, 650_000]), rules)).toEqual([
    { code: 'fundingTooHigh', year: 2019, params: { difference: 50_000 } },
    { code: 'fundingTooLow', year: 2021, params: { difference: 50_000 } },
  ]);
});

test('other funding is funding, but not own share', () => {
  const budget: Budget = {
    ...own([560_000, 560_000, 560_000]),
    otherFunding: [{ source: 'Regionalt fond', status: 'applied', amounts: [140_000, 140_000, 140_000] }],
  };
  expect(budgetFaults(budget, rules)).toEqual([
    { code: 'ownShareTooLow', params: { percent: 40, required: 50, missing: 420_000 } },
  ]);
});

test('a share just short of the demand is not shown as met', () => {
  const budget = own([700_000, 700_000, 699_999]);
  expect(ownShare(budget)).toBe(49.9);
  expect(codes(budget)).toContain('ownShareTooLow');
});

test('the smallest and the largest amount, the limits themselves allowed', () => {
  expect(budgetFaults(salten, { ...rules, minAmount: 2_100_001 })).toEqual([
    { code: 'appliedBelowMinimum', params: { min: 2_100_001, sum: 2_100_000 } },
  ]);
  expect(budgetFaults(salten, { ...rules, maxAmount: 2_099_999 })).toEqual([
    { code: 'appliedAboveMaximum', params: { max: 2_099_999, sum: 2_100_000 } },
  ]);
  expect(codes(salten, { ...rules, minAmount: 2_100_000, maxAmount: 2_100_000 })).toEqual([]);
});

test('an empty budget is told what to begin with', () => {
  const empty: Budget = { years: [2027], costs: [], applied: [], ownContribution: [], otherFunding: [] };
  expect(codes(empty)).toEqual(['noCosts', 'nothingApplied']);
  expect([ownShare(empty), appliedShare(empty)]).toEqual([0, 0]);
});

test('warnings: nothing in the call’s year, a small project', () => {
  const small: Budget = {
    years: [2020],
    costs: [{ kind: 'services', amounts: [500_000] }],
    applied: [250_000],
    ownContribution: [{ kind: 'cash', amounts: [250_000] }],
    otherFunding: [],
  };
  const faults = budgetFaults(small, rules);
  expect(faults).toEqual([
    { code: 'noCostInCallYear', year: 2019, params: {} },
    { code: 'looksLikeSmallProject', params: { limit: 500_000, sum: 500_000 } },
  ]);
  expect(faults.every(isBudgetWarning)).toBe(true);
  expect(codes(small, { ...rules, callYear: 2020, smallProject: 499_999 })).toEqual([]);
});

test('a call without own share or limits holds none', () => {
  expect(
    codes({ ...salten, applied: [1_400_000, 1_400_000, 1_400_000], ownContribution: [] }, { callYear: 2019 }),
  ).toEqual([]);
});

const budgets: fc.Arbitrary<Budget> = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const amounts = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: count, maxLength: count });
  return fc.record({
    years: fc.constant(Array.from({ length: count }, (_, i) => 2027 + i)),
    costs: fc.array(fc.record({ kind: fc.constant('salary' as const), amounts }), { maxLength: 7 }),
    applied: amounts,
    ownContribution: fc.array(fc.record({ kind: fc.constant('cash' as const), amounts }), { maxLength: 3 }),
    otherFunding: fc.array(fc.record({ source: fc.string(), status: fc.constant('granted' as const), amounts }), {
      maxLength: 15,
    }),
  });
});

test('sums by year and in all agree, and the differences are what separates them', () => {
  fc.assert(
    fc.property(budgets, (budget) => {
      const all = totals(budget);
      const cells = [budget.costs, budget.ownContribution, budget.otherFunding].map((rows) =>
        rows.flatMap((row) => row.amounts),
      );
      const [costs, ownCells, other] = cells.map((amounts) => amounts.reduce((a, b) => a + b, 0));
      expect([all.costs, all.own, all.other]).toEqual([costs, ownCells, other]);
      expect(differences(budget).reduce((sum, { difference }) => sum + difference, 0)).toBe(all.funding - all.costs);
    }),
  );
});

test('adding the missing own kroner settles that fault, one krone less does not', () => {
  fc.assert(
    fc.property(budgets, fc.integer({ min: 1, max: 100 }), (budget, ownSharePercent) => {
      const held = { callYear: 2027, ownSharePercent };
      const missing = budgetFaults(budget, held).find(({ code }) => code === 'ownShareTooLow')?.params['missing'];
      fc.pre(missing !== undefined);
      const adding = (kroner: number): Budget => ({
        ...budget,
        ownContribution: [...budget.ownContribution, { kind: 'cash', amounts: [kroner] }],
      });
      expect(codes(adding(missing), held)).not.toContain('ownShareTooLow');
      expect(codes(adding(missing - 1), held)).toContain('ownShareTooLow');
      expect(ownShare(adding(missing))).toBeGreaterThanOrEqual(ownSharePercent);
      expect(ownShare(adding(missing - 1))).toBeLessThan(ownSharePercent);
    }),
  );
});
