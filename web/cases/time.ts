import { daysBetween, localDate } from '../../domain/calendar/index.js';

/** A wait for the municipality; `until` null while it lasts. Instants are epoch ms. */
export type Wait = { from: number; until: number | null };

/**
 * Calendar days the office has used on a case from `from` to `until`, and days it stood still waiting for the municipality, which are
 * not counted as used (lifecycles.md A11).
 */
export function caseDays({ from, until, waits }: { from: number; until: number; waits: readonly Wait[] }): {
  used: number;
  stoodStill: number;
} {
  const days = (a: number, b: number): number => Math.max(0, daysBetween(localDate(a), localDate(b)));
  const stoodStill = waits.reduce(
    (sum, wait) => sum + days(Math.max(wait.from, from), Math.min(wait.until ?? until, until)),
    0,
  );
  return { used: days(from, until) - stoodStill, stoodStill };
}
