import { formatShortDate } from '../../domain/calendar/index.js';
import type { StatusTag } from '../components/models.js';
import type { Translate } from '../page.js';

type Known = { completed: boolean; statusDay: string | null };

/** Aktiv or Fullført: the two words the public list has. What only an old source calls active, was so that day. */
export function publicStatus({ completed, statusDay }: Known, t: Translate): StatusTag {
  if (completed) return { text: t('public.status.completed'), color: 'success' };
  if (statusDay === null) return { text: t('public.status.active'), color: 'info' };
  return { text: t('public.status.activeAsOf', { date: formatShortDate(statusDay) }), color: 'neutral' };
}
