import { instantAt } from '../../domain/calendar/index.js';
import { caseDays } from './time.js';

const at = (date: string, time = '09:00') => instantAt(date, time);

test('days that were waited for the municipality are not counted as used', () => {
  const waits = [
    { from: at('2027-04-05'), until: at('2027-04-10') },
    { from: at('2027-04-20'), until: at('2027-04-22') },
  ];
  expect(caseDays({ from: at('2027-04-01'), until: at('2027-04-29'), waits })).toEqual({ used: 21, stoodStill: 7 });
});

test('a wait that lasts counts until now', () => {
  expect(
    caseDays({ from: at('2027-04-01'), until: at('2027-04-08'), waits: [{ from: at('2027-04-05'), until: null }] }),
  ).toEqual({ used: 4, stoodStill: 3 });
});

test('a case of today has used no day, also across the change to summer time', () => {
  expect(caseDays({ from: at('2027-03-27', '23:30'), until: at('2027-03-28', '00:30'), waits: [] })).toEqual({
    used: 1,
    stoodStill: 0,
  });
  expect(caseDays({ from: at('2027-04-01'), until: at('2027-04-01', '15:00'), waits: [] })).toEqual({
    used: 0,
    stoodStill: 0,
  });
});
