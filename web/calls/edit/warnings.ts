import {
  addDays,
  deadlineWarnings,
  formatLongDate,
  localDate,
  rollToWorkingDay,
} from '../../../domain/calendar/index.js';
import type { PageContext } from '../../page.js';
import { readDate } from './parse.js';
import type { CallValues } from './values.js';

/** Advice on the dates (K2); it never stops a save. */
export function warningsOf(
  { t, language, now }: Pick<PageContext, 't' | 'language' | 'now'>,
  values: CallValues,
): string[] {
  const deadline = readDate(values.deadline);
  if (!deadline) return [];
  const warnings = deadlineWarnings(deadline, localDate(now)).map((warning) =>
    t(`calls.warning.${warning.code}`, {
      date: formatLongDate(deadline, language),
      ...('name' in warning ? { name: warning.name[language] } : {}),
      ...('days' in warning ? { count: warning.days } : {}),
    }),
  );
  const workingDay = rollToWorkingDay(deadline);
  if (workingDay !== deadline) warnings.push(t('calls.warning.offer', { date: formatLongDate(workingDay, language) }));
  const expected = readDate(values.expectedDecisionOn);
  if (expected && expected <= deadline) warnings.push(t('calls.warning.decisionBeforeDeadline'));
  else if (expected && expected < addDays(deadline, 14)) warnings.push(t('calls.warning.decisionSoon'));
  return warnings;
}
