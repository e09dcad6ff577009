/** What the reader’s municipalities have in the call already, each with the way to it. */
import { can } from '../../../domain/authorisation.js';
import { statusTag } from '../../case-view.js';
import type { StatusTag } from '../../components/models.js';
import { titleOf } from '../../applications/step-head.js';
import type { UserContext } from '../../page.js';
import type { LoadedCall } from '../call.js';

export type OwnApplication = { href: string; title: string; municipality: string; status: StatusTag };

export async function ownApplications(
  { services, t, user }: UserContext,
  { call, process }: Pick<LoadedCall, 'call' | 'process'>,
): Promise<OwnApplication[]> {
  const codes = user.actor.grants.flatMap(({ municipalityCode }) => municipalityCode ?? []);
  if (codes.length === 0) return [];
  const [rows, grants] = await Promise.all([
    services.prisma.application.findMany({
      where: { callId: call.id, municipalityCode: { in: codes } },
      select: { id: true, title: true, reference: true, createdById: true, municipality: { select: { name: true } } },
      orderBy: [{ municipality: { name: 'asc' } }, { createdAt: 'asc' }],
    }),
    services.prisma.process.findMany({
      where: { parentId: process.id, kind: 'grant', municipalityCode: { in: codes } },
      select: { subjectId: true, state: true, municipalityCode: true, countyGovernorCode: true },
    }),
  ]);
  return rows.flatMap(({ id, title, reference, createdById, municipality }) => {
    const grant = grants.find(({ subjectId }) => subjectId === id);
    if (!grant || !can(user.actor, 'application.read', { ...grant, createdById })) return [];
    const status = statusTag(t, 'grant', grant.state, 'municipality');
    return [
      { href: `/soknader/${id}`, title: titleOf(t, { title, reference }), municipality: municipality.name, status },
    ];
  });
}
