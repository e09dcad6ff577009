import { Prisma, type PrismaClient } from '../../prisma/generated/client.js';
import { fromBigInt } from '../../domain/money.js';
import type { Order, PublicFilter } from './filter.js';

/** One awarded project of the public list. Amounts in whole kroner; `reported` null: no report is approved. */
export type PublicRow = {
  id: string;
  year: number;
  title: string;
  /** The written form of the project’s own texts. */
  language: string;
  sectors: string[];
  municipality: string;
  partners: string[];
  governor: string;
  applied: number | null;
  awarded: number;
  reported: number | null;
  completed: boolean;
  star: boolean;
  assessment: string | null;
};

export const pageSize = 50;

/**
 * Accounts run from the project’s beginning, so the last approved report says what is used in all; its assessment is the
 * one that holds.
 */
const rows = Prisma.sql`
  select p.id, p."firstYear" as year, p.title, p.language, p.sectors, m.name as municipality, g.name as governor,
         array(select pm.name from application_partner ap join municipality pm on pm.code = ap."municipalityCode"
               where ap."applicationId" = p."applicationId" order by pm.name) as partners,
         p."appliedAmount" as applied,
         (select coalesce(sum(a.amount), 0)::bigint from award_year a where a."projectId" = p.id) as awarded,
         (select sum(l.used)::bigint from report_line l
          where l."reportId" = latest.id and l.side = 'funding' and l.kind = 'projectFunds') as reported,
         p."completedAt" is not null as completed, coalesce(latest.star, false) as star, latest.assessment
  from project p
  join municipality m on m.code = p."municipalityCode"
  join county_governor g on g.code = p."countyGovernorCode"
  left join lateral (select r.id, r.star, r.assessment from report r
                     where r."projectId" = p.id and r."approvedAt" is not null order by r.position desc limit 1) latest on true`;

/** A text found anywhere: title, summary, applicant and partners, also by the names municipalities had before. */
function textCondition(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return Prisma.sql`(p.title ilike ${pattern} or p.summary ilike ${pattern} or exists (
    select 1 from municipality n left join historic_municipality h on h."successorCode" = n.code
    where (n.code = p."municipalityCode" or n.code in (
      select ap."municipalityCode" from application_partner ap where ap."applicationId" = p."applicationId"))
    and (n.name ilike ${pattern} or h.name ilike ${pattern})))`;
}

/** Only what has been made public (A19). */
function conditions(filter: PublicFilter): Prisma.Sql {
  const all = [Prisma.sql`p."publicSince" is not null`];
  if (filter.year !== null) all.push(Prisma.sql`p."firstYear" = ${filter.year}`);
  if (filter.county !== null) all.push(Prisma.sql`m."countyCode" = ${filter.county}`);
  if (filter.governor !== null) all.push(Prisma.sql`p."countyGovernorCode" = ${filter.governor}`);
  if (filter.sector !== null) all.push(Prisma.sql`${filter.sector} = any(p.sectors)`);
  if (filter.status !== null) all.push(filter.status === 'completed' ? Prisma.sql`p."completedAt" is not null` : Prisma.sql`p."completedAt" is null`); // prettier-ignore
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

export type PublicSums = { count: number; applied: number; awarded: number };

export async function publicSums(prisma: PrismaClient, filter: PublicFilter): Promise<PublicSums> {
  const [sums] = await prisma.$queryRaw<{ count: bigint; applied: bigint; awarded: bigint }[]>`
    select count(*) as count, coalesce(sum(applied), 0)::bigint as applied, coalesce(sum(awarded), 0)::bigint as awarded
    from (${rows} ${conditions(filter)}) shown`;
  return { count: Number(sums!.count), applied: fromBigInt(sums!.applied), awarded: fromBigInt(sums!.awarded) };
}

export type FilterChoices = {
  years: number[];
  counties: { code: string; name: string }[];
  governors: { code: string; name: string }[];
};

/** What the filters offer: years with a public project, all counties and offices. */
export async function filterChoices(prisma: PrismaClient): Promise<FilterChoices> {
  const [years, counties, governors] = await Promise.all([
    prisma.project.findMany({
      where: { publicSince: { not: null } },
      select: { firstYear: true },
      distinct: ['firstYear'],
      orderBy: { firstYear: 'desc' },
    }),
    prisma.county.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } }),
    prisma.countyGovernor.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } }),
  ]);
  return { years: years.map((year) => year.firstYear), counties, governors };
}
