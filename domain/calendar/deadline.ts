import { easterSunday, holidayName, type HolidayName } from './holidays.js';
import { addDays, daysBetween, instantAt, localDate, startOfDay, weekday, type LocalDate } from './oslo.js';

/** A deadline is the first instant that is too late: "31 March kl. 23.59" is 1 April 00:00 in Oslo, epoch ms. */
export const deadlineAtEndOf = (date: LocalDate): number => startOfDay(addDays(date, 1));

/** The last day on which something can be in time; the day that is shown. */
export const lastDayOf = (deadline: number): LocalDate => localDate(deadline - 1);

/** Was it received before it was too late? Both epoch ms. */
export const isInTime = (receivedAt: number, deadline: number): boolean => receivedAt < deadline;

/** 08.00 in Oslo, when the steps of ladders fire. */
export const eightOClock = (date: LocalDate): number => instantAt(date, '08:00');

export type DeadlineWarning =
  | { code: 'saturday' | 'sunday' | 'easterWeek' | 'christmasWeek' | 'july' }
  | { code: 'holiday'; name: HolidayName }
  | { code: 'past' | 'within3weeks' | 'within6weeks'; days: number };

/**
 * What an officer should think over before this becomes the last day of a deadline (K2). `days` are the calendar days
 * left from today. Nearer than 21 days is also refused by `callFaults`; the others are advice, and
 * `rollToWorkingDay(date)` is the day to offer instead of one that is not a working day.
 */
export function deadlineWarnings(date: LocalDate, today: LocalDate): DeadlineWarning[] {
  const name = holidayName(date);
  const time = noticeWarning(daysBetween(today, date));
  const season = seasonOf(date);
  return [
    ...(weekday(date) === 6 ? [{ code: 'saturday' } as const] : []),
    ...(weekday(date) === 7 ? [{ code: 'sunday' } as const] : []),
    ...(name ? [{ code: 'holiday', name } as const] : []),
    ...(season ? [{ code: season }] : []),
    ...(time ? [time] : []),
  ];
}

function noticeWarning(days: number): DeadlineWarning | undefined {
  if (days < 0) return { code: 'past', days };
  if (days < 21) return { code: 'within3weeks', days };
  if (days < 42) return { code: 'within6weeks', days };
  return undefined;
}

/** Palm Sunday to Easter Monday, 24 December to 1 January, and July: few are at work to finish an application. */
function seasonOf(date: LocalDate): 'easterWeek' | 'christmasWeek' | 'july' | undefined {
  const toEaster = daysBetween(date, easterSunday(Number(date.slice(0, 4))));
  if (toEaster >= -1 && toEaster <= 7) return 'easterWeek';
  const inYear = date.slice(5);
  if (inYear >= '12-24' || inYear === '01-01') return 'christmasWeek';
  return inYear.startsWith('07-') ? 'july' : undefined;
}
