import { plant } from '../../activities/records/plant.js';
import type { Tx } from '../../activities/records/transaction.js';
import { addMonths, deadlineAtEndOf, localDate } from '../../domain/calendar/index.js';
import { ATTESTATION_MONTHS } from '../../domain/role/rules.js';
import { isMunicipalRole, isStaffRole } from '../../domain/roles.js';

/**
 * Gives every role that counts its process, where it has none: the demo’s, and those older than the processes. A staff right whose row
 * does not say until when it holds is to be confirmed within a year. Idempotent; answers how many were planted.
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
    if (isStaffRole(role) && !attestBy) {
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
      ladders: isStaffRole(role) && state === 'active' ? ['attestation'] : [],
      why,
    });
  }
  return grants.length;
}
