/** What the call asks of the municipality’s applications together, told while something can be done about it: cap (D-6) and order (A6). */
import { isInTime } from '../../../domain/calendar/index.js';
import { rankedOf } from '../../../prisma/rank.js';
import type { UserContext } from '../../page.js';
import type { Case } from '../case.js';
import { awaitsApproval, rankNotice } from '../submission/way.js';

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
  const rank = await rankNotice(context, found);
  if (rank) notes.push({ ...rank, color: rank.soon ? 'warning' : 'info' });
  return notes;
}
