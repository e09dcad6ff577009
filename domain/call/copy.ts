/** An earlier call as the draft of the next (K1). */
import { addMonths, rollToWorkingDay, type LocalDate } from '../calendar/index.js';

export const yearsLater = (date: LocalDate, years: number): LocalDate => addMonths(date, 12 * years);

/** The same day years later: the first working day from there, since offices are to open or close something on it. */
export const workingDayYearsLater = (date: LocalDate, years: number): LocalDate =>
  rollToWorkingDay(yearsLater(date, years));

/** The fewest whole years, at least one, after which every one of these days is still ahead of `today`. */
export function yearsAhead(dates: readonly LocalDate[], today: LocalDate): number {
  let years = 1;
  while (dates.some((date) => yearsLater(date, years) <= today)) years++;
  return years;
}

/** Years before `first` that a text names, in order, each once: left over from a call that was copied. */
export function earlierYearsIn(text: string, first: number): number[] {
  const years = [...text.matchAll(/(?<!\d|kr )20\d\d(?!\d| ?kr|,-)/g)].map(([year]) => Number(year));
  return [...new Set(years)].filter((year) => year < first).sort((a, b) => a - b);
}
