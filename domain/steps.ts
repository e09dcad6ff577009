import { addDays, addMonths, addWorkingDays, eightOClock, lastDayOf, localDate } from './calendar/index.js';
import type { Notices } from './lifecycle.js';

/** A reminder gives way to a later one after an outage; an escalation never does; a deadline moves the process. */
export type StepType = 'reminder' | 'escalation' | 'deadline';

/** `at` is the instant of the cause; the others as the ladder needs. */
export type LadderFacts = {
  at: number;
  due?: number | undefined;
  round?: number | undefined;
  version?: number | undefined;
  days?: readonly number[] | undefined;
};

export type PlannedStep = { name: string; type: StepType; due: number };
export type Ladder = { plan: (facts: LadderFacts) => PlannedStep[]; notices: (step: string) => Notices };

/** 08.00 on the day that is `days` calendar days after (before, when negative) the deadline’s last day. */
export const fromLastDay = (deadline: number, days: number): number => eightOClock(addDays(lastDayOf(deadline), days));

/** 08.00 on the n-th working day after the day of the instant. */
export const afterWorkingDays = (instant: number, n: number): number =>
  eightOClock(addWorkingDays(localDate(instant), n));

/** 08.00 on the day that is `days` calendar days after the day of the instant. */
export const afterDays = (instant: number, days: number): number => eightOClock(addDays(localDate(instant), days));

/** The first 08.00 after the instant. */
export function nextMorning(instant: number): number {
  const today = eightOClock(localDate(instant));
  return today > instant ? today : afterDays(instant, 1);
}

/** 08.00 on the same day so many months later, or on that month’s last day. */
export const afterMonths = (instant: number, months: number): number =>
  eightOClock(addMonths(localDate(instant), months));

export const stepsBefore = (deadline: number, days: readonly number[]): PlannedStep[] =>
  days.map((n) => ({ name: `before-${n}`, type: 'reminder', due: fromLastDay(deadline, -n) }));

export const step = (name: string, type: StepType, due: number): PlannedStep => ({ name, type, due });

/** The fact a ladder cannot be planned without. */
export function needed(due: number | undefined): number {
  if (due === undefined) throw new Error('the ladder needs a due instant');
  return due;
}
