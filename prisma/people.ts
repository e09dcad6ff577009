import type { Kind, People } from '../domain/lifecycle.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { Prisma } from './generated/client.js';

type PeopleOf = { id: string; kind: Kind; subjectId: string };
type GrantPeople = {
  caseOfficer: string | null;
  recommenders: string[];
  assessors: string[];
  represented: string[];
  declared: string[];
  conflicted: string[];
};

/** The people of a process as the rows know them; the same that the workflow remembers. One query: it is on the way of every decision. */
export async function peopleOf(tx: Prisma.TransactionClient, row: PeopleOf): Promise<People> {
  switch (row.kind) {
    case 'call': {
      const [call] = await tx.$queryRaw<{ authors: string[] }[]>`
        select array(select c."authorId" union
                     select "actorId" from event e where e."processId" = ${row.id} and e.name = 'sendForApproval') as authors
        from call c where c.id = ${row.subjectId}::uuid`;
      return { authors: call!.authors };
    }
    case 'grant': {
      const [people] = await tx.$queryRaw<GrantPeople[]>`
        select a."caseOfficerId" as "caseOfficer",
          array(select distinct "officerId" from recommendation r where r."applicationId" = a.id order by 1) as recommenders,
          array(select "assessorId" from assessment s where s."applicationId" = a.id order by 1) as assessors,
          array(select distinct e."deputyForId" from event e where e."processId" = ${row.id} and e.name in ('assess', 'recommend')
                and e."deputyForId" is not null order by 1) as represented,
          array(select "personId" from impartiality_declaration d where d."applicationId" = a.id and outcome <> 'conflict' order by 1) as declared,
          array(select "personId" from impartiality_declaration d where d."applicationId" = a.id and outcome = 'conflict' order by 1) as conflicted
        from application a where a.id = ${row.subjectId}::uuid`;
      const { caseOfficer, ...others } = people!;
      return { ...others, caseOfficer: caseOfficer ?? undefined };
    }
    case 'report': {
      const [people] = await tx.$queryRaw<{ caseOfficer: string | null; conflicted: string[] }[]>`
        select p."caseOfficerId" as "caseOfficer",
          array(select "personId" from impartiality_declaration d where d."applicationId" = p."applicationId" and outcome = 'conflict') as conflicted
        from report r join project p on p.id = r."projectId" where r.id = ${row.subjectId}::uuid`;
      return { caseOfficer: people!.caseOfficer ?? undefined, conflicted: people!.conflicted };
    }
    case 'thread': {
      const [people] = await tx.$queryRaw<{ conflicted: string[] }[]>`
        select array(select "personId" from impartiality_declaration d where d."applicationId" = t."caseId" and outcome = 'conflict') as conflicted
        from thread t where t.id = ${row.subjectId}::uuid`;
      return { conflicted: people!.conflicted };
    }
    case 'accessRequest': {
      const request = await tx.accessRequest.findUniqueOrThrow({ where: { id: row.subjectId } });
      const invited = request.invitedById ? [request.invitedById, ...(await represented(tx, row.id))] : [];
      return { holder: request.personId ?? undefined, proposers: invited };
    }
    case 'role': {
      const grant = await tx.roleGrant.findUnique({ where: { id: row.subjectId } });
      return { holder: grant?.personId, proposers: await proposersOf(tx, grant) };
    }
    case 'consultation':
      return {};
    case 'person':
      return { holder: row.subjectId };
    case 'project': {
      const declared = await tx.impartialityDeclaration.findMany({
        where: { applicationId: row.subjectId, outcome: 'conflict' },
        select: { personId: true },
      });
      return { conflicted: declared.map(({ personId }) => personId) };
    }
  }
}

/** In whose place a role was proposed or invited to. */
async function represented(tx: Prisma.TransactionClient, processId: string): Promise<string[]> {
  const name = { in: ['give', 'lend', 'restore', 'invite'] };
  const events = await tx.event.findMany({ where: { processId, name, deputyForId: { not: null } }, select: { deputyForId: true } });
  return events.flatMap(({ deputyForId }) => deputyForId ?? []);
} // prettier-ignore

type Proposed = { id: string; proposedById: string | null; accessRequestId: string | null };

/** Who proposed a role, then in whose place: one seat is one of the two who must agree. */
export async function proposersOf(tx: Prisma.TransactionClient, grant: Proposed | null): Promise<string[]> {
  if (!grant?.proposedById) return [];
  const request = grant.accessRequestId ? await represented(tx, processIdOf('accessRequest', grant.accessRequestId)) : [];
  return [grant.proposedById, ...(await represented(tx, processIdOf('role', grant.id))), ...request];
} // prettier-ignore
