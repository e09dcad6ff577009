import { addDays, daysBetween, type LocalDate } from './oslo.js';

/** A name in both written forms. */
export type HolidayName = { nb: string; nn: string };

const alike = (name: string): HolidayName => ({ nb: name, nn: name });

/** The same date every year. */
const fixed: Readonly<Record<string, HolidayName>> = {
  '01-01': alike('1. nyttårsdag'),
  '05-01': { nb: 'arbeidernes dag', nn: 'arbeidarane sin dag' },
  '05-17': alike('grunnlovsdagen'),
  '12-25': alike('1. juledag'),
  '12-26': alike('2. juledag'),
};

/** By days after Easter Sunday. */
const movable: Readonly<Record<number, HolidayName>> = {
  [-3]: alike('skjærtorsdag'),
  [-2]: alike('langfredag'),
  0: alike('1. påskedag'),
  1: alike('2. påskedag'),
  39: alike('Kristi himmelfartsdag'),
  49: alike('1. pinsedag'),
  50: alike('2. pinsedag'),
};

/** Easter Sunday of a Gregorian year (Meeus, Jones and Butcher’s computation). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  return addDays(`${String(year).padStart(4, '0')}-03-22`, epact + toSunday - 7 * late);
}

/**
 * The name of a public holiday, of both when two fall on one day ("2. pinsedag og grunnlovsdagen" in 2027), or undefined.
 * Ordinary Sundays have none. Source: lov 24.02.1995 nr. 12 om helligdager og helligdagsfred § 2, lov 26.04.1947 nr. 1
 * om 1 og 17 mai som høgtidsdager.
 */
export function holidayName(date: LocalDate): HolidayName | undefined {
  const easter = easterSunday(Number(date.slice(0, 4)));
  const names = [movable[daysBetween(easter, date)], fixed[date.slice(5)]].filter((name) => name !== undefined);
  if (names.length === 0) return undefined;
  const joined = (form: keyof HolidayName): string => names.map((name) => name[form]).join(' og ');
  return { nb: joined('nb'), nn: joined('nn') };
}

/** Is it one of the twelve public holidays? Ordinary Sundays are not counted here. */
export const isHoliday = (date: LocalDate): boolean => holidayName(date) !== undefined;
