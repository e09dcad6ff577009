/** R11: applications and projects whose contact cannot act, since they sleep or their role is suspended. Colleagues are asked for another. */
import type { RoleGrant } from '../../../prisma/generated/client.js';
import type { Derived } from '../derive.js';
import type { Tx } from '../transaction.js';

type Matter = { id: string; municipalityCode: string; told: boolean; missed: boolean; acts: boolean };

/** What goes on with this person as its contact. `told`: colleagues have been asked; `missed`: so, or an e-mail did not arrive; `acts`: a role lets the person be it, and counts. */
async function matters(tx: Tx, personId: string): Promise<Matter[]> {
  return tx.$queryRaw<Matter[]>`
    select p.id, p."municipalityCode",
      exists (select 1 from task t where t."processId" = p.id and t.kind = 'contactDormant' and t."doneAt" is null) as told,
      exists (select 1 from task t where t."processId" = p.id and t.kind in ('contactDormant', 'contactUnreached') and t."doneAt" is null) as missed,
      exists (select 1 from role_grant r join person h on h.id = r."personId"
        where r."personId" = ${personId}::uuid and r."municipalityCode" = p."municipalityCode" and r.state = 'active'
        and r."deputyForId" is null and r.role in ('applicant', 'municipalCoordinator') and h."dormantSince" is null) as acts
    from process p left join application a on p.kind = 'grant' and a.id = p."subjectId"
      left join project j on p.kind = 'project' and j.id = p."subjectId"
    where not p.final and p.kind in ('grant', 'project') and p.state not in ('new', 'lapsed')
      and (a."contactId" = ${personId}::uuid or j."contactId" = ${personId}::uuid) order by p.id`;
}

/** The person cannot act: everywhere that has not heard of it. */
export async function contactAway(tx: Tx, personId: string): Promise<Derived[]> {
  const away = (await matters(tx, personId)).filter(({ acts, told }) => !acts && !told);
  return [{ targets: away.map(({ id }) => id), name: 'contactDormant' }];
}

/** The person can act again, or is reached by e-mail again: everywhere they were missed, with a role that counts. */
export async function contactBack(tx: Tx, personId: string): Promise<Derived[]> {
  const back = (await matters(tx, personId)).filter(({ acts, missed }) => acts && missed);
  return [{ targets: back.map(({ id }) => id), name: 'contactAwake' }];
}

/** What a municipality’s role that was suspended, or counts again, means for what its holder is the contact of there. */
export async function contactOfRole(tx: Tx, { personId, municipalityCode }: RoleGrant): Promise<Derived[]> {
  if (municipalityCode === null) return [];
  const there = (await matters(tx, personId)).filter((matter) => matter.municipalityCode === municipalityCode);
  const ids = (which: (matter: Matter) => boolean) => there.filter(which).map(({ id }) => id);
  return [
    { targets: ids(({ acts, told }) => !acts && !told), name: 'contactDormant' },
    { targets: ids(({ acts, told }) => acts && told), name: 'contactAwake' },
  ];
}
