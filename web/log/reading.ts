/** The log’s rows, newest first, by keyset: what happened (`event`) and who looked (`access_log`), as far as the reader’s roles reach. */
import { visible } from '../../domain/authorisation.js';
import type { Kind } from '../../domain/lifecycle.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { Prisma } from '../../prisma/generated/client.js';
import { isId } from '../forms.js';
import type { UserContext } from '../page.js';
import { isPersonId, periodOf, type LogFilter } from './filter.js';

type Placed = { countyGovernorCode: string | null; municipalityCode: string | null };
/** `before`, `after`: of a change of name, what the person was and is called; of an event null. */
export type EventRow = Placed & {
  processId: string;
  seq: number;
  name: string;
  fromState: string;
  toState: string;
  actorId: string | null;
  actorRole: string;
  deputyForId: string | null;
  at: Date;
  cause: string;
  kind: Kind;
  subjectId: string;
  before: string | null;
  after: string | null;
};
export type LookRow = Placed & {
  id: string;
  actorId: string;
  actorRole: string;
  page: string;
  subject: string;
  personId: string | null;
  at: Date;
};

const { sql, join, empty } = Prisma;
const all = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? sql`where ${join(conditions, ' and ')}` : empty;

/** Offices whose rows the reader sees; null: all. */
export function reachOf({ user }: UserContext): string[] | null {
  const alternatives = visible(user.actor, 'log.read');
  return alternatives.some((one) => one.everywhere) ? null : alternatives.flatMap((one) => one.offices);
}

/** Is the reader told who is who everywhere? A name is searched for only by them, and inside the offices that are theirs. */
const seesNames = ({ user }: UserContext): boolean =>
  visible(user.actor, 'log.read').some((one) => !one.without.includes('personal'));

/** The people a typed name may be or have been; null when none is asked for. */
async function peopleAsked(context: UserContext, { person }: LogFilter): Promise<string[] | null> {
  if (person === '') return null;
  if (isPersonId(person)) return [person];
  if (!seesNames(context)) return [];
  const like = `%${person.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const rows = await context.services.prisma.$queryRaw<{ id: string }[]>`
    select id from person where "firstName" || ' ' || "lastName" ilike ${like}
    union select "personId" from person_change
      where concat_ws(' ', before->>'firstName', before->>'lastName') ilike ${like}
    order by id limit 200`;
  return rows.map(({ id }) => id);
}

/** The people’s own processes: what happens there, happens to them. */
async function processesOf({ services }: UserContext, people: readonly string[] | null): Promise<string[]> {
  if (people === null || people.length === 0) return [];
  const rows = await services.prisma.$queryRaw<{ id: string }[]>`
    select ${processIdOf('person', '')} || id as id from unnest(${people}::uuid[]) as id
    union all select ${processIdOf('role', '')} || id from role_grant where "personId" = any(${people}::uuid[])
    union all select ${processIdOf('accessRequest', '')} || id from access_request where "personId" = any(${people}::uuid[])`;
  return rows.map(({ id }) => id);
}

/** The processes of a case: by its number or reference, its id, or a process’s id; null when none is asked for. */
async function processesAsked({ services }: UserContext, { matter }: LogFilter): Promise<string[] | null> {
  if (matter === '') return null;
  const id = matter.includes('/') && isId(matter.split('/')[1]) ? matter.split('/')[1]! : matter;
  const subjects = isId(id)
    ? [id]
    : (
        await services.prisma.$queryRaw<{ id: string }[]>`
          select id from application where "caseNumber" = ${matter} or reference = ${matter}
          union select id from project where "caseNumber" = ${matter}`
      ).map((row) => row.id);
  if (subjects.length === 0) return [];
  const exact = matter !== id;
  const rows = await services.prisma.$queryRaw<{ id: string }[]>`
    with recursive tree as (
      select id from process where "subjectId" = any(${subjects}::uuid[]) and (${!exact} or id = ${matter})
      union select p.id from process p join tree t on p."parentId" = t.id)
    select id from tree limit 1000`;
  return rows.map((row) => row.id);
}

type Asked = {
  context: UserContext;
  filter: LogFilter;
  people: string[] | null;
  theirs: string[];
  processes: string[] | null;
};

/** What is asked for besides the filter itself: people and processes, read once for all pages of an export. */
export async function asked(context: UserContext, filter: LogFilter): Promise<Asked> {
  const [people, processes] = await Promise.all([peopleAsked(context, filter), processesAsked(context, filter)]);
  return { context, filter, people, theirs: await processesOf(context, people), processes };
}

function eventConditions({ context, filter, people, theirs, processes }: Asked): Prisma.Sql[] {
  const offices = reachOf(context);
  const { from, to } = periodOf(filter);
  const [kind, name] = filter.what?.split(/\.(.*)/s) ?? [];
  return [
    ...(offices ? [sql`p."countyGovernorCode" = any(${offices})`] : []),
    ...(filter.office ? [sql`p."countyGovernorCode" = ${filter.office}`] : []),
    ...(filter.municipality ? [sql`p."municipalityCode" = ${filter.municipality}`] : []),
    ...(people
      ? [
          sql`(e."actorId" = any(${people}::uuid[]) or e."deputyForId" = any(${people}::uuid[]) or e."processId" = any(${theirs}))`,
        ]
      : []),
    ...(processes ? [sql`e."processId" = any(${processes})`] : []),
    ...(filter.role ? [sql`e."actorRole" = ${filter.role}`] : []),
    ...(name ? [sql`e.name = ${name} and p.kind = ${kind}`] : []),
    ...(from ? [sql`e.at >= ${from}`] : []),
    ...(to ? [sql`e.at < ${to}`] : []),
  ];
}

function lookConditions({ context, filter, people, processes }: Asked): Prisma.Sql[] {
  const offices = reachOf(context);
  const { from, to } = periodOf(filter);
  return [
    ...(offices ? [sql`l."countyGovernorCode" = any(${offices})`] : []),
    ...(filter.office ? [sql`l."countyGovernorCode" = ${filter.office}`] : []),
    ...(filter.municipality ? [sql`l."municipalityCode" = ${filter.municipality}`] : []),
    ...(people ? [sql`(l."actorId" = any(${people}::uuid[]) or l."personId" = any(${people}::uuid[]))`] : []),
    ...(processes ? [sql`l.subject = any(${processes})`] : []),
    ...(filter.role ? [sql`l."actorRole" = ${filter.role}`] : []),
    ...(filter.what ? [sql`l.page = ${filter.what}`] : []),
    ...(from ? [sql`l.at >= ${from}`] : []),
    ...(to ? [sql`l.at < ${to}`] : []),
  ];
}

/** A change of name stands among the events under this name, and under an id that no process has. */
export const renamed = 'changeName';

/** Offices and municipalities where the person had a role when the name was changed. */
const placesOfChange = sql`
  select coalesce(r."countyGovernorCode", k."countyGovernorCode") as office, r."municipalityCode" as municipality
  from role_grant r left join municipality m on m.code = r."municipalityCode" left join county k on k.code = m."countyCode"
  where r."personId" = c."personId" and r.state not in ('proposed', 'declined') and (r."endedAt" is null or r."endedAt" > c.at)`;

function renamingConditions({ context, filter, people, processes }: Asked): Prisma.Sql[] {
  const offices = reachOf(context);
  const { from, to } = periodOf(filter);
  const there = (condition: Prisma.Sql) => sql`exists (select from (${placesOfChange}) place where ${condition})`;
  return [
    ...(offices ? [there(sql`office = any(${offices})`)] : []),
    ...(filter.office ? [there(sql`office = ${filter.office}`)] : []),
    ...(filter.municipality ? [there(sql`municipality = ${filter.municipality}`)] : []),
    ...(people ? [sql`(c."personId" = any(${people}::uuid[]) or c."actorId" = any(${people}::uuid[]) or c."deputyForId" = any(${people}::uuid[]))`] : []),
    ...(processes ? [sql`'person/' || c."personId" = any(${processes})`] : []),
    ...(filter.role ? [sql`c."actorRole" = ${filter.role}`] : []),
    ...(filter.what && filter.what !== `person.${renamed}` ? [sql`false`] : []),
    ...(from ? [sql`c.at >= ${from}`] : []),
    ...(to ? [sql`c.at < ${to}`] : []),
  ];
} // prettier-ignore

/** "<epoch ms>~<process>~<seq>" of an event, "<epoch ms>~<id>" of a look. */
export const cursorOf = (row: EventRow | LookRow): string =>
  'seq' in row ? `${row.at.getTime()}~${row.processId}~${row.seq}` : `${row.at.getTime()}~${row.id}`;

/** What happened in processes, and what people were called from then on: each at most `limit`, of both the newest. */
export async function eventRows(all_: Asked, after: string | null, limit: number): Promise<EventRow[]> {
  const [ms, processId, seq] = after?.split('~') ?? [];
  const events = eventConditions(all_);
  const names = renamingConditions(all_);
  if (processId && seq && /^\d{1,9}$/.test(seq)) {
    const last = sql`(${new Date(Number(ms))}::timestamptz, ${processId}, ${Number(seq)}::int)`;
    events.push(sql`(e.at, e."processId", e.seq) < ${last}`);
    names.push(sql`(c.at, 'person/' || c."personId" || '/name', c.seq) < ${last}`);
  }
  const offices = reachOf(all_.context);
  const office = offices ? sql`(select min(office) from (${placesOfChange}) place where office = any(${offices}))` : sql`null`;
  return all_.context.services.prisma.$queryRaw<EventRow[]>`
    (select e."processId", e.seq, e.name, e."fromState", e."toState", e."actorId", e."actorRole", e."deputyForId", e.at, e.cause, p.kind,
        p."subjectId", p."countyGovernorCode", p."municipalityCode", null as before, null as after
      from event e join process p on p.id = e."processId" ${all(events)}
      order by e.at desc, e."processId" desc, e.seq desc limit ${limit})
    union all
    (select 'person/' || c."personId" || '/name', c.seq, ${renamed}, '', '', c."actorId", c."actorRole", c."deputyForId", c.at, '', 'person',
        c."personId", ${office}, null,
        concat_ws(' ', c.before->>'firstName', c.before->>'lastName'), concat_ws(' ', c.after->>'firstName', c.after->>'lastName')
      from person_change c ${all(names)}
      order by c.at desc, 1 desc, c.seq desc limit ${limit})
    order by at desc, "processId" desc, seq desc limit ${limit}`;
} // prettier-ignore

export async function lookRows(all_: Asked, after: string | null, limit: number): Promise<LookRow[]> {
  const [ms, id] = after?.split('~') ?? [];
  const conditions = lookConditions(all_);
  if (isId(id)) conditions.push(sql`(l.at, l.id) < (${new Date(Number(ms))}::timestamptz, ${id}::uuid)`);
  return all_.context.services.prisma.$queryRaw<LookRow[]>`
    select l.* from access_log l ${all(conditions)} order by l.at desc, l.id desc limit ${limit}`;
}

/** How many there are, counted no further than `most + 1`. */
export async function countRows(all_: Asked, most: number): Promise<number> {
  const found =
    all_.filter.kind === 'hendelser'
      ? sql`select 1 from event e join process p on p.id = e."processId" ${all(eventConditions(all_))}
          union all select 1 from person_change c ${all(renamingConditions(all_))}`
      : sql`select 1 from access_log l ${all(lookConditions(all_))}`;
  const [row] = await all_.context.services.prisma.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (${found} limit ${most + 1}) found`;
  return row!.count;
}

/** Pages that somebody has looked at, for the filter. */
export async function pagesLookedAt({ services }: UserContext): Promise<string[]> {
  const rows = await services.prisma.$queryRaw<{ page: string }[]>`
    with recursive pages as (
      (select page from access_log order by page limit 1)
      union all select (select a.page from access_log a where a.page > pages.page order by a.page limit 1) from pages where pages.page is not null)
    select page from pages where page is not null`;
  return rows.map(({ page }) => page);
}

/** The process a look was at; null for a list or an export. */
export const processOfLook = ({ subject }: LookRow): string | null =>
  /^[a-z-]+\/[0-9a-f-]{36}$/.test(subject) && subject !== processIdOf('grant', '') ? subject : null;
