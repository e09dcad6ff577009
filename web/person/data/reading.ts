/**
 * Everything that is held about one person (GDPR art. 15), from the rows themselves. Of other people only who gave and confirmed a role:
 * they acted openly and by name. Who looked at the person’s data is told by role and place, not by name (decision 0013).
 */
import type { Kind } from '../../../domain/lifecycle.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { kindOf } from '../../case-view.js';
import { LONGEST_LOGIN_MS } from '../../middleware/session.js';

export type Place = { municipality: string | null; office: string | null };
type Person = {
  firstName: string;
  lastName: string;
  email: string;
  newEmail: string | null;
  phone: string | null;
  language: string;
  createdAt: Date;
  lastSeenAt: Date | null;
  dormantSince: Date | null;
};
type Role = Place & {
  role: string;
  state: string;
  from: Date;
  to: Date | null;
  givenBy: string | null;
  confirmedBy: string | null;
  attestedAt: Date | null;
  attestBy: Date | null;
  lentBy: string | null;
  reason: string | null;
};
type Request = Place & {
  at: Date;
  role: string;
  state: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  submittedAt: Date | null;
  decidedAt: Date | null;
  reason: string | null;
  questions: { question: string; answer: string | null }[];
};
type NameChange = { at: Date; before: string; after: string };
type Invitation = Place & { at: Date; role: string; state: string };
type Deed = { at: Date; kind: Kind; name: string; about: string; role: string; outcome: string };
type Message = { at: Date; about: string; text: string };
type Declaration = { at: Date; about: string; outcome: string; text: string };
type Assessment = {
  at: Date;
  about: string;
  comment: string;
  scores: { criterion: string; score: number; reason: string }[];
};
type Letter = { at: Date | null; about: string; kind: string };
type Email = { at: Date; to: string; subject: string; text: string };
type Look = Place & { at: Date; role: string; page: string };
type Contact = { about: string; municipality: string; kind: 'grant' | 'project' };
/** `idleEnds`: when it ends without another request; `ends`: when it ends all the same. */
type Session = { begun: Date; browser: string | null; idleEnds: Date; ends: Date };

export type Held = {
  details: Person;
  names: NameChange[];
  roles: Role[];
  requests: Request[];
  invitations: Invitation[];
  deeds: Deed[];
  messages: Message[];
  declarations: Declaration[];
  assessments: Assessment[];
  contacts: Contact[];
  views: { at: Date; name: string; query: string }[];
  letters: Letter[];
  emails: Email[];
  looks: Look[];
  sessions: Session[];
};

/** The number of the case a process belongs to, never its title: the reader may no longer be let into it. */
const number = `coalesce(a."caseNumber", a.reference, j."caseNumber", ta."caseNumber", ta.reference, tj."caseNumber", rj."caseNumber", '')`;
const caseJoins = `
  left join application a on p.kind = 'grant' and a.id = p."subjectId"
  left join project j on p.kind = 'project' and j.id = p."subjectId"
  left join report r on p.kind = 'report' and r.id = p."subjectId" left join project rj on rj.id = r."projectId"
  left join thread t on p.kind = 'thread' and t.id = p."subjectId"
  left join application ta on ta.id = t."caseId" left join project tj on tj.id = t."caseId"`;

const named = (person: { firstName: string; lastName: string } | null): string | null =>
  person && `${person.firstName} ${person.lastName}`.trim();

async function rolesOf(prisma: PrismaClient, personId: string): Promise<Role[]> {
  const grants = await prisma.roleGrant.findMany({
    where: { personId },
    include: { municipality: true, countyGovernor: true, deputyFor: true },
    orderBy: { fromAt: 'asc' },
  });
  const requests = await prisma.accessRequest.findMany({
    where: { id: { in: grants.flatMap(({ accessRequestId }) => accessRequestId ?? []) } },
    select: { id: true, decidedById: true, invitedById: true },
  });
  const giver = (grant: (typeof grants)[number]): string | null => {
    const request = requests.find(({ id }) => id === grant.accessRequestId);
    return grant.proposedById ?? request?.decidedById ?? request?.invitedById ?? null;
  };
  const ids = grants.flatMap((grant) => [giver(grant), grant.confirmedById ?? grant.attestedById]);
  const people = await prisma.person.findMany({ where: { id: { in: ids.filter((id) => id !== null) } } });
  const name = (id: string | null): string | null => named(people.find((person) => person.id === id) ?? null);
  return grants.map((grant) => ({
    role: grant.role,
    state: grant.state,
    municipality: grant.municipality?.name ?? null,
    office: grant.countyGovernor?.name ?? null,
    from: grant.fromAt,
    to: grant.endedAt ?? grant.toAt,
    givenBy: name(giver(grant)),
    confirmedBy: name(grant.confirmedById ?? grant.attestedById),
    attestedAt: grant.attestedAt,
    attestBy: grant.attestBy,
    lentBy: named(grant.deputyFor),
    reason: grant.reason,
  }));
}

const requestInclude = { municipality: true, clarifications: { orderBy: { round: 'asc' } } } as const;

async function requestsWhere(prisma: PrismaClient, where: { personId: string } | { invitedById: string }) {
  const requests = await prisma.accessRequest.findMany({ where, include: requestInclude, orderBy: { createdAt: 'asc' } });
  const processes = await prisma.process.findMany({
    where: { id: { in: requests.map(({ id }) => processIdOf('accessRequest', id)) } },
    select: { subjectId: true, state: true },
  });
  const offices = await prisma.countyGovernor.findMany({ select: { code: true, name: true } });
  return requests.map((request) => ({
    ...request,
    state: processes.find(({ subjectId }) => subjectId === request.id)?.state ?? 'new',
    place: {
      municipality: request.municipality?.name ?? null,
      office: offices.find(({ code }) => code === request.countyGovernorCode)?.name ?? null,
    },
  }));
} // prettier-ignore

const namesOf = (prisma: PrismaClient, personId: string): Promise<NameChange[]> =>
  prisma.$queryRaw<NameChange[]>`
    select at, concat_ws(' ', before->>'firstName', before->>'lastName') as before, concat_ws(' ', after->>'firstName', after->>'lastName') as after
    from person_change where "personId" = ${personId}::uuid order by at`;

async function deedsOf(prisma: PrismaClient, personId: string): Promise<Deed[]> {
  const rows = await prisma.$queryRawUnsafe<{ at: Date; processId: string; name: string; role: string; outcome: string; about: string }[]>(
    `select c."receivedAt" as at, c."processId", c.name, c."actorRole" as role, c.status as outcome, ${number} as about
     from command c join process p on p.id = c."processId" ${caseJoins} where c."actorId" = $1::uuid and c.id not like '%>%' order by at`,
    personId,
  );
  return rows.map(({ processId, ...row }) => ({ ...row, kind: kindOf(processId) }));
} // prettier-ignore

/** What was written as itself: in threads, for the municipality in consultations, and as a member of a reference group. */
const messagesOf = (prisma: PrismaClient, personId: string): Promise<Message[]> =>
  prisma.$queryRaw<Message[]>`
    select m.at, coalesce(a."caseNumber", a.reference, j."caseNumber", '') as about, m.text from message m join thread t on t.id = m."threadId"
      left join application a on a.id = t."caseId" left join project j on j.id = t."caseId" where m."authorId" = ${personId}::uuid
    union all select k.at, s."titleNb", r.text from consultation_answer k join consultation s on s.id = k."consultationId"
      join consultation_reply r on r."consultationId" = k."consultationId" and r."municipalityCode" = k."municipalityCode" and r.version = k.version
      where k."authorId" = ${personId}::uuid and r.text <> ''
    union all select d."savedAt", s."titleNb", r.value->>'text' from consultation_draft d join consultation s on s.id = d."consultationId"
      cross join jsonb_each(d.replies) r where d."savedById" = ${personId}::uuid and r.value->>'text' <> ''
    union all select c.at, coalesce(a."caseNumber", a.reference), c.text from case_comment c join application a on a.id = c."applicationId"
      where c."authorId" = ${personId}::uuid order by at`;

const declarationsOf = (prisma: PrismaClient, personId: string): Promise<Declaration[]> =>
  prisma.$queryRaw<Declaration[]>`
    select d."declaredAt" as at, coalesce(a."caseNumber", a.reference) as about, d.outcome, d.text
    from impartiality_declaration d join application a on a.id = d."applicationId" where d."personId" = ${personId}::uuid order by at`;

async function assessmentsOf(prisma: PrismaClient, assessorId: string): Promise<Assessment[]> {
  const rows = await prisma.assessment.findMany({
    where: { assessorId },
    include: { scores: true, application: { select: { caseNumber: true, reference: true } } },
    orderBy: { savedAt: 'asc' },
  });
  return rows.map(({ savedAt, comment, scores, application }) => ({
    at: savedAt,
    about: application.caseNumber ?? application.reference,
    comment,
    scores: scores.map(({ criterionKey, score, reason }) => ({ criterion: criterionKey, score, reason })),
  }));
}

const lettersOf = (prisma: PrismaClient, personId: string): Promise<Letter[]> =>
  prisma.$queryRaw<Letter[]>`
    select l."openedAt" as at, coalesce(a."caseNumber", a.reference, '') as about, l.kind from letter l join process p on p.id = l."processId"
    left join application a on a.id = p."subjectId" where l."openedById" = ${personId}::uuid order by at`;

async function looksOf(prisma: PrismaClient, personId: string): Promise<Look[]> {
  return prisma.$queryRaw<Look[]>`
    select l.at, l."actorRole" as role, l.page, m.name as municipality, g.name as office from access_log l
    left join county_governor g on g.code = l."countyGovernorCode" left join municipality m on m.code = l."municipalityCode"
    where l."personId" = ${personId}::uuid and l."actorId" <> ${personId}::uuid order by l.at`;
}

/** Applications and projects that the person is the contact of. */
const contactsOf = (prisma: PrismaClient, personId: string): Promise<Contact[]> =>
  prisma.$queryRaw<Contact[]>`
    select coalesce(a."caseNumber", a.reference) as about, m.name as municipality, 'grant' as kind
      from application a join municipality m on m.code = a."municipalityCode" where a."contactId" = ${personId}::uuid
    union all select j."caseNumber", m.name, 'project'
      from project j join municipality m on m.code = j."municipalityCode" where j."contactId" = ${personId}::uuid
    order by kind, about`;

/** When they began, with which browser, and when they end; nothing that opens them. */
const sessionsOf = (prisma: PrismaClient, personId: string): Promise<Session[]> =>
  prisma.$queryRaw<Session[]>`
    select to_timestamp((sess->'login'->>'at')::double precision / 1000) as begun, sess->'login'->>'browser' as browser,
      least(expire at time zone current_setting('TimeZone'), to_timestamp(((sess->'login'->>'at')::double precision + ${LONGEST_LOGIN_MS}) / 1000)) as "idleEnds",
      to_timestamp(((sess->'login'->>'at')::double precision + ${LONGEST_LOGIN_MS}) / 1000) as ends
    from session where sess->'login'->>'personId' = ${personId} order by begun`;

/** Reads all of it. The person must exist. */
export async function heldAbout(prisma: PrismaClient, personId: string): Promise<Held> {
  const { firstName, lastName, email, newEmail, phone, language, createdAt, lastSeenAt, dormantSince } =
    await prisma.person.findUniqueOrThrow({ where: { id: personId } });
  const [roles, asked, invited] = await Promise.all([
    rolesOf(prisma, personId),
    requestsWhere(prisma, { personId }),
    requestsWhere(prisma, { invitedById: personId }),
  ]);
  const names = await namesOf(prisma, personId);
  const [deeds, messages, declarations, assessments, contacts, letters, looks, sessions, emails, views] =
    await Promise.all([
      deedsOf(prisma, personId),
      messagesOf(prisma, personId),
      declarationsOf(prisma, personId),
      assessmentsOf(prisma, personId),
      contactsOf(prisma, personId),
      lettersOf(prisma, personId),
      looksOf(prisma, personId),
      sessionsOf(prisma, personId),
      prisma.email.findMany({ where: { recipientId: personId }, orderBy: { at: 'asc' } }),
      prisma.savedView.findMany({ where: { personId }, orderBy: { createdAt: 'asc' } }),
    ]);
  return {
    details: { firstName, lastName, email, newEmail, phone, language, createdAt, lastSeenAt, dormantSince },
    names,
    roles,
    requests: asked.map((request) => ({
      at: request.createdAt,
      ...request.place,
      role: request.role,
      state: request.state,
      firstName: request.firstName,
      lastName: request.lastName,
      email: request.email,
      phone: request.phone,
      submittedAt: request.submittedAt,
      decidedAt: request.decidedAt,
      reason: request.reason,
      questions: request.clarifications.map(({ question, answer }) => ({ question, answer })),
    })),
    invitations: invited.map(({ createdAt: at, place, role, state }) => ({ at, ...place, role, state })),
    deeds,
    messages,
    declarations,
    assessments,
    contacts,
    views: views.map(({ createdAt: at, name, query }) => ({ at, name, query })),
    letters,
    emails: emails.map(({ at, toAddress, subject, text }) => ({ at, to: toAddress, subject, text: withoutCode(text) })),
    looks,
    sessions,
  };
}

/** A code that proves an address is a key, not a fact about the person. */
const withoutCode = (text: string): string =>
  text.replaceAll(/\b\d{6}\b/g, '······').replaceAll(/kode=[\w-]+/g, 'kode=…');
