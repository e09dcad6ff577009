import fc from 'fast-check';
import { areaSums, earmarkedSum, type Area } from './areas.js';

const top = (earmarked: number | null): Area => ({ level: 1, earmarked });
const below = (earmarked: number | null): Area => ({ level: 2, earmarked });

/** Fellesløft in Trøndelag, set aside for 2019 and 2020 (source-facts 46), kroner. */
const fellesloft2019 = [
  top(14_800_000), below(10_000_000), below(3_000_000), below(1_800_000),
  top(5_460_000), below(4_000_000), below(1_500_000),
  top(2_400_000), below(500_000), below(1_500_000), below(0), below(400_000),
  top(300_000),
]; // prettier-ignore
const fellesloft2020 = [
  top(14_800_000), below(10_000_000), below(3_000_000), below(1_800_000),
  top(4_500_000), below(3_000_000), below(1_500_000),
  top(2_300_000), below(200_000), below(1_500_000), below(200_000), below(400_000),
  top(0),
]; // prettier-ignore

test('fellesløft 2020 adds up, area by area and in all', () => {
  const sums = areaSums(fellesloft2020);
  expect(sums.filter((_, i) => fellesloft2020[i]!.level === 1)).toEqual([
    { below: 14_800_000, difference: 0 }, { below: 4_500_000, difference: 0 }, { below: 2_300_000, difference: 0 }, { below: null, difference: 0 },
  ]); // prettier-ignore
  expect(earmarkedSum(fellesloft2020)).toBe(21_600_000);
});

test('fellesløft 2019 says where an area is not the sum of those below it, and by how much', () => {
  expect(areaSums(fellesloft2019)[4]).toEqual({ below: 5_500_000, difference: -40_000 });
  expect(areaSums(fellesloft2019).filter(({ difference }) => difference !== 0)).toHaveLength(1);
  // The source rounds its own sum up to 23,0 mill.
  expect(earmarkedSum(fellesloft2019)).toBe(22_960_000);
});

test('an area that says no amount counts with those below it; with nothing set aside there is no sum', () => {
  expect(earmarkedSum([top(null), below(2), below(null), top(5)])).toBe(7);
  expect(earmarkedSum([top(null), below(null)])).toBeNull();
  expect(earmarkedSum([])).toBeNull();
});

test('whatever the tree: where no area differs from those below, the sum is that of all the leaves', () => {
  const families = fc.array(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(families, (tree) => {
      const areas = tree.flatMap((children) => [top(children.reduce((a, b) => a + b, 0)), ...children.map(below)]);
      expect(areaSums(areas).every(({ difference }) => difference === 0)).toBe(true);
      expect(earmarkedSum(areas)).toBe(tree.flat().reduce((a, b) => a + b, 0));
    }),
  );
});
