import fc from 'fast-check';
import { dates } from './arbitraries.js';
import { addDays, weekday } from './oslo.js';
import { addWorkingDays, isWorkingDay, nextWorkingDay, rollToWorkingDay, workingDaysBetween } from './working-days.js';

const few = fc.integer({ min: -60, max: 60 });

test('Christmas Eve and New Year’s Eve are working days in law, Saturdays are not', () => {
  expect(isWorkingDay('2027-12-24')).toBe(true);
  expect(isWorkingDay('2027-12-31')).toBe(true);
  expect(isWorkingDay('2027-04-03')).toBe(false);
});

test('over Easter 2027', () => {
  expect(addWorkingDays('2027-03-24', 1)).toBe('2027-03-30');
  expect(addWorkingDays('2027-03-30', -1)).toBe('2027-03-24');
  expect(addWorkingDays('2027-03-27', 2)).toBe('2027-03-31');
  expect(workingDaysBetween('2027-03-24', '2027-04-01')).toBe(3);
  expect(nextWorkingDay('2027-03-24')).toBe('2027-03-30');
});

test('a legal deadline on Easter Saturday 2018 rolls to Tuesday; a working day stays', () => {
  expect(rollToWorkingDay('2018-03-31')).toBe('2018-04-03');
  expect(rollToWorkingDay('2019-06-01')).toBe('2019-06-03');
  expect(rollToWorkingDay('2027-03-31')).toBe('2027-03-31');
});

test('n working days away is a working day, and n are counted between', () => {
  fc.assert(
    fc.property(dates, few, (date, n) => {
      const other = addWorkingDays(date, n);
      if (n === 0) expect(other).toBe(date);
      else expect(isWorkingDay(other)).toBe(true);
      expect(workingDaysBetween(date, other)).toBe(n);
    }),
  );
});

test('from a working day the way back is the same', () => {
  fc.assert(
    fc.property(dates.filter(isWorkingDay), few, (date, n) =>
      expect(addWorkingDays(addWorkingDays(date, n), -n)).toBe(date),
    ),
  );
});

test('working days add up over a day between', () => {
  const span = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(dates, span, span, (date, a, b) => {
      const [middle, last] = [addDays(date, a), addDays(date, a + b)];
      expect(workingDaysBetween(date, middle) + workingDaysBetween(middle, last)).toBe(workingDaysBetween(date, last));
    }),
  );
});

test('rolling never goes back, skips only days off and never far', () => {
  fc.assert(
    fc.property(dates, (date) => {
      const rolled = rollToWorkingDay(date);
      expect(rolled >= date && rolled <= addDays(date, 5)).toBe(true);
      for (let day = date; day < rolled; day = addDays(day, 1)) expect(isWorkingDay(day)).toBe(false);
      expect(weekday(rolled)).toBeLessThanOrEqual(5);
    }),
  );
});
