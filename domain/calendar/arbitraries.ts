import fc from 'fast-check';
import { addDays, type LocalDate } from './oslo.js';

const firstDay = '1996-01-01';

/** Dates for tests from 1996 through 2060, the years Oslo’s offset is held against the host’s zone database. */
export const dates: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 23_740 })
  .map((days) => addDays(firstDay, days));

/** Instants of the same years, epoch ms. */
export const instants: fc.Arbitrary<number> = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2060, 11, 30) });

/** "HH:MM" */
export const times: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
