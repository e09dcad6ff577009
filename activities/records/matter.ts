import type { EmailFacts } from '../../domain/notices.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** The contact person, and the case officer (of a call its contact at the office). */
export type Named = { contactId: string | null; caseOfficerId: string | null };
/** Who is named on a process, and what its e-mails may say; read once for all the notices of a cause. */
export type Matter = { named: Named; facts: Partial<EmailFacts>; matterNn?: string };

type Common = Named & {
  office: string;
  officerName: string | null;
  officerEmail: string | null;
  municipality: string | null;
};
type GrantRow = Common & {
  title: string;
  reference: string;
  caseNumber: string | null;
  callDeadline: Date;
  amount: bigint | null;
  dueAt: Date | null;
};
type CallRow = Common & { titleNb: string; titleNn: string; deadline: Date; opensAt: Date };
type ReportRow = Common & { title: string; caseNumber: string | null; kind: string; dueAt: Date; opensAt: Date };
type ThreadRow = Common & { title: string; caseNumber: string | null };
type AccessRow = Common & { firstName: string; lastName: string; reason: string | null };

/** One query for each kind: it is on the way of every decision. */
export async function matterOf(tx: Tx, row: ProcessRow): Promise<Matter> {
  switch (row.kind) {
    case 'accessRequest': {
      const [found] = await tx.$queryRaw<AccessRow[]>`
        select null as "contactId", null as "caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, r."firstName", r."lastName", r.reason
        from access_request r join municipality m on m.code = r."municipalityCode"
        join county_governor g on g.code = ${row.countyGovernorCode} left join person p on p.id = r."decidedById"
        where r.id = ${row.subjectId}::uuid`;
      const { firstName, lastName, reason } = found!;
      return matter(found!, {
        matter: found!.municipality ?? '',
        requester: `${firstName} ${lastName}`,
        reason: reason ?? undefined,
      });
    }
    case 'call': {
      const [found] = await tx.$queryRaw<CallRow[]>`
        select null as "contactId", c."contactId" as "caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", null as municipality, c."titleNb", c."titleNn", c.deadline, c."opensAt"
        from call c join county_governor g on g.code = c."countyGovernorCode" left join person p on p.id = c."contactId"
        where c.id = ${row.subjectId}::uuid`;
      const { titleNb, titleNn, deadline, opensAt } = found!;
      const facts = { matter: titleNb, deadline: deadline.getTime(), opensAt: opensAt.getTime() };
      return { ...matter(found!, facts), matterNn: titleNn };
    }
    case 'grant': {
      const [found] = await tx.$queryRaw<GrantRow[]>`
        select a."contactId", a."caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, a.title, a.reference, a."caseNumber", c.deadline as "callDeadline",
          (select sum(amount) from budget_line b where b."applicationId" = a.id and b.side = 'applied') as amount,
          (select "dueAt" from clarification k where k."applicationId" = a.id order by round desc limit 1) as "dueAt"
        from application a join call c on c.id = a."callId" join municipality m on m.code = a."municipalityCode"
        join county_governor g on g.code = c."countyGovernorCode" left join person p on p.id = coalesce(a."caseOfficerId", c."contactId")
        where a.id = ${row.subjectId}::uuid`;
      const { title, reference, caseNumber, callDeadline, amount, dueAt } = found!;
      const deadline = row.state === 'informationRequested' && dueAt ? dueAt : callDeadline;
      return matter(found!, {
        matter: title || reference,
        reference,
        caseNumber: caseNumber ?? undefined,
        deadline: deadline.getTime(),
        amount: Number(amount ?? 0n),
      });
    }
    case 'report': {
      const [found] = await tx.$queryRaw<ReportRow[]>`
        select j."contactId", j."caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, j.title, j."caseNumber", r.kind, r."dueAt", r."opensAt"
        from report r join project j on j.id = r."projectId" join municipality m on m.code = j."municipalityCode"
        join county_governor g on g.code = j."countyGovernorCode" left join person p on p.id = j."caseOfficerId"
        where r.id = ${row.subjectId}::uuid`;
      const { title, caseNumber, kind, dueAt, opensAt } = found!;
      return matter(found!, {
        matter: title,
        caseNumber: caseNumber ?? undefined,
        deadline: dueAt.getTime(),
        opensAt: opensAt.getTime(),
        reportKind: kind === 'final' ? 'final' : 'interim',
      });
    }
    case 'thread': {
      const [found] = await tx.$queryRaw<ThreadRow[]>`
        select coalesce(j."contactId", a."contactId") as "contactId", p.id as "caseOfficerId", g.name as office,
          p."firstName" || ' ' || p."lastName" as "officerName", p.email as "officerEmail", m.name as municipality,
          coalesce(j.title, nullif(a.title, ''), a.reference) as title, coalesce(j."caseNumber", a."caseNumber") as "caseNumber"
        from thread t left join application a on a.id = t."caseId" left join project j on j.id = t."caseId"
        join municipality m on m.code = ${row.municipalityCode} join county_governor g on g.code = ${row.countyGovernorCode}
        left join person p on p.id = coalesce(j."caseOfficerId", a."caseOfficerId")
        where t.id = ${row.subjectId}::uuid`;
      const { title, caseNumber } = found!;
      return matter(found!, { matter: title, caseNumber: caseNumber ?? undefined });
    }
    case 'project':
      throw new Error('a project gives no notices; its reports do');
  }
}

function matter(found: Common, facts: Partial<EmailFacts>): Matter {
  const { contactId, caseOfficerId, office, officerName, officerEmail, municipality } = found;
  const contact = officerName && officerEmail ? { name: officerName, email: officerEmail } : undefined;
  return {
    named: { contactId, caseOfficerId },
    facts: { office, contact, municipality: municipality ?? undefined, ...facts },
  };
}
