import { jest } from '@jest/globals';
import { runMatrix } from '../testing/matrix/run.js';
import { testWeb, type TestWeb } from '../testing/web.js';

jest.setTimeout(600_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
});
afterAll(() => web.close());

test('every page answers everyone, about everything, in every state, as the table of rights says', async () => {
  const { cells, tried, faults, changed, allowed } = await runMatrix(web);
  process.stderr.write(`${cells} cells, ${tried} tried\n`);
  expect(faults.slice(0, 40)).toEqual([]);
  expect(changed).toEqual([]);
  expect(tried).toBe(cells);
  // Both answers are given, or the test would say nothing.
  expect(allowed).toBeGreaterThan(cells / 20);
  expect(allowed).toBeLessThan(cells / 2);
});
