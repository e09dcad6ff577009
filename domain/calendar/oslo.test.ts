import fc from 'fast-check';
import { dates, instants, times } from './arbitraries.js';
import {
  addDays,
  addMonths,
  daysBetween,
  instantAt,
  isLocalDate,
  localDate,
  localTime,
  localTimeWithSeconds,
  startOfDay,
  weekday,
} from './oslo.js';

const host = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'medium' });
const ours = (instant: number): string => `${localDate(instant)} ${localTimeWithSeconds(instant)}`;
const at = (iso: string): number => Date.parse(iso);

test('the clock of Oslo is the host’s at any instant', () => {
  fc.assert(
    fc.property(instants, (instant) => expect(ours(instant)).toBe(host.format(instant))),
    { numRuns: 2000 },
  );
});

test('the clock changes at the host’s second, every year from 1996 to 2060', () => {
  for (let year = 1996; year <= 2060; year += 1) {
    for (const month of [2, 9]) {
      for (let day = 25; day <= 31; day += 1) {
        const change = Date.UTC(year, month, day, 1);
        expect(ours(change)).toBe(host.format(change));
        expect(ours(change - 1000)).toBe(host.format(change - 1000));
      }
    }
  }
});

test('date and time lead back to the instant, except in the hour that is repeated', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const minute = Math.floor(instant / 60_000) * 60_000;
      const back = instantAt(localDate(minute), localTime(minute));
      expect([minute, minute - 3_600_000]).toContain(back);
      expect(ours(back)).toBe(ours(minute));
    }),
  );
});

test('an instant made from a date and a time shows them, except in the hour that is skipped', () => {
  fc.assert(
    fc.property(dates, times, (date, time) => {
      const instant = instantAt(date, time);
      expect(localDate(instant)).toBe(date);
      if (date.slice(5, 7) !== '03' || !time.startsWith('02')) expect(localTime(instant)).toBe(time);
    }),
  );
});

test('a skipped time moves an hour forward, a repeated one is the first', () => {
  expect(instantAt('2027-03-28', '02:30')).toBe(at('2027-03-28T03:30+02:00'));
  expect(instantAt('2027-03-28', '01:59')).toBe(at('2027-03-28T01:59+01:00'));
  expect(instantAt('2027-03-28', '03:00')).toBe(at('2027-03-28T03:00+02:00'));
  expect(instantAt('2027-10-31', '02:30')).toBe(at('2027-10-31T02:30+02:00'));
  expect(instantAt('2027-10-31', '03:00')).toBe(at('2027-10-31T03:00+01:00'));
});

test('a day starts at midnight in Oslo, and lasts 23, 24 or 25 hours', () => {
  expect(startOfDay('2027-04-01')).toBe(at('2027-03-31T22:00Z'));
  expect(startOfDay('2027-01-01')).toBe(at('2026-12-31T23:00Z'));
  const hours = (date: string): number => (startOfDay(addDays(date, 1)) - startOfDay(date)) / 3_600_000;
  expect([hours('2027-03-28'), hours('2027-03-29'), hours('2027-10-31')]).toEqual([23, 24, 25]);
});

test('days: there and back, and the distance between', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, n) => {
      const other = addDays(date, n);
      expect(addDays(other, -n)).toBe(date);
      expect(daysBetween(date, other)).toBe(n);
      expect((((weekday(other) - weekday(date) - n) % 7) + 7) % 7).toBe(0);
    }),
  );
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(weekday('2027-03-31')).toBe(3);
  expect(weekday('2027-04-04')).toBe(7);
});

test('months: same day, or the month’s last', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2027-11-15', 3)).toBe('2028-02-15');
  expect(addMonths('2027-03-31', -13)).toBe('2026-02-28');
  fc.assert(
    fc.property(dates, fc.integer({ min: -60, max: 60 }), (date, n) => {
      const other = addMonths(date, n);
      const monthNumber = (d: string): number => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
      expect(monthNumber(other) - monthNumber(date)).toBe(n);
      expect(other.slice(8) === date.slice(8) || addDays(other, 1).endsWith('-01')).toBe(true);
    }),
  );
});

test.each(['', '2027-2-3', '2027-02-29', '2027-13-01', '2027-04-31', '31.03.2027', '2027-03-31T00:00'])(
  '“%s” is no date',
  (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => startOfDay(text)).toThrow(RangeError);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  },
);

test.each(['24:00', '8:00', '12:60', ''])('“%s” is no time', (time) => {
  expect(() => instantAt('2027-03-31', time)).toThrow(RangeError);
});

test('a date is a date', () => {
  fc.assert(fc.property(dates, (date) => expect(isLocalDate(date)).toBe(true)));
});
