/** A small evening, with everything the large one has; and what is counted can be found. */
import { jest } from '@jest/globals';
import { deadlineEvening } from './evening.js';
import { judgeEvening } from './verdict.js';
import type { Pressed } from './sending.js';

jest.setTimeout(240_000);

test('forty drafts, twelve sent in before the deadline and four after: nothing lost, nobody judged wrongly', async () => {
  const result = await deadlineEvening({
    drafts: 40,
    municipalities: 4,
    idle: 3,
    before: 6,
    beforeMs: 3_000,
    lastMinute: 6,
    minuteMs: 3_000,
    late: 4,
    lateMs: 1_000,
    prepareMs: 25_000,
  });
  expect(result).toMatchObject({ lost: [], wronglyLate: [], wronglyInTime: [], unanswered: [], started: 40 });
  // Who pressed a moment before the deadline may rightly be late on a slow machine; those before the last minute may not.
  expect(result.receipts).toBeGreaterThanOrEqual(3 + 6);
  expect([result.late >= 4, result.late <= 4 + 6]).toEqual([true, true]);
  expect(result.activities).toBeGreaterThan(1);
});

describe('the count', () => {
  const deadline = 1_000;
  const pressed: Pressed = { draft: 'd', sentAt: 900, ms: 20, status: 303, receipt: 'a' };
  const row = { id: 'a', status: 'applied', receivedAt: 910, appliedAt: 950 };
  const nothing = { lost: [], wronglyLate: [], wronglyInTime: [], unanswered: [], late: 0 };

  test('finds nothing where all is well, and counts who came too late', () => {
    expect(judgeEvening([pressed], [row], deadline)).toEqual(nothing);
    const late = { ...pressed, sentAt: 1_001, receipt: null, status: 200 };
    expect(judgeEvening([late], [], deadline)).toEqual({ ...nothing, late: 1 });
    const refused = { ...row, status: 'refused', receivedAt: 1_000, appliedAt: null };
    expect(judgeEvening([pressed], [refused], deadline)).toEqual({ ...nothing, late: 1 });
  });

  test.each([
    ['a receipt of no command', [], { lost: ['a'] }],
    ['a command that is never applied', [{ ...row, status: 'pending' }], { lost: ['a'] }],
    ['one in time refused', [{ ...row, status: 'refused' }], { wronglyLate: ['a'] }],
    ['one too late applied', [{ ...row, receivedAt: 1_000 }], { wronglyInTime: ['a'] }],
  ])('finds %s', (_what, rows, found) => {
    expect(judgeEvening([pressed], rows, deadline)).toMatchObject(found);
  });

  test('finds one pressed in time that got no receipt', () => {
    const without = { ...pressed, receipt: null, status: 500 };
    expect(judgeEvening([without], [], deadline).unanswered).toEqual(['d: 500']);
  });
});
