/** A draft that lapsed may be completed by those who can have it assessed after the deadline (A14); what they are told first. */
import { lateAnswerOn } from '../../domain/application/ladders.js';
import { formatDate, formatLongDeadline, isInTime } from '../../domain/calendar/index.js';
import type { Link } from '../components/models.js';
import type { UserContext } from '../page.js';
import { readOnlyReason, type Case } from './case.js';
import { lateAskerIn, lateRoleOf } from './submission/way.js';

/** `ask` is the way to the request, for who may make it. */
export type LateHead = { texts: string[]; ask: Link | null };

export const lateAddress = (id: string): string => `/soknader/${id}/gjor/for-sent`;

/** What is said while the Governor decides whether to take it in; null where it did not come late. */
export function lateNote({ t }: UserContext, { row, process }: Case): string | null {
  if (process.state !== 'late' || !row.submittedAt) return null;
  return t('submission.late.waits', { at: formatDate(lateAnswerOn(row.submittedAt.getTime())) });
}

/** Null where the deadline has not passed, and for who may only read. */
export function lateHead(context: UserContext, found: Case): LateHead | null {
  const { t, now, language } = context;
  const { row, process } = found;
  const deadline = row.call.deadline.getTime();
  if (process.state !== 'lapsed' || isInTime(now, deadline) || readOnlyReason(context, found)) return null;
  const asker = lateAskerIn(found);
  const asks = lateRoleOf(context, found) !== null;
  return {
    texts: [
      t('submission.late.passed', { at: formatLongDeadline(deadline, language) }),
      t(asks || !asker ? 'submission.late.asks' : `submission.late.asked.${asker}`),
      t('submission.late.decides'),
    ],
    ask: asks ? { text: t('submission.askLate'), href: lateAddress(row.id) } : null,
  };
}
