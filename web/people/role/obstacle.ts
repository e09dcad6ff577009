/** Why a command about a role would be refused, said before it is tried. */
import { separationOf, transitionOf } from '../../../domain/lifecycle.js';
import type { Refusal } from '../../../domain/errors.js';
import { roleLifecycle } from '../../../domain/role/lifecycle.js';
import { managedBy } from '../../../domain/role/rules.js';
import { grantFor, type ActorRole, type Role } from '../../../domain/roles.js';
import type { PrismaClient, Process } from '../../../prisma/generated/client.js';
import { isLastContactRole } from '../../../prisma/last-role.js';
import type { User } from '../../page.js';
import { managerOf } from '../place.js';
import { isContactOf, mattersOf } from '../hand-over/matters.js';
import type { Translate } from '../../page.js';
import type { Grant } from '../reading.js';

export const commands = ['confirm', 'decline', 'attest', 'restore', 'suspend', 'revoke', 'leave', 'takeBack'] as const;
export type RoleCommand = (typeof commands)[number];

/** As what this person would give the command; null when it is not theirs at all. */
export function actorFor(user: User, command: RoleCommand, { grant, process }: RoleCase): ActorRole | null {
  const role = grant.role as Role;
  if (command === 'leave') return grant.personId === user.id && !grant.deputyForId ? 'holder' : null;
  if (command === 'takeBack') {
    if (!grant.deputyForId) return null;
    return [grant.personId, grant.deputyForId].includes(user.id) ? 'holder' : managerOf(user, role, process);
  }
  const manager = managerOf(user, role, process);
  // Where the Governor lets in, a coordinator opens nothing again.
  if (command === 'restore' && manager === 'municipalCoordinator' && !grant.municipality?.coordinatorApproves)
    return null;
  return manager && managedBy(manager).includes(role) ? manager : null;
}

/** `proposers`: who proposed it, and in whose place. `suspendedBy`: what suspended it last. */
export type RoleCase = { grant: Grant; process: Process; proposers: string[]; suspendedBy: SuspendedBy | null };
export type SuspendedBy = { name: string; actorRole: string };

export type Hindered = { refusal: Refusal; contactOf: number };

/** Applications and projects the holder must hand over before the role ends; none while another role lets them be the contact. */
export async function contactOf(prisma: PrismaClient, t: Translate, { grant }: RoleCase): Promise<number> {
  const { personId, municipalityCode } = grant;
  if (!municipalityCode || !(await isLastContactRole(prisma, grant))) return 0;
  return (await mattersOf(prisma, t, { municipalityCode })).filter((one) => isContactOf(personId, one)).length;
} // prettier-ignore

/** What the table says of this person: null when it may be given. */
export function separatedFrom(user: User, command: RoleCommand, found: RoleCase): Refusal | null {
  const { grant, process, proposers } = found;
  const transition = transitionOf(roleLifecycle, command, process.state);
  if (!transition) return 'notAllowedNow';
  const as = actorFor(user, command, found);
  const deputyForId = as && grantFor(user.actor, as, process)?.deputyFor;
  return separationOf(transition, { actorId: user.id, deputyForId, people: { holder: grant.personId, proposers } }) ?? null;
} // prettier-ignore
