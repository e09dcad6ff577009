/** The three places one invites from, and to which roles (domain/role/rules.ts). */
import type { Action } from '../../../domain/authorisation.js';
import { invitedBy } from '../../../domain/role/rules.js';
import { grantFor, isGovernorRole, isMunicipalRole, isNationalRole, type Role } from '../../../domain/roles.js';
import type { UserContext } from '../../page.js';
import { userHere } from '../deciding.js';

export type Place = {
  kind: 'municipality' | 'office' | 'nation';
  path: string;
  name: string;
  municipalityCode: string | null;
  countyGovernorCode: string | null;
  /** Roles this reader may invite to here. */
  roles: Role[];
};

export const inviteActions = {
  municipality: 'access.inviteToMunicipality',
  office: 'access.inviteToOffice',
  nation: 'access.inviteToNation',
} as const satisfies Record<Place['kind'], Action>;

const inviters = ['countyGovernorAdmin', 'municipalCoordinator', 'caseOfficer', 'leader', 'ministryOfficer'] as const;
const ofPlace = { municipality: isMunicipalRole, office: isGovernorRole, nation: isNationalRole } as const;

type At = Omit<Place, 'roles' | 'path' | 'name'>;

/** Roles that this person may invite to in a place of this kind, in the table’s order. */
export function invitableRoles(user: UserContext['user'], at: At): Role[] {
  const may = inviters.filter((role) => grantFor(user.actor, role, at)).flatMap((role) => [...invitedBy(role)]);
  return [...new Set(may)].filter(ofPlace[at.kind]);
}

/** The place of the address as this reader may invite to it; null when they may not. */
export async function placeOf(context: UserContext, kind: Place['kind']): Promise<Place | null> {
  const { services, params, user, t } = context;
  const place = async (): Promise<(Omit<Place, 'roles'> & { user: UserContext['user'] }) | null> => {
    if (kind === 'nation') {
      const nowhere = { municipalityCode: null, countyGovernorCode: null };
      return { kind, path: '/departement', name: t('access.ministry'), ...nowhere, user };
    }
    if (kind === 'office') {
      const office = await services.prisma.countyGovernor.findUnique({ where: { code: params['kode'] ?? '' } });
      if (!office) return null;
      const { code: countyGovernorCode, name } = office;
      return { kind, path: `/embete/${countyGovernorCode}`, name, municipalityCode: null, countyGovernorCode, user };
    }
    const found = await services.prisma.municipality.findUnique({
      where: { code: params['nr'] ?? '' },
      include: { county: true },
    });
    if (!found) return null;
    const { code: municipalityCode, county, name } = found;
    const { countyGovernorCode } = county;
    return { kind, path: `/kommune/${municipalityCode}`, name: `${name} kommune`, municipalityCode, countyGovernorCode, user: userHere(user, found) }; // prettier-ignore
  };
  const found = await place();
  if (!found) return null;
  const { user: here, ...rest } = found;
  const roles = invitableRoles(here, rest);
  return roles.length > 0 ? { ...rest, roles } : null;
}
