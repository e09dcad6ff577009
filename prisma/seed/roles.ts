import { plant } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import { addMonths, deadlineAtEndOf, localDate } from '../../domain/calendar/index.js';
import { ATTESTATION_MONTHS } from '../../domain/role/rules.js';
import { isMunicipalRole, isStaffRole } from '../../domain/roles.js';

/**
 * Gives every role that counts its process, where it has none: the demo’s, and those older than the processes. A staff right older than
 * these whose row does not say until when it holds is to be confirmed within a year; one of the demo has then no such day until it is
 * confirmed the first time. Idempotent; answers how many were planted.
 */
export async function plantRoles(tx: Tx, now: Date, why: 'seeded' | 'imported'): Promise<number> {
  const bare = await tx.$queryRaw<{ id: string }[]>`
    select id from role_grant r where state in ('active', 'suspended') and "deputyForId" is null
    and not exists (select 1 from process p where p.kind = 'role' and p."subjectId" = r.id) order by id`;
  const grants = await tx.roleGrant.findMany({
    where: { id: { in: bare.map(({ id }) => id) } },
    include: { municipality: { include: { county: true } } },
    orderBy: { id: 'asc' },
  });
  for (const { id, role, state, municipality, municipalityCode, countyGovernorCode, attestBy } of grants) {
    const undated = isStaffRole(role) && !attestBy;
    if (undated && why === 'imported') {
      const due = deadlineAtEndOf(addMonths(localDate(now.getTime()), ATTESTATION_MONTHS));
      await tx.roleGrant.update({ where: { id }, data: { attestBy: new Date(due) } });
    }
    await plant(tx, {
      kind: 'role',
      subjectId: id,
      parentId: null,
      callId: null,
      countyGovernorCode: isMunicipalRole(role)
        ? (municipality?.county.countyGovernorCode ?? null)
        : countyGovernorCode,
      municipalityCode,
      createdAt: now,
      state,
      ladders: isStaffRole(role) && state === 'active' && !(undated && why === 'seeded') ? ['attestation'] : [],
      why,
    });
  }
  return grants.length;
}

/**
 * Gives everyone with a role the process of a person, where they have none, so that it is seen when they no longer come here. `offices`:
 * only the people of these, in a demo whose clock is to be turned for years. Idempotent; answers how many were planted.
 */
export async function plantPeople(tx: Tx, now: Date, { why, offices }: { why: 'seeded' | 'imported'; offices?: readonly string[] }): Promise<number> {
  const bare = await tx.$queryRaw<{ id: string }[]>`
    select distinct r."personId" as id from role_grant r where r.state in ('active', 'suspended')
    and (${offices === undefined} or r."countyGovernorCode" = any(${[...(offices ?? [])]}))
    and not exists (select 1 from process p where p.kind = 'person' and p."subjectId" = r."personId") order by 1`;
  for (const { id } of bare) {
    // Someone whose last visit nobody has noted is counted from today.
    await tx.person.updateMany({ where: { id, lastSeenAt: null }, data: { lastSeenAt: now } });
    await plant(tx, {
      kind: 'person',
      subjectId: id,
      parentId: null,
      callId: null,
      countyGovernorCode: null,
      municipalityCode: null,
      createdAt: now,
      state: 'active',
      ladders: ['dormancy'],
      why,
    });
  }
  return bare.length;
} // prettier-ignore
