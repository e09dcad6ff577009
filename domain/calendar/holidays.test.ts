import Holidays from 'date-holidays';
import fc from 'fast-check';
import { dates } from './arbitraries.js';
import { easterSunday, holidayName, isHoliday } from './holidays.js';
import { addDays, weekday } from './oslo.js';

const oracle = new Holidays('NO', { languages: 'no' });

test('the public holidays are those of date-holidays, 1996 to 2060', () => {
  for (let year = 1996; year <= 2060; year += 1) {
    const theirs = oracle.getHolidays(year).filter(({ type }) => type === 'public');
    const days = Array.from({ length: 366 }, (_, i) => addDays(`${year}-01-01`, i)).filter((date) =>
      date.startsWith(`${year}`),
    );
    expect(days.filter(isHoliday)).toEqual([...new Set(theirs.map(({ date }) => date.slice(0, 10)))].sort());
  }
});

test.each([
  [2008, '2008-03-23'],
  [2018, '2018-04-01'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [2285, '2285-03-22'],
])('Easter Sunday of %i is %s', (year, date) => expect(easterSunday(year)).toBe(date));

test('Easter is a Sunday between 22 March and 25 April', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
      const easter = easterSunday(year);
      expect(weekday(easter)).toBe(7);
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
    }),
  );
});

test('names in both written forms', () => {
  expect(holidayName('2027-05-01')).toEqual({ nb: 'arbeidernes dag', nn: 'arbeidarane sin dag' });
  expect(holidayName('2027-05-06')?.nn).toBe('Kristi himmelfartsdag');
  expect(holidayName('2027-12-24')).toBeUndefined();
});

test('two on one day: both names', () => {
  expect(holidayName('2027-05-17')?.nb).toBe('2. pinsedag og grunnlovsdagen');
  expect(holidayName('2008-05-01')?.nn).toBe('Kristi himmelfartsdag og arbeidarane sin dag');
});

test('a name exactly when it is a holiday', () => {
  fc.assert(fc.property(dates, (date) => expect(isHoliday(date)).toBe(holidayName(date) !== undefined)));
});
