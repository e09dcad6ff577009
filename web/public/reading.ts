import { Prisma, type PrismaClient } from '../../prisma/generated/client.js';
import { fromBigInt } from '../../domain/money.js';
import type { Order, PublicFilter } from './filter.js';
import { officesInOrder } from '../offices.js';

/** One awarded project of the public list. Amounts in whole kroner; `applied` null: not known; `reported` null: no report is approved. */
export type PublicRow = {
  id: string;
  year: number;
  title: string;
  /** The written form of the project’s own texts. */
  language: string;
  sectors: string[];
  /** The applicant and those who take part, by the names they had then. */
  municipality: string;
  partners: string[];
  governor: string;
  applied: number | null;
  awarded: number;
  reported: number | null;
  completed: boolean;
  /** The day a source told the status, 'yyyy-mm-dd', where nothing has happened here since; null: the status is today’s. */
  statusDay: string | null;
  /** Null: nobody has assessed it. */
  star: boolean | null;
  assessment: string | null;
  /** Where an imported project comes from. */
  source: string | null;
};

export const pageSize = 50;

/** The process says it: for an imported project nobody may know when. */
const completed = Prisma.sql`coalesce(x.state = 'completed', false)`;

/** Until a report is due here or something is decided here, all that is known of an imported project is what its source said. */
const statusDay = Prisma.sql`case when p."completedAt" is null and coalesce(x."eventSeq", 0) <= 1
  and not exists (select 1 from report r where r."projectId" = p.id) then source.day::text end`;
const itsProcessAndSource = Prisma.sql`left join process x on x.kind = 'project' and x."subjectId" = p.id
  left join import_source source on source.key = p."importSourceKey"`;

/** The day the status of this project is from; null: it is today’s. */
export async function statusDayOf(prisma: PrismaClient, id: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ day: string | null }[]>`
    select ${statusDay} as day from project p ${itsProcessAndSource} where p.id = ${id}::uuid`;
  return row?.day ?? null;
}

/**
 * Accounts run from the project’s beginning, so the last approved report says what is used in all; its assessment is the
 * one that holds.
 */
const rows = Prisma.sql`
  select p.id, p."firstYear" as year, p.title, p.language, p.sectors, coalesce(p."applicantName", m.name) as municipality, g.name as governor,
         array(select pp.name from project_partner pp where pp."projectId" = p.id order by pp.position) as partners,
         p."appliedAmount" as applied,
         (select coalesce(sum(a.amount), 0)::bigint from award_year a where a."projectId" = p.id) as awarded,
         (select sum(l.used)::bigint from report_line l
          where l."reportId" = latest.id and l.side = 'funding' and l.kind = 'projectFunds') as reported,
         ${completed} as completed, ${statusDay} as "statusDay", latest.star, latest.assessment, p."importSourceKey" as source
  from project p
  join municipality m on m.code = p."municipalityCode"
  join county_governor g on g.code = p."countyGovernorCode"
  ${itsProcessAndSource}
  left join lateral (select r.id, r.star, r.assessment from report r
                     where r."projectId" = p.id and r."approvedAt" is not null order by r.position desc limit 1) latest on true`;

/** A text found anywhere: title, summary, who takes part, by the names they had then, have now and had before. */
function textCondition(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return Prisma.sql`(p.title ilike ${pattern} or p.summary ilike ${pattern} or p."applicantName" ilike ${pattern} or exists (
    select 1 from project_partner pp where pp."projectId" = p.id and pp.name ilike ${pattern}) or exists (
    select 1 from municipality n left join historic_municipality h on h."successorCode" = n.code
    where (n.code = p."municipalityCode" or n.code in (
      select pp."municipalityCode" from project_partner pp where pp."projectId" = p.id))
    and (n.name ilike ${pattern} or h.name ilike ${pattern})))`;
}

/** Only what has been made public (A19). */
function conditions(filter: PublicFilter): Prisma.Sql {
  const all = [Prisma.sql`p."publicSince" is not null`];
  if (filter.year !== null) all.push(Prisma.sql`p."firstYear" = ${filter.year}`);
  if (filter.county !== null) all.push(Prisma.sql`m."countyCode" = ${filter.county}`);
  if (filter.governor !== null) all.push(Prisma.sql`p."countyGovernorCode" = ${filter.governor}`);
  if (filter.sector !== null) all.push(Prisma.sql`${filter.sector} = any(p.sectors)`);
  if (filter.municipality !== null) {
    all.push(Prisma.sql`(p."municipalityCode" = ${filter.municipality} or exists (
      select 1 from project_partner pp where pp."projectId" = p.id and pp."municipalityCode" = ${filter.municipality}))`);
  }
  if (filter.status !== null) all.push(Prisma.sql`${completed} = ${filter.status === 'completed'}`);
  if (filter.star) all.push(Prisma.sql`coalesce(latest.star, false)`);
  if (filter.text !== '') all.push(textCondition(filter.text));
  return Prisma.sql`where ${Prisma.join(all, ' and ')}`;
}

const orderBy: Readonly<Record<Order, Prisma.Sql>> = {
  year: Prisma.sql`order by year desc, title, id`,
  title: Prisma.sql`order by title, year desc, id`,
  applied: Prisma.sql`order by applied desc nulls last, title, id`,
  awarded: Prisma.sql`order by awarded desc, title, id`,
  reported: Prisma.sql`order by reported desc nulls last, title, id`,
};

type Amounts = 'applied' | 'awarded' | 'reported';
type Read = Omit<PublicRow, Amounts> & { applied: bigint | null; awarded: bigint; reported: bigint | null };
const publicRow = (row: Read): PublicRow => ({
  ...row,
  applied: row.applied === null ? null : fromBigInt(row.applied),
  awarded: fromBigInt(row.awarded),
  reported: row.reported === null ? null : fromBigInt(row.reported),
});

/** One page of the list. */
export async function publicPage(prisma: PrismaClient, filter: PublicFilter): Promise<PublicRow[]> {
  const read = await prisma.$queryRaw<Read[]>`${rows} ${conditions(filter)} ${orderBy[filter.order]}
    limit ${pageSize} offset ${(filter.page - 1) * pageSize}`;
  return read.map(publicRow);
}

/** All of it, for export. */
export async function publicRows(prisma: PrismaClient, filter: PublicFilter): Promise<PublicRow[]> {
  const read = await prisma.$queryRaw<Read[]>`${rows} ${conditions(filter)} ${orderBy[filter.order]}`;
  return read.map(publicRow);
}

/** Sums of what is known, with the keys of the sources they are from; `appliedUnknown` counts the projects whose applied amount is not. */
export type PublicSums = { count: number; applied: number; appliedUnknown: number; awarded: number; sources: string[] };

export async function publicSums(prisma: PrismaClient, filter: PublicFilter): Promise<PublicSums> {
  type Sums = { count: bigint; applied: bigint; unknown: bigint; awarded: bigint; sources: string[] | null };
  const [sums] = await prisma.$queryRaw<Sums[]>`
    select count(*) as count, coalesce(sum(applied), 0)::bigint as applied, count(*) filter (where applied is null) as unknown,
      coalesce(sum(awarded), 0)::bigint as awarded,
      array_agg(distinct source) filter (where source is not null) as sources
    from (${rows} ${conditions(filter)}) shown`;
  const { count, applied, unknown, awarded, sources } = sums!;
  return {
    count: Number(count),
    applied: fromBigInt(applied),
    appliedUnknown: Number(unknown),
    awarded: fromBigInt(awarded),
    sources: sources ?? [],
  };
}

/** Are there rounds of which only sums are known? They are among the figures, not in the list. */
export const hasToldRounds = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.roundStatistics.findFirst({ select: { position: true } })) !== null;

export type FilterChoices = {
  years: number[];
  counties: { code: string; name: string }[];
  municipalities: { code: string; name: string }[];
  governors: { code: string; name: string }[];
};

/** What the filters offer: years and municipalities with a public project, all counties and offices. */
export async function filterChoices(prisma: PrismaClient): Promise<FilterChoices> {
  const inPublic = { some: { publicSince: { not: null } } };
  const [years, counties, municipalities, governors] = await Promise.all([
    prisma.project.findMany({
      where: { publicSince: { not: null } },
      select: { firstYear: true },
      distinct: ['firstYear'],
      orderBy: { firstYear: 'desc' },
    }),
    prisma.county.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } }),
    prisma.municipality.findMany({
      where: {
        OR: [{ projects: inPublic }, { partnerInProjects: { some: { project: { publicSince: { not: null } } } } }],
      },
      select: { code: true, name: true },
    }),
    officesInOrder(prisma),
  ]);
  municipalities.sort((a, b) => a.name.localeCompare(b.name, 'nb'));
  return { years: years.map((year) => year.firstYear), counties, municipalities, governors };
}
