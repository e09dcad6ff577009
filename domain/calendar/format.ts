/**
 * Dates and times as Norwegian text. Own tables, so that a newer host does not change a letter. Months are alike in both
 * written forms.
 */
import type { WrittenForm } from '../notices.js';
import { lastDayOf } from './deadline.js';
import {
  daysBetween,
  localDate,
  localTime,
  localTimeWithSeconds,
  startOfDay,
  weekday,
  type LocalDate,
} from './oslo.js';

const months = [
  'januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember',
] as const; // prettier-ignore

type Words = {
  weekdays: readonly [string, string, string, string, string, string, string];
  tomorrow: string;
  days: string;
  ago: string;
};

const words: Readonly<Record<WrittenForm, Words>> = {
  nb: {
    weekdays: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
    tomorrow: 'i morgen',
    days: 'dager',
    ago: 'siden',
  },
  nn: {
    weekdays: ['måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag', 'sundag'],
    tomorrow: 'i morgon',
    days: 'dagar',
    ago: 'sidan',
  },
};

/** "31. mars 2027" */
export function formatDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day}. ${months[month - 1]} ${year}`;
}

/** "onsdag 31. mars 2027" */
export const formatLongDate = (date: LocalDate, form: WrittenForm): string =>
  `${words[form].weekdays[weekday(date) - 1]} ${formatDate(date)}`;

/** "31.03.2027", for tables. */
export const formatShortDate = (date: LocalDate): string => date.split('-').reverse().join('.');

/** "kl. 09.00" */
export const formatTime = (instant: number): string => `kl. ${localTime(instant).replace(':', '.')}`;

/** "kl. 14.02.37", for receipts. */
export const formatTimeWithSeconds = (instant: number): string =>
  `kl. ${localTimeWithSeconds(instant).replaceAll(':', '.')}`;

/** "3. mai 2027 kl. 09.00" */
export const formatInstant = (instant: number): string => `${formatDate(localDate(instant))} ${formatTime(instant)}`;

/** "30. april 2027 kl. 14.02.37" */
export const formatInstantWithSeconds = (instant: number): string =>
  `${formatDate(localDate(instant))} ${formatTimeWithSeconds(instant)}`;

/** "mandag 3. mai 2027 kl. 09.00" */
export const formatLongInstant = (instant: number, form: WrittenForm): string =>
  `${formatLongDate(localDate(instant), form)} ${formatTime(instant)}`;

/** "31. mars 2027 kl. 23.59" for a deadline at midnight; one at another time of day is shown as it is. */
export const formatDeadline = (deadline: number): string =>
  `${formatDate(lastDayOf(deadline))} ${deadlineTime(deadline)}`;

/** "onsdag 31. mars 2027 kl. 23.59" */
export const formatLongDeadline = (deadline: number, form: WrittenForm): string =>
  `${formatLongDate(lastDayOf(deadline), form)} ${deadlineTime(deadline)}`;

/** "31.03.2027": the deadline’s last day, for tables. */
export const formatShortDeadline = (deadline: number): string => formatShortDate(lastDayOf(deadline));

const deadlineTime = (deadline: number): string =>
  deadline === startOfDay(localDate(deadline)) ? 'kl. 23.59' : formatTime(deadline);

/** "i dag", "i morgen", "i går", "om 12 dager", "for 2 dager siden": calendar days from today to the date. */
export function formatDistance(date: LocalDate, today: LocalDate, form: WrittenForm): string {
  const { tomorrow, days, ago } = words[form];
  const distance = daysBetween(today, date);
  switch (distance) {
    case 0:
      return 'i dag';
    case 1:
      return tomorrow;
    case -1:
      return 'i går';
    default:
      return distance > 0 ? `om ${distance} ${days}` : `for ${-distance} ${days} ${ago}`;
  }
}

/** The distance to a deadline’s last day: "i dag" until midnight. Both instants are epoch ms. */
export const formatDeadlineDistance = (deadline: number, now: number, form: WrittenForm): string =>
  formatDistance(lastDayOf(deadline), localDate(now), form);
