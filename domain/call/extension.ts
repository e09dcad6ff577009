/** K5: what a later deadline does to the dates that follow it. Dates are last days. */
import { addDays, daysBetween, rollToWorkingDay, type LocalDate } from '../calendar/index.js';

/** Fewer days than this from the deadline to an answer, or to a report, are too few. */
const FEWEST_DAYS = 14;

export const isTooNear = (date: LocalDate, deadline: LocalDate): boolean => date < addDays(deadline, FEWEST_DAYS);

/** As far on as the deadline is moved: the first working day from there. */
export const movedAlong = (date: LocalDate, from: LocalDate, to: LocalDate): LocalDate =>
  rollToWorkingDay(addDays(date, daysBetween(from, to)));

/** What was promised for a day, by what it is called where it is asked for. */
export type Promised = { id: string; date: LocalDate };
export type Moved = Promised & { suggested: LocalDate };

/** What comes before the new deadline or too near it, each with the day it would have if it were moved along. */
export const tooNear = (promised: readonly Promised[], { from, to }: { from: LocalDate; to: LocalDate }): Moved[] =>
  promised
    .filter(({ date }) => isTooNear(date, to))
    .map(({ id, date }) => ({ id, date, suggested: movedAlong(date, from, to) }));
