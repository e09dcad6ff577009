/** Who and what the log’s rows are about, in words, as far as the reader may know. */
import { isMasked, type Action } from '../../domain/authorisation.js';
import type { Kind } from '../../domain/lifecycle.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { kindOf } from '../case-view.js';
import type { UserContext } from '../page.js';
import { whereVisible } from '../where.js';

type Placed = { countyGovernorCode: string | null; municipalityCode: string | null };
/** `href` filters the log by the person. */
export type Who = { name: string; id: string | null };
export type About = { text: string; title: string | null; href: string | null };

/** The page of a process, and who may open it. */
const pages: Readonly<Partial<Record<Kind, { read: Action; at: (id: string) => string }>>> = {
  grant: { read: 'case.read', at: (id) => `/saker/${id}` },
  project: { read: 'case.read', at: (id) => `/saker/${id}` },
  report: { read: 'report.read', at: (id) => `/rapporter/${id}` },
  thread: { read: 'thread.read', at: (id) => `/meldinger/${id}` },
  call: { read: 'call.read', at: (id) => `/utlysninger/${id}/styring` },
  consultation: { read: 'consultation.read', at: (id) => `/horinger/${id}` },
  accessRequest: { read: 'access.read', at: (id) => `/tilgang/${id}` },
  role: { read: 'role.read', at: (id) => `/roller/${id}` },
};

/** The processes among these that the reader may open. */
async function openable({ services, user }: UserContext, processIds: readonly string[]): Promise<Set<string>> {
  const found = await Promise.all(
    Object.entries(pages).map(async ([kind, { read }]) => {
      const ids = processIds.filter((id) => kindOf(id) === kind);
      if (ids.length === 0) return [];
      const where = { AND: [{ id: { in: ids } }, await whereVisible(services.prisma, user.actor, read)] };
      return services.prisma.process.findMany({ where, select: { id: true } });
    }),
  );
  return new Set(found.flat().map(({ id }) => id));
}

type Titles = Map<string, { number: string | null; title: string }>;

async function titlesOf(prisma: PrismaClient, processIds: readonly string[], language: string): Promise<Titles> {
  const rows = await prisma.$queryRaw<{ id: string; number: string | null; title: string | null }[]>`
    select p.id, coalesce(a."caseNumber", a.reference, j."caseNumber", ja."caseNumber", ja.reference) as number,
      coalesce(nullif(a.title, ''), j.title, t.subject, case when ${language} = 'nn' then coalesce(c."titleNn", k."titleNn") else coalesce(c."titleNb", k."titleNb") end) as title
    from process p
      left join application a on p.kind = 'grant' and a.id = p."subjectId"
      left join report r on p.kind = 'report' and r.id = p."subjectId"
      left join project j on j.id = coalesce(r."projectId", case when p.kind = 'project' then p."subjectId" end)
      left join thread t on p.kind = 'thread' and t.id = p."subjectId"
      left join application ja on ja.id = t."caseId"
      left join call c on p.kind = 'call' and c.id = p."subjectId"
      left join consultation k on p.kind = 'consultation' and k.id = p."subjectId"
    where p.id = any(${[...processIds]})`;
  return new Map(rows.map(({ id, number, title }) => [id, { number, title: title ?? '' }]));
}

/** A role, a request for access or a person: whose (`invited`: who is asked to come, by the name they were asked with), which role and where. */
type Personal = Placed & { personId: string | null; invited: string | null; role: string | null; place: string | null };

async function personalOf(prisma: PrismaClient, processIds: readonly string[]): Promise<Map<string, Personal>> {
  const rows = await prisma.$queryRaw<(Personal & { id: string })[]>`
    select p.id, p."countyGovernorCode", p."municipalityCode", coalesce(r."personId", q."personId", case when p.kind = 'person' then p."subjectId" end) as "personId",
      nullif(trim(q."firstName" || ' ' || q."lastName"), '') as invited, coalesce(r.role, q.role) as role, case when p.kind <> 'person' then coalesce(m.name || ' kommune', g.name) end as place
    from process p
      left join role_grant r on p.kind = 'role' and r.id = p."subjectId"
      left join access_request q on p.kind = 'accessRequest' and q.id = p."subjectId"
      left join municipality m on m.code = coalesce(r."municipalityCode", q."municipalityCode")
      left join county_governor g on g.code = coalesce(r."countyGovernorCode", q."countyGovernorCode")
    where p.id = any(${[...processIds]}) and p.kind in ('role', 'accessRequest', 'person')`;
  return new Map(rows.map((row) => [row.id, row]));
}

export type Naming = {
  /** Null actor: the process itself. `at`: where it was; there the reader may be told names. */
  who(personId: string | null, at: Placed): Who;
  about(processId: string): About;
};

type Rows = { people: readonly (string | null)[]; processes: readonly string[] };

/** Reads the names behind some rows at once. A title is shown to who may open the case; a number to all who read the log. */
export async function namingOf(context: UserContext, { people, processes }: Rows): Promise<Naming> {
  const { services, user, t, language } = context;
  const ids = [...new Set(processes)];
  const [open, titles, personal] = await Promise.all([
    openable(context, ids),
    titlesOf(services.prisma, ids, language),
    personalOf(services.prisma, ids),
  ]);
  const named = [...people, ...[...personal.values()].map(({ personId }) => personId)];
  const persons = await services.prisma.person.findMany({
    where: { id: { in: [...new Set(named.filter((id) => id !== null))] } },
    select: { id: true, firstName: true, lastName: true, anonymisedAt: true },
  });
  const byId = new Map(persons.map((person) => [person.id, person]));
  const who: Naming['who'] = (personId, at) => {
    if (personId === null) return { name: t('common.role.system'), id: null };
    const person = byId.get(personId);
    const pseudonym = t('log.pseudonym', { id: personId.slice(0, 8) });
    if (isMasked(user.actor, 'log.read', at, 'personal')) return { name: pseudonym, id: personId };
    const name = person ? `${person.firstName} ${person.lastName}`.trim() : '';
    return { name: name || (person?.anonymisedAt ? t('log.formerUser') : pseudonym), id: personId };
  };
  return {
    who,
    about(processId) {
      const kind = kindOf(processId);
      const href = open.has(processId) ? (pages[kind]?.at(processId.split('/')[1]!) ?? null) : null;
      const about = personal.get(processId);
      if (about) {
        // Who is invited is told to who may open the invitation.
        const invited = (href && about.invited) || t('log.who.invited');
        const whose = about.personId === null ? invited : who(about.personId, about).name;
        const role = about.role && t(`common.role.${about.role}`);
        return { text: t(`log.kind.${kind}`), title: [whose, role, about.place].filter(Boolean).join(', '), href };
      }
      const { number, title } = titles.get(processId) ?? { number: null, title: '' };
      return {
        text: [t(`log.kind.${kind}`), number].filter(Boolean).join(' '),
        title: href && title ? title : null,
        href,
      };
    },
  };
}
