/** The people of a place and their roles, from the rows of the roles. Instants are epoch ms. */
import { living } from '../../domain/role/rules.js';
import { can } from '../../domain/authorisation.js';
import { formatDate, lastDayOf, localDate } from '../../domain/calendar/index.js';
import { isStaffRole, type Role } from '../../domain/roles.js';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.js';
import { statusTag } from '../case-view.js';
import type { StatusTag } from '../components/models.js';
import type { UserContext } from '../page.js';
import { fullName } from '../who.js';

const include = {
  person: true,
  deputyFor: { select: { id: true, firstName: true, lastName: true } },
  municipality: { select: { coordinatorApproves: true, county: { select: { countyGovernorCode: true } } } },
} satisfies Prisma.RoleGrantInclude;
export type Grant = Prisma.RoleGrantGetPayload<{ include: typeof include }>;

/** Roles that are not over, in the order of the people’s names. */
export const rolesWhere = (prisma: PrismaClient, where: Prisma.RoleGrantWhereInput): Promise<Grant[]> =>
  prisma.roleGrant.findMany({
    where: { state: { in: living }, ...where },
    include,
    orderBy: [{ person: { lastName: 'asc' } }, { person: { firstName: 'asc' } }, { fromAt: 'asc' }, { id: 'asc' }],
  });

export type RoleLine = {
  id: string;
  role: string;
  status: StatusTag;
  /** Until when it holds, or must be confirmed again. */
  until: string | null;
  /** In whose place. */
  lender: string | null;
  /** Null for who may not open it. */
  href: string | null;
};
export type PersonRow = {
  id: string;
  name: string;
  email: string;
  dormant: boolean;
  roles: RoleLine[];
  /** Applications and projects that go on, with this person as their contact. */
  matters: { title: string; href: string | null }[];
  handOver: string | null;
};
export type PeopleTable = { caption: string; rows: PersonRow[]; contacts: boolean };

export function roleLine({ t, user, now }: UserContext, grant: Grant): RoleLine {
  const { id, role, state, deputyFor, toAt, fromAt, attestBy, countyGovernorCode, municipalityCode, personId } = grant;
  const office = countyGovernorCode ?? grant.municipality?.county.countyGovernorCode ?? null;
  const subject = { countyGovernorCode: office, municipalityCode, personId, state };
  const until =
    deputyFor && toAt
      ? t(fromAt.getTime() > now ? 'people.loan.ahead' : 'people.loan.now', {
          from: dayOf(fromAt.getTime()),
          to: lastDay(toAt.getTime()),
        })
      : state === 'active' && isStaffRole(role) && attestBy
        ? t('people.attestBy', { at: lastDay(attestBy.getTime()) })
        : null;
  return {
    id,
    role: t(`common.role.${role as Role}`),
    status: statusTag(t, 'role', state),
    until,
    lender: deputyFor && fullName(deputyFor),
    href: can(user.actor, 'role.read', subject) ? `/roller/${id}` : null,
  };
}

/** One row per person, with all their roles here. */
export function peopleOf(context: UserContext, grants: readonly Grant[]): PersonRow[] {
  const rows = new Map<string, PersonRow>();
  for (const grant of grants) {
    const { person } = grant;
    const row = rows.get(person.id) ?? {
      id: person.id,
      name: fullName(person),
      email: person.email,
      dormant: person.dormantSince !== null,
      roles: [],
      matters: [],
      handOver: null,
    };
    row.roles.push(roleLine(context, grant));
    rows.set(person.id, row);
  }
  return [...rows.values()];
}

/** "31. mars 2027", of the last day in time. */
export const lastDay = (tooLate: number): string => formatDate(lastDayOf(tooLate));
export const dayOf = (at: number): string => formatDate(localDate(at));
