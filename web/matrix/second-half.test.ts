import { jest } from '@jest/globals';
import { halfOfMatrix } from '../../testing/matrix/half.js';

jest.setTimeout(1_800_000);

test('every page answers everyone, about everything, in every state, as the table of rights says: second half', async () => {
  const { cells, tried, faults, changed, allowed } = await halfOfMatrix(1);
  process.stderr.write(`${cells} cells, ${tried} tried\n`);
  expect(faults.slice(0, 40)).toEqual([]);
  expect(changed).toEqual([]);
  expect(tried).toBe(cells);
  // Both answers are given, or the test would say nothing.
  expect(allowed).toBeGreaterThan(cells / 20);
  expect(allowed).toBeLessThan(cells / 2);
});
