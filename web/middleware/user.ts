/** Who is logged in, with the roles that count now. */
import type { WrittenForm } from '../../domain/notices.js';
import { isInItsTime, isMunicipalRole, type Grant, type Role } from '../../domain/roles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { Place, User } from '../page.js';
import type { Login } from './session.js';

const include = {
  roles: { where: { state: 'active' }, include: { municipality: { select: { name: true } }, countyGovernor: { select: { name: true } }, deputyFor: { select: { firstName: true, lastName: true } } }, orderBy: { fromAt: 'asc' } },
  _count: { select: { roles: { where: { state: 'suspended' } } } },
  accessRequests: { where: { submittedAt: { not: null }, closedAt: null }, select: { id: true, municipalityCode: true } },
} as const; // prettier-ignore

type At = { chosen: { kind: string; code: string } | undefined; clock: Promise<number> | number };

/**
 * The person of a log-in, or null when there is none any more. Roles of offices and of the nation count only with the high level of
 * assurance, lent ones only in their time, and none while the person sleeps. `chosen` is the place acted for; with one place it is
 * that. `clock` is the product’s, epoch ms; it is read beside the person.
 */
export async function loadUser(prisma: PrismaClient, login: Login, { chosen, clock }: At): Promise<User | null> {
  const [person, now] = await Promise.all([
    prisma.person.findUnique({ where: { id: login.personId }, include }),
    clock,
  ]);
  if (!person || person.anonymisedAt) return null;
  await seen(prisma, person, now);
  const counting = person.roles.filter(
    (grant) => person.dormantSince === null && (login.high || isMunicipalRole(grant.role)) && isInItsTime(grant, now),
  );
  const asked = person.accessRequests.map(({ id }) => id);
  const waiting =
    asked.length === 0
      ? []
      : await prisma.process.findMany({
          where: {
            kind: 'accessRequest',
            state: { in: ['submitted', 'needsClarification'] },
            subjectId: { in: asked },
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
      grants: counting.map(({ role, countyGovernorCode, municipalityCode, deputyForId }): Grant => ({
        role: role as Role,
        countyGovernorCode,
        municipalityCode,
        deputyFor: deputyForId,
      })),
      pendingMunicipalities: waiting.flatMap((process) => process.municipalityCode ?? []),
    },
    places: all,
    dormant: person.dormantSince !== null,
    suspended: person.roles.length === 0 && person._count.roles > 0,
    standsInFor: counting.flatMap(({ deputyFor, role, toAt }) =>
      deputyFor && toAt
        ? [{ name: `${deputyFor.firstName} ${deputyFor.lastName}`, role: role as Role, until: toAt.getTime() }]
        : [],
    ),
    at:
      all.length === 1
        ? all[0]!
        : (all.find((place) => place.kind === chosen?.kind && place.code === chosen.code) ?? null),
  };
}

const DAY_MS = 86_400_000;

/** The day of the visit, written at most once a day: what sleep is counted from. Who sleeps is not woken by a visit. */
async function seen(
  prisma: PrismaClient,
  { id, lastSeenAt, dormantSince }: { id: string; lastSeenAt: Date | null; dormantSince: Date | null },
  now: number,
): Promise<void> {
  if (dormantSince !== null || (lastSeenAt !== null && now - lastSeenAt.getTime() < DAY_MS)) return;
  await prisma.person.updateMany({ where: { id, dormantSince: null }, data: { lastSeenAt: new Date(now) } });
}
