/** Who knocks at every door: nobody, each role at home in Bodø and at Nordland’s office, and those between. */
import { randomUUID } from 'node:crypto';
import {
  isGovernorRole,
  isMunicipalRole,
  governorRoles,
  municipalRoles,
  nationalRoles,
  type Actor,
  type Role,
} from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { aPerson, aProcess } from '../builders.js';

export const home = { municipality: '1804', office: 'FMNO' } as const;
export const away = { municipality: '1839', office: 'FMRO' } as const;

/** `actor` is null for who is not logged in. `place` is what an address without a place of its own is about. */
export type Knocker = {
  name: string;
  actor: Actor | null;
  place: { countyGovernorCode: string | null; municipalityCode: string | null };
};

const placeOf = (role: Role) => ({
  municipalityCode: isMunicipalRole(role) ? home.municipality : null,
  countyGovernorCode: isGovernorRole(role) ? home.office : null,
});
const nowhere = { countyGovernorCode: null, municipalityCode: null };

async function holder(prisma: PrismaClient, name: string, role: Role): Promise<Knocker> {
  const place = placeOf(role);
  const at = place.municipalityCode ?? place.countyGovernorCode;
  const id = await aPerson(prisma, [{ role, ...(at ? { at } : {}) }], { lastSeenAt: new Date() });
  return { name, actor: { id, grants: [{ role, ...place }], pendingMunicipalities: [] }, place };
}

/** Asked for access to the home municipality, and waits for the answer. */
async function waiting(prisma: PrismaClient): Promise<Knocker> {
  const id = await aPerson(prisma, [], { lastSeenAt: new Date() });
  const requestId = randomUUID();
  const now = new Date();
  await prisma.accessRequest.create({
    data: {
      id: requestId,
      personId: id,
      municipalityCode: home.municipality,
      firstName: 'Prøve',
      lastName: 'Person',
      email: 'p@bodo.kommune.example',
      phone: '99999999',
      role: 'applicant',
      createdAt: now,
      submittedAt: now,
    },
  });
  await aProcess(prisma, { kind: 'accessRequest', subjectId: requestId, state: 'submitted', municipalityCode: home.municipality, countyGovernorCode: home.office }); // prettier-ignore
  return {
    name: 'requester',
    actor: { id, grants: [], pendingMunicipalities: [home.municipality] },
    place: nowhere,
  };
}

/** The last is an officer in conflict with every case. */
export async function knockers(prisma: PrismaClient): Promise<Knocker[]> {
  const roles = [...municipalRoles, ...governorRoles, ...nationalRoles];
  const id = await aPerson(prisma, [], { lastSeenAt: new Date() });
  return [
    { name: 'anonymous', actor: null, place: nowhere },
    { name: 'nobody', actor: { id, grants: [], pendingMunicipalities: [] }, place: nowhere },
    await waiting(prisma),
    ...(await Promise.all(roles.map((role) => holder(prisma, role, role)))),
    await holder(prisma, 'caseOfficer in conflict', 'caseOfficer'),
  ];
}
