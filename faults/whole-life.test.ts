/** A small round of the whole life under kills; `npm run faults` is the large one. */
import { jest } from '@jest/globals';
import { parts } from './strikes.js';
import { wholeLife } from './suite.js';

jest.setTimeout(240_000);

test('four grants from draft to approved final report while worker, web and Temporal are killed: nothing lost, doubled or late', async () => {
  const { lost, doubled, late, unseen, kills, receipts, emails } = await wholeLife({ grants: 4, kills: 6, seed: 7 });
  expect({ lost, doubled, late, unseen }).toEqual({ lost: [], doubled: [], late: [], unseen: [] });
  for (const part of parts) expect(kills[part]).toBeGreaterThan(0);
  expect(receipts).toBe(4 * 8 + 3);
  expect(emails).toBe(4 * 32 + 6);
});
