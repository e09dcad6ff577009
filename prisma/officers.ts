/** An office’s case officers, how much each has, and the rules its cases are given by (A8). */
import type { AssignmentRule, Officer } from '../domain/assignment.js';
import type { Prisma } from './generated/client.js';

type Db = Prisma.TransactionClient;

/**
 * Those whose own role counts. Away at `at`: the role is lent to a deputy, or the person sleeps. Open cases are those that are not
 * decided or otherwise at an end.
 */
export async function officersOf(db: Db, office: string, at: Date): Promise<Officer[]> {
  const rows = await db.$queryRaw<{ id: string; open: bigint; away: boolean }[]>`
    select r."personId" as id, count(a.id) as open,
      p."dormantSince" is not null or exists (select 1 from role_grant lent
        where lent."deputyForId" = r."personId" and lent.role = 'caseOfficer' and lent."countyGovernorCode" = ${office}
          and lent.state = 'active' and lent."fromAt" <= ${at} and lent."toAt" > ${at}) as away
    from role_grant r join person p on p.id = r."personId"
    left join application a on a."caseOfficerId" = r."personId" and exists (select 1 from process g
      where g.kind = 'grant' and g."subjectId" = a.id and g.state in ('registered', 'underAssessment', 'informationRequested', 'recommended'))
    where r.role = 'caseOfficer' and r.state = 'active' and r."deputyForId" is null and r."countyGovernorCode" = ${office}
    group by r."personId", p."dormantSince" order by r."personId"`;
  return rows.map(({ open, ...row }) => ({ ...row, open: Number(open) }));
}

/** In their order. */
export const rulesOfOffice = (db: Db, office: string): Promise<AssignmentRule[]> =>
  db.assignmentRule.findMany({
    where: { countyGovernorCode: office },
    orderBy: { position: 'asc' },
    select: { sector: true, municipalityCode: true, officerId: true },
  });
