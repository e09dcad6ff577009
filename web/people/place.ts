/** A municipality, an office or the nation as a place where people have roles. */
import type { Subject } from '../../domain/authorisation.js';
import { managedBy } from '../../domain/role/rules.js';
import { grantFor, type ActorRole, type At, type Role } from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { User, UserContext } from '../page.js';

/** The municipality of the address with its office: what the rules look at. */
export const municipalityAndOffice = async ({ params, services }: UserContext): Promise<Subject | null> => {
  const code = params['nr'] ?? '';
  if (!/^\d{4}$/.test(code)) return null;
  const found = await services.prisma.municipality.findUnique({ where: { code }, select: { county: true } });
  return found && { municipalityCode: code, countyGovernorCode: found.county.countyGovernorCode };
};

/** The office of the address; null when there is none. */
export const officeOfAddress = async ({ params, services }: UserContext): Promise<Subject | null> => {
  const code = params['kode'] ?? '';
  const found = await services.prisma.countyGovernor.findUnique({ where: { code }, select: { code: true } });
  return found && { countyGovernorCode: found.code };
};

const managers: readonly ActorRole[] = ['countyGovernorAdmin', 'ministryOfficer', 'municipalCoordinator'];

/** As what this person manages such a role here; null when they do not. */
export const managerOf = (user: User, role: Role, at: At): ActorRole | null =>
  managers.find((one) => grantFor(user.actor, one, at) && managedBy(one).includes(role)) ?? null;

/** "Bodø kommune", "Statsforvalteren i Nordland", or the nation. */
export async function placeName(prisma: PrismaClient, at: At, nation: string): Promise<string> {
  if (at.municipalityCode) {
    const found = await prisma.municipality.findUniqueOrThrow({ where: { code: at.municipalityCode } });
    return `${found.name} kommune`;
  }
  if (!at.countyGovernorCode) return nation;
  return (await prisma.countyGovernor.findUniqueOrThrow({ where: { code: at.countyGovernorCode } })).name;
}
