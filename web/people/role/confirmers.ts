/** Who can confirm a proposed role, as the e-mail about it goes: the office’s other administrators; with none, and for national roles, the ministry. */
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Translate } from '../../page.js';
import { fullName } from '../../who.js';
import { isInItsTime } from '../../../domain/roles.js';
import type { RoleCase } from './obstacle.js';

const person = { select: { id: true, firstName: true, lastName: true } } as const;

/** Those who act as administrators or for the ministry now; whoever sleeps does not. */
export async function administratorsNow(prisma: PrismaClient, now: number) {
  const grants = await prisma.roleGrant.findMany({
    where: {
      role: { in: ['countyGovernorAdmin', 'ministryOfficer'] },
      state: 'active',
      person: { dormantSince: null },
    },
    include: { person },
    orderBy: [{ person: { lastName: 'asc' } }, { person: { firstName: 'asc' } }, { id: 'asc' }],
  });
  return grants.filter((grant) => isInItsTime(grant, now));
}
export type Administrators = Awaited<ReturnType<typeof administratorsNow>>;

type Proposed = { personId: string; proposedById: string | null };
const names = (grants: Administrators, office: string | null, { personId, proposedById }: Proposed): string[] => [
  ...new Set(
    grants
      .filter((one) => one.countyGovernorCode === office && ![personId, proposedById].includes(one.personId))
      .map((one) => fullName(one.person)),
  ),
];

/** The names of the office’s administrators, but who has or proposed the role. */
export const administratorsBut = (grants: Administrators, office: string, role: Proposed): string[] =>
  names(grants, office, role);

/** Who sees to a role, by name: of the office, or of the ministry. */
export function seersTo(grants: Administrators, office: string | null, role: Proposed): { ministry: boolean; names: string[] } {
  const here = office === null ? [] : administratorsBut(grants, office, role);
  return here.length > 0 ? { ministry: false, names: here } : { ministry: true, names: names(grants, null, role) };
} // prettier-ignore

export type Telling = { prisma: PrismaClient; t: Translate; now: number };

type Suspended = Pick<RoleCase['grant'], 'personId' | 'proposedById' | 'reason' | 'attestBy'>;

/** That a role is suspended, why, and who can open it. */
export async function suspendedText({ prisma, t, now }: Telling, grant: Suspended, office: string | null): Promise<string> {
  const { reason, attestBy, personId } = grant;
  const lapsed = attestBy !== null && attestBy.getTime() <= now;
  const why = reason
    ? t('people.suspended.reason', { reason: /[.!?]$/.test(reason) ? reason : `${reason}.` })
    : t(`people.suspended.${lapsed ? 'unconfirmed' : 'plain'}`);
  const who = seersTo(await administratorsNow(prisma, now), office, { personId, proposedById: null });
  return who.names.length > 0 ? `${why} ${t('people.suspended.contact', { names: who.names.join(', ') })}` : why;
} // prettier-ignore

/** "En annen administrator må bekrefte rollen: …" */
export async function confirmText({ prisma, t, now }: Telling, { grant, process }: RoleCase): Promise<string> {
  const office = process.countyGovernorCode;
  const who = seersTo(await administratorsNow(prisma, now), office, grant);
  if (who.names.length === 0) return t('people.confirmers.nobody');
  const key = !who.ministry ? 'office' : office === null ? 'nation' : 'ministry';
  return t(`people.confirmers.${key}`, { names: who.names.join(', ') });
}
