/** The yearly check (U5): rights that are soon to be confirmed, those that are late first. */
import { addDays, deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import type { DeadlineChip } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import type { UserContext } from '../../page.js';
import { rowToken } from '../bulk.js';
import type { Grant } from '../reading.js';
import { fullName } from '../../who.js';

/** As long ahead a right is asked about. */
const AHEAD_DAYS = 60;

export type CheckRow = {
  id: string;
  who: string;
  role: string;
  deadline: DeadlineChip;
  /** Null for one’s own, which another must confirm. */
  token: { name: string; value: string } | null;
};
export type YearlyCheck = { action: string; csrf: string; rows: CheckRow[]; tickable: boolean; lead: string };

export function yearlyCheck(context: UserContext, grants: readonly Grant[], action: string): YearlyCheck | null {
  const { t, user, now } = context;
  const until = deadlineAtEndOf(addDays(localDate(now), AHEAD_DAYS));
  const rows = grants
    .filter(({ state, deputyForId, attestBy }) => state === 'active' && !deputyForId && attestBy && attestBy.getTime() <= until)
    .sort((a, b) => a.attestBy!.getTime() - b.attestBy!.getTime())
    .map((grant) => ({
      id: grant.id,
      who: fullName(grant.person),
      role: t(`common.role.${grant.role}`),
      deadline: { at: grant.attestBy!.getTime(), now },
      token: grant.personId === user.id ? null : rowToken(context, `role/${grant.id}`, 'attest'),
    }));
  if (rows.length === 0) return null;
  const tickable = rows.some(({ token }) => token !== null);
  return { action, csrf: csrfOnly(context), rows, tickable, lead: t('people.check.lead') };
} // prettier-ignore
