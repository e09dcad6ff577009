/** The office’s calls that have not ended: how many applications, and what comes next. */
import { withMunicipality } from '../../../domain/application/lifecycle.js';
import { can } from '../../../domain/authorisation.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { titleOf } from '../../calls/call.js';
import { statusTag } from '../../case-view.js';
import type { DeadlineChip, StatusTag } from '../../components/models.js';
import type { UserContext } from '../../page.js';

export type OfficeCall = {
  href: string;
  title: string;
  status: StatusTag;
  counts: string;
  next: string | null;
  deadline: DeadlineChip | null;
};

const ended = ['completed', 'cancelled'];
const notSentIn = ['new', ...withMunicipality, 'lapsed', 'cancelled'];

export async function readCalls(context: UserContext, office: string): Promise<OfficeCall[]> {
  const { services, user, t, now } = context;
  const { prisma } = services;
  if (!can(user.actor, 'call.read', { countyGovernorCode: office })) return [];
  const processes = await prisma.process.findMany({
    where: { kind: 'call', countyGovernorCode: office, state: { notIn: ended } },
  });
  const [calls, grants] = await Promise.all([
    prisma.call.findMany({
      where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
      orderBy: [{ deadline: 'asc' }, { id: 'asc' }],
    }),
    prisma.process.groupBy({
      by: ['parentId', 'state'],
      where: { kind: 'grant', parentId: { in: processes.map(({ id }) => id) } },
      _count: true,
    }),
  ]);
  return calls.map((call) => {
    const { state } = processes.find(({ subjectId }) => subjectId === call.id)!;
    const counted = grants.filter(({ parentId }) => parentId === processIdOf('call', call.id));
    const count = (wanted: (state: string) => boolean) =>
      counted.filter((group) => wanted(group.state)).reduce((sum, group) => sum + group._count, 0);
    const sentIn = t('office.sentIn', { count: count((one) => !notSentIn.includes(one)) });
    const drafts = count((one) => one === 'draft');
    const scheduled = state === 'scheduled';
    const deciding = ['closed', 'underAssessment', 'allocated'].includes(state);
    return {
      href: `/utlysninger/${call.id}/styring`,
      title: titleOf(context, call),
      status: statusTag(t, 'call', state),
      // An imported round has its applications nowhere.
      counts:
        state === 'decided' && counted.length === 0
          ? '–'
          : state === 'open'
            ? `${sentIn}, ${t('office.drafts', { count: drafts })}`
            : sentIn,
      next:
        scheduled || state === 'open' || deciding
          ? t(`office.next.${scheduled ? 'opens' : deciding ? 'decision' : 'deadline'}`)
          : null,
      deadline: scheduled
        ? { at: call.opensAt.getTime(), now }
        : state === 'open'
          ? { at: call.deadline.getTime(), now }
          : deciding
            ? { at: deadlineAtEndOf(localDate(call.expectedDecisionOn.getTime())), now }
            : null,
    };
  });
}
