import { isWorkingDay } from '../calendar/index.js';
import { earlierYearsIn, workingDayYearsLater, yearsAhead } from './copy.js';

test.each([
  // Source 000 and 001: both dates fell on a day off the next time.
  ['2017-03-31', '2018-04-03', 'Easter Saturday, to the Tuesday after'],
  ['2018-06-01', '2019-06-03', 'a Saturday, to the Monday after'],
  ['2026-03-31', '2027-03-31', 'the same day, a Wednesday'],
  ['2027-05-16', '2028-05-16', 'from a Sunday to a Tuesday'],
  ['2028-02-29', '2029-02-28', 'the last of February'],
])('%s becomes %s: %s', (from, to) => {
  expect(workingDayYearsLater(from, 1)).toBe(to);
  expect(isWorkingDay(to)).toBe(true);
});

test.each([
  ['last year’s', ['2026-01-19', '2026-03-31'], 1],
  ['one of five years ago', ['2021-01-18', '2021-03-31'], 6],
  ['one that opened on this day last year', ['2025-11-29', '2026-01-31'], 2],
  ['one that is not open yet', ['2027-01-18'], 1],
])('%s is moved until its days are ahead', (_which, dates, years) => {
  expect(yearsAhead(dates, '2026-11-29')).toBe(years);
});

test.each([
  ['Fristen er 31.03.2026.', 2027, [2026]],
  ['I 2027 og senere.', 2027, []],
  ['Minst 2000 kr, høyst kr 2000, nr. 12026.', 2027, []],
])('%s', (text, first, years) => {
  expect(earlierYearsIn(text, first)).toEqual(years);
});
