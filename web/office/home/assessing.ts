/** What an assessor can do: applications under assessment that this person has not scored (lifecycles.md A12). Whoever is asked by name has a task instead. */
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import type { TaskItem } from '../../components/models.js';
import type { UserContext } from '../../page.js';

const assessed = ['underAssessment', 'informationRequested'];

/** By the day the answer is promised; none for who is no assessor here. */
export async function readAssessing({ services, user, t, now }: UserContext, office: string): Promise<TaskItem[]> {
  const { prisma } = services;
  const assesses = user.actor.grants.some(
    ({ role, countyGovernorCode }) => role === 'assessor' && countyGovernorCode === office,
  );
  if (!assesses) return [];
  const processes = await prisma.process.findMany({
    where: {
      kind: 'grant',
      state: { in: assessed },
      countyGovernorCode: office,
      tasks: { none: { kind: 'assess', assigneeId: user.id, doneAt: null } },
    },
    select: { subjectId: true },
  });
  const applications = await prisma.application.findMany({
    where: {
      id: { in: processes.map(({ subjectId }) => subjectId) },
      assessments: { none: { assessorId: user.id } },
      declarations: { none: { personId: user.id, outcome: 'conflict' } },
    },
    orderBy: [{ call: { expectedDecisionOn: 'asc' } }, { reference: 'asc' }],
    select: {
      id: true,
      title: true,
      reference: true,
      municipality: { select: { name: true } },
      call: { select: { expectedDecisionOn: true } },
    },
  });
  return applications.map(({ id, title, reference, municipality, call }) => ({
    title: t('office.assess'),
    detail: `${title || reference} · ${municipality.name}`,
    deadline: { at: deadlineAtEndOf(localDate(call.expectedDecisionOn.getTime())), now },
    action: { href: `/saker/${id}`, text: t('office.see.grant') },
  }));
}
