/** The Handlebars helpers of every view. Instants are epoch ms, amounts whole kroner. The written form comes with the drawing, in `@language`. */
import {
  formatDate, formatDeadline, formatDeadlineDistance, formatDistance, formatInstant, formatInstantWithSeconds, formatLongDeadline,
  formatShortDate, formatShortDeadline, formatTime, formatTimeWithSeconds, localDate,
} from '../../domain/calendar/index.js'; // prettier-ignore
import { daysBetween, lastDayOf } from '../../domain/calendar/index.js';
import { formatAmount, formatKroner } from '../../domain/money.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { TagColor } from '../components/models.js';
import type { Translate } from '../page.js';

/** What a drawing hands its helpers beside the model. */
export type DrawingData = { t: Translate; language: WrittenForm; now: number };
type Options = { data: DrawingData; hash: Record<string, unknown> };

const dash = '–';
const shown = <T>(value: T | null | undefined, format: (value: T) => string): string =>
  value === null || value === undefined ? dash : format(value);

/** Colour of a deadline’s tag: over 14 days neutral, 14–4 info, 3–0 warning, passed danger (ui.md, section 4). */
export function urgency(at: number, now: number): TagColor {
  if (now >= at) return 'danger';
  const days = daysBetween(localDate(now), lastDayOf(at));
  return days > 14 ? 'neutral' : days > 3 ? 'info' : 'warning';
}

export const helpers = {
  /** `{{t "calls.frame" amount=(kr frame)}}` */
  t: (key: string, { data, hash }: Options): string => data.t(key, hash),

  /** "1 100 000 kr"; nothing given is "–". */
  kr: (amount: number | bigint | null): string => shown(amount, formatKroner),
  /** "1 100 000" */
  amount: (amount: number | bigint | null): string => shown(amount, formatAmount),

  /** "31. mars 2027" */
  date: (at: number | null): string => shown(at, (instant) => formatDate(localDate(instant))),
  /** "31.03.2027", for tables. */
  shortDate: (at: number | null): string => shown(at, (instant) => formatShortDate(localDate(instant))),
  /** "31. mars 2027 kl. 14.02" */
  dateTime: (at: number | null): string => shown(at, formatInstant),
  /** "31.03.2027 kl. 14.02", for tables. */
  shortDateTime: (at: number | null): string =>
    shown(at, (instant) => `${formatShortDate(localDate(instant))} ${formatTime(instant)}`),
  /** "31. mars 2027 kl. 14.02.37", for receipts. */
  dateTimeWithSeconds: (at: number | null): string => shown(at, formatInstantWithSeconds),
  /** "kl. 14.02.37" */
  timeWithSeconds: (at: number | null): string => shown(at, formatTimeWithSeconds),

  /** "onsdag 31. mars 2027 kl. 23.59": the last moment in time, for the instant that is the first too late. */
  deadline: (at: number | null, { data }: Options): string =>
    shown(at, (instant) => formatLongDeadline(instant, data.language)),
  /** "31. mars 2027 kl. 23.59" */
  deadlineDate: (at: number | null): string => shown(at, formatDeadline),
  /** "31.03.2027": the deadline’s last day, for tables. */
  shortDeadline: (at: number | null): string => shown(at, formatShortDeadline),
  /** "om 12 dager" to a deadline’s last day. */
  deadlineDistance: (at: number, now: number, { data }: Options): string =>
    formatDeadlineDistance(at, now, data.language),
  /** "om 12 dager", "for 2 dager siden": from today to the day of the instant. */
  distance: (at: number | null, { data }: Options): string =>
    shown(at, (instant) => formatDistance(localDate(instant), localDate(data.now), data.language)),
  urgency: (at: number, now: number): TagColor => urgency(at, now),

  eq: (a: unknown, b: unknown): boolean => a === b,
  ne: (a: unknown, b: unknown): boolean => a !== b,
  and: (...values: unknown[]): boolean => values.slice(0, -1).every(Boolean),
  or: (...values: unknown[]): boolean => values.slice(0, -1).some(Boolean),
  not: (value: unknown): boolean => !value,
  concat: (...values: unknown[]): string => values.slice(0, -1).join(''),
};
