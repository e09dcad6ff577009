/** What waits for an administrator: proposals to confirm, rights that are suspended. */
import { processIdOf } from '../../../domain/lifecycles.js';
import type { StatusTag } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { roleLine, type Grant } from '../reading.js';

export type WaitingLine = {
  who: string;
  role: string;
  status: StatusTag;
  href: string | null;
  /** What is to be done, and by whom. */
  text: string;
};

export type WaitingRoles = { waiting: WaitingLine[] };

export function waitingLines(context: UserContext, grants: readonly Grant[]): WaitingLine[] {
  const { t, user } = context;
  return grants
    .filter(({ state }) => state === 'proposed' || state === 'suspended')
    .map((grant) => {
      const { role, status, href } = roleLine(context, grant);
      const others = grant.personId === user.id || grant.proposedById === user.id;
      const text = t(`people.waiting.${grant.state === 'suspended' ? 'suspended' : others ? 'others' : 'proposed'}`);
      return { who: fullName(grant.person), role, status, href, text };
    });
}

/** "Nora Demobehandler, Saksbehandler" of each role’s process. */
export const rolesByProcess =
  ({ services, t }: UserContext) =>
  async (subjects: readonly { subjectId: string }[]): Promise<(processId: string) => string> => {
    const grants = await services.prisma.roleGrant.findMany({
      where: { id: { in: subjects.map(({ subjectId }) => subjectId) } },
      include: { person: true },
    });
    const titles = new Map(
      grants.map((one) => [processIdOf('role', one.id), `${fullName(one.person)}, ${t(`common.role.${one.role}`)}`]),
    );
    return (processId) => titles.get(processId) ?? '–';
  };
