/**
 * Instants (epoch ms) and local dates in Europe/Oslo. The offset is computed from the EU rule, in force unchanged since
 * 1996, and not read from the host: a newer zone database must not change how an old history replays.
 */

/** "YYYY-MM-DD" in Oslo. The functions throw RangeError for a text that is no date. */
export type LocalDate = string;

const hour = 3_600_000;
const day = 24 * hour;
const march = 2;
const october = 9;

/** Midnight UTC of the date, in ms: what arithmetic in whole days is done on. NaN for a text that is no date. */
function parse(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || fromUtc(at) !== text ? Number.NaN : at;
}

function utcMidnight(date: LocalDate): number {
  const at = parse(date);
  if (Number.isNaN(at)) throw new RangeError(`not a date: ${date}`);
  return at;
}

const fromUtc = (at: number): LocalDate => new Date(at).toISOString().slice(0, 10);

/** 01:00 UTC on the month’s last Sunday: when summer time begins (March) and ends (October). */
function changeIn(year: number, month: number): number {
  const lastOfMonth = new Date(Date.UTC(year, month, 31, 1));
  return lastOfMonth.getTime() - lastOfMonth.getUTCDay() * day;
}

function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  return changeIn(year, march) <= instant && instant < changeIn(year, october) ? 2 * hour : hour;
}

const wallClock = (instant: number): string => new Date(instant + offsetAt(instant)).toISOString();

/** Is this text a date that exists? For what comes from outside. */
export const isLocalDate = (text: string): boolean => !Number.isNaN(parse(text));

/** The date in Oslo at an instant. */
export const localDate = (instant: number): LocalDate => wallClock(instant).slice(0, 10);

/** The time of day in Oslo at an instant, "HH:MM". */
export const localTime = (instant: number): string => wallClock(instant).slice(11, 16);

/** The same with seconds, "HH:MM:SS". */
export const localTimeWithSeconds = (instant: number): string => wallClock(instant).slice(11, 19);

/**
 * The instant when the clocks of Oslo show this ("HH:MM"). A time that the spring change skips is moved an hour
 * forward, one that the autumn change repeats is the first of the two. Throws RangeError for a text that is no time.
 */
export function instantAt(date: LocalDate, time: string): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`not a time: ${time}`);
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const wall = utcMidnight(date) + hours * hour + minutes * 60_000;
  const inSummer = wall - 2 * hour;
  return offsetAt(inSummer) === 2 * hour ? inSummer : wall - hour;
}

/** 00:00 in Oslo. */
export const startOfDay = (date: LocalDate): number => instantAt(date, '00:00');

/** `days` calendar days later; earlier when negative. */
export const addDays = (date: LocalDate, days: number): LocalDate => fromUtc(utcMidnight(date) + days * day);

/** `months` later on the same day of the month, or on the month’s last day where that does not exist. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const from = new Date(utcMidnight(date));
  const inMonth = (month: number, dayOfMonth: number): Date =>
    new Date(Date.UTC(from.getUTCFullYear(), month, dayOfMonth));
  const month = from.getUTCMonth() + months;
  const lastDay = inMonth(month + 1, 0).getUTCDate();
  return fromUtc(inMonth(month, Math.min(from.getUTCDate(), lastDay)).getTime());
}

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: LocalDate): number => new Date(utcMidnight(date)).getUTCDay() || 7;

/** Calendar days from one date to the other; negative when `to` is the earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (utcMidnight(to) - utcMidnight(from)) / day;
