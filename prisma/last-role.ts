/** Who else holds a role: what the first and the last of a kind are judged by, on the page that warns as in the process that refuses. */
import type { Prisma, RoleGrant } from './generated/client.js';
import { MINISTRY_OFFICERS, ministryOfficers } from './ministry.js';

type Tx = Prisma.TransactionClient;
type Held = Pick<RoleGrant, 'id' | 'personId' | 'role' | 'state' | 'municipalityCode' | 'countyGovernorCode' | 'deputyForId'>; // prettier-ignore

/** Held by others who are awake, and by no loan. */
const heldByOthers = ({ id }: Held) => ({ state: 'active', deputyForId: null, id: { not: id }, person: { dormantSince: null } }); // prettier-ignore

/** Nobody else of the office could give roles (U5). */
export async function isLastAdministrator(tx: Tx, grant: Held): Promise<boolean> {
  const { role, state, deputyForId, countyGovernorCode } = grant;
  if (role !== 'countyGovernorAdmin' || state !== 'active' || deputyForId !== null) return false;
  return (await tx.roleGrant.count({ where: { role, countyGovernorCode, ...heldByOthers(grant) } })) === 0;
}

/** One of the ministry’s last two: one alone lets nobody in (U5). One who sleeps is not missed. */
export async function isNeededOfficer(tx: Tx, { id, role, state }: Held): Promise<boolean> {
  if (role !== 'ministryOfficer' || state !== 'active') return false;
  const left = await ministryOfficers(tx, id);
  return left < MINISTRY_OFFICERS && left < (await ministryOfficers(tx));
}

/** Has the holder no other role that lets them be the contact of their municipality’s cases (R11)? */
export async function isLastContactRole(tx: Tx, { id, personId, municipalityCode, deputyForId }: Held): Promise<boolean> {
  if (municipalityCode === null || deputyForId !== null) return false;
  const role = { in: ['applicant', 'municipalCoordinator'] };
  const state = { in: ['active', 'suspended'] };
  return (await tx.roleGrant.count({ where: { personId, municipalityCode, deputyForId: null, role, state, id: { not: id } } })) === 0;
} // prettier-ignore

/** The roles of the municipality’s other users. */
export const rolesOfOthers = (tx: Tx, grant: Held): Promise<{ role: string }[]> =>
  tx.roleGrant.findMany({ where: { municipalityCode: grant.municipalityCode, ...heldByOthers(grant) }, select: { role: true } }); // prettier-ignore

/** Has the municipality a coordinator, if only a suspended one? Without, the first let in becomes it (U2). */
export const hasCoordinator = async (tx: Tx, municipalityCode: string | null): Promise<boolean> =>
  (await tx.roleGrant.count({ where: { municipalityCode, role: 'municipalCoordinator', state: { in: ['active', 'suspended'] } } })) > 0; // prettier-ignore

/** Has the person ever had a role, proposed ones aside? */
export const hasHadRole = async (tx: Prisma.TransactionClient, personId: string): Promise<boolean> =>
  (await tx.roleGrant.count({ where: { personId, state: { notIn: ['proposed', 'declined'] } } })) > 0;
