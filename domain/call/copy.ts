/** Last year’s call as the draft of the next (K1). */
import { addMonths, rollToWorkingDay, type LocalDate } from '../calendar/index.js';

/** The same day a year later: the first working day from there, since offices are to open or close something on it. */
export const nextYearsWorkingDay = (date: LocalDate): LocalDate => rollToWorkingDay(addMonths(date, 12));

/** Years before `first` that a text names, in order, each once: left over from a call that was copied. */
export function earlierYearsIn(text: string, first: number): number[] {
  const years = [...text.matchAll(/(?<!\d|kr )20\d\d(?!\d| ?kr|,-)/g)].map(([year]) => Number(year));
  return [...new Set(years)].filter((year) => year < first).sort((a, b) => a - b);
}
