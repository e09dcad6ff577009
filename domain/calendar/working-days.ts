import { isHoliday } from './holidays.js';
import { addDays, weekday, type LocalDate } from './oslo.js';

/** Monday to Friday and no public holiday. 24 and 31 December are working days. */
export const isWorkingDay = (date: LocalDate): boolean => weekday(date) <= 5 && !isHoliday(date);

/** The n-th working day after the date, which itself is not counted; before it when n is negative; the date when 0. */
export function addWorkingDays(date: LocalDate, n: number): LocalDate {
  const direction = Math.sign(n);
  let day = date;
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, direction);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/**
 * Working days after `from` up to and including `to`: the inverse of `addWorkingDays`. Negative when `to` is the earlier;
 * then `to` is counted and `from` is not.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  const direction = to < from ? -1 : 1;
  let count = 0;
  for (let day = from; day !== to;) {
    day = addDays(day, direction);
    if (isWorkingDay(day)) count += direction;
  }
  return count;
}

/** The first working day after the date. */
export const nextWorkingDay = (date: LocalDate): LocalDate => addWorkingDays(date, 1);

/** The date itself when it is a working day, else the next one. Source: domstolloven § 149. */
export const rollToWorkingDay = (date: LocalDate): LocalDate => (isWorkingDay(date) ? date : nextWorkingDay(date));
