/** What the call asks of the municipality, told while something can be done about it: its approval (D-8), cap (D-6) and order (A6). */
import { isInTime } from '../../../domain/calendar/index.js';
import { rankedOf } from '../../../prisma/rank.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { approvalNotices, approversIn, awaitsApproval, rankNotice } from '../submission/way.js';

export type RuleNote = { text: string; href: string | null; link: string | null; color: 'info' | 'warning' };

export async function ruleNotes(context: UserContext, found: Case): Promise<RuleNote[]> {
  const { services, t, now } = context;
  const { row, process } = found;
  const early = ['new', 'draft', 'submitted'].includes(process.state) || awaitsApproval(found);
  if (!early || !isInTime(now, row.call.deadline.getTime())) return [];
  const notes: RuleNote[] = [];
  const cap = row.call.maxApplications;
  const beforeSending = process.state !== 'submitted';
  if (cap !== null && beforeSending && (await rankedOf(services.prisma, row.callId, row.municipalityCode)).length > cap)
    notes.push({ text: t('submission.mayBeTooMany', { count: cap }), href: null, link: null, color: 'warning' });
  if (['new', 'draft'].includes(process.state) && approversIn(found).length > 0) {
    // Where nobody can approve that is what to see to.
    const lacking = (await approvalNotices(context, found)).filter(({ href }) => href !== null);
    const first = { text: t(`submission.approvalFirst.${row.call.localApproval}`), href: null, link: null };
    notes.push(...(lacking.length > 0 ? lacking.map((one): RuleNote => ({ ...one, color: 'warning' })) : [{ ...first, color: 'info' } as const])); // prettier-ignore
  }
  const rank = await rankNotice(context, found);
  if (rank) notes.push({ ...rank, color: rank.soon ? 'warning' : 'info' });
  return notes;
}
