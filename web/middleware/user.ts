/** Who is logged in, with the roles that count now. */
import type { WrittenForm } from '../../domain/notices.js';
import { municipalRoles, type Grant, type MunicipalRole, type Role } from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { Place, User } from '../page.js';
import type { Login } from './session.js';

const include = {
  roles: { where: { state: 'active' }, include: { municipality: { select: { name: true } }, countyGovernor: { select: { name: true } } }, orderBy: { fromAt: 'asc' } },
  accessRequests: { where: { submittedAt: { not: null }, decidedAt: null }, select: { id: true, municipalityCode: true } },
} as const; // prettier-ignore

const isMunicipal = (role: string): boolean => municipalRoles.includes(role as MunicipalRole);

type Chosen = { kind: string; code: string } | undefined;

/**
 * The person of a log-in, or null when there is none any more. Roles of offices and of the nation count only with the high level of
 * assurance. `chosen` is the place acted for; with one place it is that.
 */
export async function loadUser(prisma: PrismaClient, login: Login, chosen: Chosen): Promise<User | null> {
  const person = await prisma.person.findUnique({ where: { id: login.personId }, include });
  if (!person) return null;
  const counting = person.roles.filter((grant) => login.high || isMunicipal(grant.role));
  const waiting = await prisma.process.findMany({
    where: {
      kind: 'accessRequest',
      state: 'submitted',
      subjectId: { in: person.accessRequests.map((request) => request.id) },
    },
    select: { municipalityCode: true },
  });
  const places = new Map<string, Place>();
  for (const grant of counting) {
    const place: Place = grant.municipalityCode
      ? { kind: 'municipality', code: grant.municipalityCode, name: `${grant.municipality?.name} kommune` }
      : grant.countyGovernorCode
        ? { kind: 'office', code: grant.countyGovernorCode, name: grant.countyGovernor?.name ?? '' }
        : { kind: 'national', code: '', name: '' };
    places.set(`${place.kind}/${place.code}`, place);
  }
  const all = [...places.values()];
  return {
    id: person.id,
    name: `${person.firstName} ${person.lastName}`.trim(),
    email: person.email,
    language: person.language as WrittenForm,
    actor: {
      id: person.id,
      grants: counting.map(({ role, countyGovernorCode, municipalityCode }): Grant => ({
        role: role as Role,
        countyGovernorCode,
        municipalityCode,
      })),
      pendingMunicipalities: waiting.flatMap((process) => process.municipalityCode ?? []),
    },
    places: all,
    at:
      all.length === 1
        ? all[0]!
        : (all.find((place) => place.kind === chosen?.kind && place.code === chosen.code) ?? null),
  };
}
