import type { EmailFacts } from '../../domain/notices.js';
import type { Role } from '../../domain/roles.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** The contact person, and the case officer (of a call its contact at the office). */
export type Named = { contactId: string | null; caseOfficerId: string | null };
/** Who is named on a process, and what its e-mails may say; read once for all the notices of a cause. */
export type Matter = { named: Named; facts: Partial<EmailFacts>; matterNn?: string };

type Common = Named & {
  office: string | null;
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
  stands: boolean;
};
type CallRow = Common & { titleNb: string; titleNn: string; deadline: Date; opensAt: Date };
type ConsultationRow = Common & { titleNb: string; titleNn: string; dueAt: Date };
type ReportRow = Common & { title: string; caseNumber: string | null; kind: string; dueAt: Date; opensAt: Date };
type ThreadRow = Common & { title: string; caseNumber: string | null };
type AccessRow = Common & {
  firstName: string;
  lastName: string;
  reason: string | null;
  role: string;
  secret: string | null;
  coordinator: boolean;
};
/** Of a gift or a loan that is refused there is no row but the process. */
type RoleRow = Common & {
  holder: string | null;
  role: string | null;
  fromAt: Date | null;
  until: Date | null;
  lender: string | null;
  suspended: boolean | null;
  unconfirmed: boolean | null;
  administrators: string | null;
};
type ProjectRow = Common & { title: string; caseNumber: string | null };

/** Who signs where no office stands behind it. */
const product = 'Prosjektskjønn';
/** The same word in both written forms. */
const ministry = 'departementet';
/** "Bodø kommune", the office’s own name, or the ministry’s for a role in the whole nation. */
const placeOf = ({ municipality, office }: Common): string =>
  municipality ? `${municipality} kommune` : (office ?? ministry);

/** One query for each kind: it is on the way of every decision. */
export async function matterOf(tx: Tx, row: ProcessRow): Promise<Matter> {
  switch (row.kind) {
    case 'accessRequest': {
      const [found] = await tx.$queryRaw<AccessRow[]>`
        select null as "contactId", null as "caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, r."firstName", r."lastName", r.reason, r.role,
          (select content->>'secret' from command c where c."processId" = ${row.id} and c.name = 'invite' order by seq limit 1) as secret,
          exists (select 1 from role_grant o where o."accessRequestId" = r.id and o.role = 'municipalCoordinator' and r.role <> o.role) as coordinator
        from access_request r left join municipality m on m.code = r."municipalityCode"
        left join county_governor g on g.code = ${row.countyGovernorCode} left join person p on p.id = coalesce(r."decidedById", r."invitedById")
        where r.id = ${row.subjectId}::uuid`;
      const { firstName, lastName, reason, role, secret, coordinator } = found!;
      return matter(found!, {
        matter: placeOf(found!),
        role: role as Role,
        requester: `${firstName} ${lastName}`,
        reason: reason ?? undefined,
        coordinator,
        // The link works as long as the invitation is open.
        ...(row.state === 'invited' && secret ? { secret } : {}),
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
    case 'consultation': {
      const [found] = await tx.$queryRaw<ConsultationRow[]>`
        select null as "contactId", c."authorId" as "caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", null as municipality, c."titleNb", c."titleNn", c."dueAt"
        from consultation c join county_governor g on g.code = c."countyGovernorCode" left join person p on p.id = c."authorId"
        where c.id = ${row.subjectId}::uuid`;
      const { titleNb, titleNn, dueAt } = found!;
      return { ...matter(found!, { matter: titleNb, deadline: dueAt.getTime() }), matterNn: titleNn };
    }
    case 'grant': {
      const [found] = await tx.$queryRaw<GrantRow[]>`
        select a."contactId", a."caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, a.title, a.reference, a."caseNumber", c.deadline as "callDeadline",
          (select sum(amount) from budget_line b where b."applicationId" = a.id and b.side = 'applied') as amount,
          (select "dueAt" from clarification k where k."applicationId" = a.id order by round desc limit 1) as "dueAt", a."submittedAt" is not null as stands
        from application a join call c on c.id = a."callId" join municipality m on m.code = a."municipalityCode"
        join county_governor g on g.code = c."countyGovernorCode" left join person p on p.id = coalesce(a."caseOfficerId", c."contactId")
        where a.id = ${row.subjectId}::uuid`;
      const { title, reference, caseNumber, callDeadline, amount, dueAt, stands } = found!;
      const deadline = row.state === 'informationRequested' && dueAt ? dueAt : callDeadline;
      return matter(found!, {
        matter: title || reference,
        reference,
        caseNumber: caseNumber ?? undefined,
        deadline: deadline.getTime(),
        amount: Number(amount ?? 0n),
        stands,
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
    case 'project': {
      const [found] = await tx.$queryRaw<ProjectRow[]>`
        select j."contactId", j."caseOfficerId", g.name as office, p."firstName" || ' ' || p."lastName" as "officerName",
          p.email as "officerEmail", m.name as municipality, j.title, j."caseNumber"
        from project j join municipality m on m.code = j."municipalityCode"
        join county_governor g on g.code = j."countyGovernorCode" left join person p on p.id = j."caseOfficerId"
        where j.id = ${row.subjectId}::uuid`;
      const { title, caseNumber } = found!;
      return matter(found!, { matter: title, caseNumber: caseNumber ?? undefined });
    }
    case 'role': {
      const [found] = await tx.$queryRaw<RoleRow[]>`
        select null as "contactId", null as "caseOfficerId", g.name as office, null as "officerName", null as "officerEmail",
          m.name as municipality, h."firstName" || ' ' || h."lastName" as holder, r.role, r."fromAt",
          case when r."deputyForId" is null then r."attestBy" else r."toAt" end as until, l."firstName" || ' ' || l."lastName" as lender,
          r.state = 'suspended' as suspended, r."attestBy" <= app_now() and r.reason is null as unconfirmed,
          (select string_agg(distinct a."firstName" || ' ' || a."lastName", ', ') from role_grant s join person a on a.id = s."personId"
           where s.state = 'active' and s."deputyForId" is null and a."dormantSince" is null and a.id <> h.id
             and s.role = case when others.here then 'countyGovernorAdmin' else 'ministryOfficer' end
             and (not others.here or s."countyGovernorCode" = p."countyGovernorCode")) as administrators
        from process p left join role_grant r on r.id = p."subjectId" left join person h on h.id = r."personId"
        left join person l on l.id = r."deputyForId"
        cross join lateral (select exists (select 1 from role_grant s join person a on a.id = s."personId"
          where s.role = 'countyGovernorAdmin' and s."countyGovernorCode" = p."countyGovernorCode" and s.state = 'active'
            and s."deputyForId" is null and a."dormantSince" is null and a.id <> h.id) as here) others
        left join municipality m on m.code = p."municipalityCode" left join county_governor g on g.code = p."countyGovernorCode"
        where p.id = ${row.id}`;
      const { holder, role, fromAt, until, lender, suspended, unconfirmed, administrators } = found!;
      return matter(found!, {
        matter: placeOf(found!),
        requester: holder ?? undefined,
        role: (role as Role | null) ?? undefined,
        from: fromAt?.getTime(),
        deadline: until?.getTime(),
        lender: lender ?? undefined,
        suspended: suspended ?? undefined,
        unconfirmed: unconfirmed ?? undefined,
        administrators: administrators ?? undefined,
      });
    }
    case 'person':
      return { named: { contactId: null, caseOfficerId: null }, facts: { office: product, matter: product } };
  }
}

function matter(found: Common, facts: Partial<EmailFacts>): Matter {
  const { contactId, caseOfficerId, office, officerName, officerEmail, municipality } = found;
  const contact = officerName && officerEmail ? { name: officerName, email: officerEmail } : undefined;
  return {
    named: { contactId, caseOfficerId },
    facts: { office: office ?? product, contact, municipality: municipality ?? undefined, ...facts },
  };
}
