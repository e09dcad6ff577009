import { localDate } from '../../../domain/calendar/index.js';
import type { Tx } from '../transaction.js';

/** The next number of a series, without gaps within committed work. */
async function nextNumber(tx: Tx, series: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ value: number }[]>`
    insert into counter (series, value) values (${series}, 1)
    on conflict (series) do update set value = counter.value + 1 returning value`;
  return row!.value;
}

/** "2027/118": case number of the office in the year of registration (A8). */
export async function nextCaseNumber(tx: Tx, office: string, at: Date): Promise<string> {
  const year = localDate(at.getTime()).slice(0, 4);
  const value = await nextNumber(tx, `case/${year}`);
  return `${year}/${office.slice(2)}-${value}`;
}

/** The active case officer with the fewest open cases who is not in conflict with this one; none when the office has none. */
export async function leastLoadedOfficer(tx: Tx, office: string, applicationId: string): Promise<string | null> {
  const [officer] = await tx.$queryRaw<{ personId: string }[]>`
    select r."personId" from role_grant r
    left join application a on a."caseOfficerId" = r."personId"
      and exists (select 1 from process p where p.kind = 'grant' and p."subjectId" = a.id and not p.final)
    where r.role = 'caseOfficer' and r.state = 'active' and r."deputyForId" is null and r."countyGovernorCode" = ${office}
      and not exists (select 1 from impartiality_declaration d
        where d."personId" = r."personId" and d."applicationId" = ${applicationId}::uuid and d.outcome = 'conflict')
    group by r."personId" order by count(a.id), r."personId" limit 1`;
  return officer?.personId ?? null;
}
