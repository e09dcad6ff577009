import { deadlineWarnings, formatLongDate, localDate, rollToWorkingDay, type LocalDate } from '../../../domain/calendar/index.js'; // prettier-ignore
import type { PageContext } from '../../page.js';

/** What an officer should think over before this becomes the last day to answer; it never stops anything. */
export function warningsOf(
  { t, language, now }: Pick<PageContext, 't' | 'language' | 'now'>,
  day: LocalDate,
): string[] {
  const warnings = deadlineWarnings(day, localDate(now))
    .filter(({ code }) => code !== 'past' && code !== 'within6weeks')
    .map((warning) =>
      t(`consultations.warning.${warning.code}`, {
        ...('name' in warning ? { name: warning.name[language] } : {}),
        ...('days' in warning ? { count: warning.days } : {}),
      }),
    );
  const workingDay = rollToWorkingDay(day);
  return workingDay === day
    ? warnings
    : [...warnings, t('consultations.warning.offer', { date: formatLongDate(workingDay, language) })];
}
