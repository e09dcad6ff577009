import fc from 'fast-check';
import { dates, instants } from './arbitraries.js';
import { deadlineAtEndOf, deadlineWarnings, eightOClock, isInTime, lastDayOf } from './deadline.js';
import { instantAt, localDate, localTime } from './oslo.js';

const codes = (date: string, today: string): string[] => deadlineWarnings(date, today).map(({ code }) => code);

test('“31. mars 2027 kl. 23.59” is 1 April 00:00 in Oslo', () => {
  const deadline = deadlineAtEndOf('2027-03-31');
  expect(new Date(deadline).toISOString()).toBe('2027-03-31T22:00:00.000Z');
  expect(lastDayOf(deadline)).toBe('2027-03-31');
});

test('one millisecond before is in time, the instant itself is too late', () => {
  const deadline = deadlineAtEndOf('2027-03-31');
  expect(isInTime(deadline - 1, deadline)).toBe(true);
  expect(isInTime(instantAt('2027-03-31', '23:59') + 59_999, deadline)).toBe(true);
  expect(isInTime(deadline, deadline)).toBe(false);
});

test('a deadline in the middle of a day has that day as its last', () => {
  expect(lastDayOf(instantAt('2027-05-03', '12:00'))).toBe('2027-05-03');
});

test('there and back; everything received on the last day is in time', () => {
  fc.assert(
    fc.property(dates, instants, (date, instant) => {
      expect(lastDayOf(deadlineAtEndOf(date))).toBe(date);
      expect(isInTime(instant, deadlineAtEndOf(localDate(instant)))).toBe(true);
      expect(isInTime(instant, deadlineAtEndOf(date))).toBe(localDate(instant) <= date);
      expect([localDate(eightOClock(date)), localTime(eightOClock(date))]).toEqual([date, '08:00']);
    }),
  );
});

test('31 March 2018 was Easter Saturday', () =>
  expect(codes('2018-03-31', '2018-01-15')).toEqual(['saturday', 'easterWeek']));

test('a holiday is named', () => {
  expect(deadlineWarnings('2027-05-06', '2027-01-15')).toEqual([
    { code: 'holiday', name: { nb: 'Kristi himmelfartsdag', nn: 'Kristi himmelfartsdag' } },
  ]);
});

test.each([
  ['2027-05-02', ['sunday']],
  ['2027-03-21', ['sunday', 'easterWeek']],
  ['2027-03-22', ['easterWeek']],
  ['2027-03-20', ['saturday']],
  ['2027-03-29', ['holiday', 'easterWeek']],
  ['2027-03-30', []],
  ['2027-12-24', ['christmasWeek']],
  ['2028-01-01', ['saturday', 'holiday', 'christmasWeek']],
  ['2028-01-03', []],
  ['2027-07-01', ['july']],
  ['2027-06-01', []],
])('%s: %j', (date, expected) => expect(codes(date, '2027-01-04')).toEqual(expected));

test('too near: past, under three weeks, under six weeks', () => {
  const today = '2027-02-01';
  expect(codes('2027-01-29', today)).toEqual(['past']);
  expect(deadlineWarnings('2027-02-19', today)).toEqual([{ code: 'within3weeks', days: 18 }]);
  expect(codes('2027-02-22', today)).toEqual(['within6weeks']);
  expect(codes('2027-03-12', today)).toEqual(['within6weeks']);
  expect(codes('2027-03-15', today)).toEqual([]);
});
