import { can } from '../../../domain/authorisation.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, Process } from '../../../prisma/generated/client.js';
import { roleFor } from '../../forms.js';
import type { User, UserContext } from '../../page.js';
import { isId } from '../../forms.js';
import { userHere } from '../deciding.js';

const include = {
  municipality: true,
  invitedBy: true,
  clarifications: { orderBy: { round: 'asc' } },
} satisfies Prisma.AccessRequestInclude;

export type RequestRow = Prisma.AccessRequestGetPayload<{ include: typeof include }>;
/** `user`: who reads, without a right that is taken back here. */
export type Case = { request: RequestRow; process: Process; own: boolean; user: User };

/** The request for its own person, or for who may let in where it is for. */
export async function loadCase({ params, services, user }: UserContext): Promise<Case | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const { prisma } = services;
  const [request, process] = await Promise.all([
    prisma.accessRequest.findUnique({ where: { id }, include }),
    prisma.process.findUnique({ where: { id: processIdOf('accessRequest', id) } }),
  ]);
  if (!request || !process) return null;
  const own = request.personId === user.id;
  const here = userHere(user, request.municipality);
  const { countyGovernorCode, municipalityCode, state } = process;
  return own || can(here.actor, 'access.read', { countyGovernorCode, municipalityCode, state })
    ? { request, process, own, user: here }
    : null;
}

/** The role this reader would give the command with now; nobody decides on their own request. */
export function roleNow({ request, process, own, user }: Case, command: string) {
  const byRequester = ['submit', 'newCode', 'answer', 'withdraw'].includes(command);
  if (byRequester !== own) return null;
  // What was an invitation is not asked for by anyone.
  if (command === 'withdraw' && request.invitedById) return null;
  return roleFor(user, 'accessRequest', command, process.state, process);
}
