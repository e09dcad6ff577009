import fc from 'fast-check';
import { dates, instants } from './arbitraries.js';
import { deadlineAtEndOf } from './deadline.js';
import {
  formatDate,
  formatDeadline,
  formatDeadlineDistance,
  formatDistance,
  formatInstant,
  formatInstantWithSeconds,
  formatLongDate,
  formatLongDeadline,
  formatLongInstant,
  formatShortDate,
  formatShortDeadline,
  formatTime,
} from './format.js';
import { addDays, instantAt } from './oslo.js';

const deadline = deadlineAtEndOf('2027-03-31');

test('dates', () => {
  expect(formatDate('2027-05-03')).toBe('3. mai 2027');
  expect(formatShortDate('2027-03-31')).toBe('31.03.2027');
  expect(formatLongDate('2027-03-31', 'nb')).toBe('onsdag 31. mars 2027');
});

test('a week in both written forms', () => {
  const week = (form: 'nb' | 'nn') =>
    [0, 1, 2, 3, 4, 5, 6].map((i) => formatLongDate(addDays('2027-03-29', i), form).split(' ')[0]);
  expect(week('nb')).toEqual(['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag']);
  expect(week('nn')).toEqual(['måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag', 'sundag']);
});

test('instants are shown in Oslo’s time', () => {
  const instant = instantAt('2027-05-03', '09:00');
  expect(formatTime(instant)).toBe('kl. 09.00');
  expect(formatInstant(instant)).toBe('3. mai 2027 kl. 09.00');
  expect(formatLongInstant(instant, 'nn')).toBe('måndag 3. mai 2027 kl. 09.00');
  expect(formatInstantWithSeconds(instantAt('2027-04-30', '14:02') + 37_999)).toBe('30. april 2027 kl. 14.02.37');
});

test('a deadline at midnight is shown as 23.59 of its last day', () => {
  expect(formatLongDeadline(deadline, 'nb')).toBe('onsdag 31. mars 2027 kl. 23.59');
  expect(formatLongDeadline(deadlineAtEndOf('2027-03-30'), 'nn')).toBe('tysdag 30. mars 2027 kl. 23.59');
  expect(formatDeadline(deadline)).toBe('31. mars 2027 kl. 23.59');
  expect(formatShortDeadline(deadline)).toBe('31.03.2027');
});

test('a deadline at noon is shown at noon', () => {
  expect(formatLongDeadline(instantAt('2027-05-03', '12:00'), 'nb')).toBe('mandag 3. mai 2027 kl. 12.00');
});

test.each([
  ['2027-03-12', 'i dag', 'i dag'],
  ['2027-03-13', 'i morgen', 'i morgon'],
  ['2027-03-11', 'i går', 'i går'],
  ['2027-03-24', 'om 12 dager', 'om 12 dagar'],
  ['2027-03-10', 'for 2 dager siden', 'for 2 dagar sidan'],
])('from 12 March %s is %s', (date, nb, nn) => {
  expect(formatDistance(date, '2027-03-12', 'nb')).toBe(nb);
  expect(formatDistance(date, '2027-03-12', 'nn')).toBe(nn);
});

test('a deadline is today until midnight, whatever the number of hours', () => {
  expect(formatDeadlineDistance(deadline, instantAt('2027-03-31', '00:00'), 'nb')).toBe('i dag');
  expect(formatDeadlineDistance(deadline, deadline - 1, 'nb')).toBe('i dag');
  expect(formatDeadlineDistance(deadline, instantAt('2027-03-30', '23:59'), 'nn')).toBe('i morgon');
  expect(formatDeadlineDistance(deadline, deadline, 'nb')).toBe('i går');
});

test('months and weekdays are those of the host’s tables', () => {
  const host = new Intl.DateTimeFormat('nb-NO', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  fc.assert(fc.property(dates, (date) => expect(formatLongDate(date, 'nb')).toBe(host.format(Date.parse(date)))));
});

test('every instant has a text without a hole', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom('nb', 'nn'), (instant, form) =>
      expect(formatLongInstant(instant, form)).toMatch(/^[a-zåø]+ \d{1,2}\. [a-z]+ \d{4} kl\. \d\d\.\d\d$/),
    ),
  );
});
