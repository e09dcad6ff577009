/** The rounds with what is known of them by area: our own decided ones and those a source tells of, read as one. */
import { fromBigInt } from '../../../domain/money.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { byPlace } from '../../offices.js';

/** Amounts in whole kroner; null: not known. */
export type Figures = {
  applications: number | null;
  applied: number | null;
  awards: number | null;
  awarded: number | null;
};
export const figureNames = ['applications', 'applied', 'awards', 'awarded'] as const;
export type FigureName = (typeof figureNames)[number];

/** `area` null: what belongs to no area. */
export type AreaFigures = Figures & { area: string | null };
export type Round = {
  office: string;
  officeName: string;
  year: number;
  /** Empty when only the whole round is known. */
  areas: AreaFigures[];
  /** Added up from the areas where they tell, else as the source says. */
  sum: Figures;
  /** Where the source’s own sum is another than that of its rows. */
  differs: { name: FigureName; added: number; told: number }[];
  sourceKey: string | null;
};

type Read = {
  office: string;
  year: number;
  position: number | null;
  areaNb: string | null;
  areaNn: string | null;
  applications: bigint | null;
  applied: bigint | null;
  awards: bigint | null;
  awarded: bigint | null;
};
type Told = Omit<Read, 'applications' | 'awards'> & {
  applications: number | null;
  awards: number | null;
  source: string;
};

/**
 * A decided round counts when everything it awarded is public: applications by the first area they chose, amounts of the call’s
 * budget year. Of projects that were imported the applications are not here: what they applied for is known only if each tells.
 */
const ownRows = (prisma: PrismaClient) => prisma.$queryRaw<Read[]>`
  with decided as (
    select c.id, c."countyGovernorCode" as office, c."budgetYear" as year from call c
    join process x on x.kind = 'call' and x."subjectId" = c.id and x.state in ('decided', 'completed')
    where not exists (select 1 from project p where p."callId" = c.id and p."publicSince" is null))
  select d.office, d.year, area.position, area."nameNb" as "areaNb", area."nameNn" as "areaNn", count(*) as applications,
    coalesce(sum((select sum(b.amount) from budget_line b where b."applicationId" = a.id and b.side = 'applied' and b.year = d.year)), 0)::bigint as applied,
    count(w.amount) as awards, coalesce(sum(w.amount), 0)::bigint as awarded
  from decided d
  join application a on a."callId" = d.id
  join process g on g.kind = 'grant' and g."subjectId" = a.id and g.state not in ('new', 'draft', 'awaitingLocalApproval', 'awaitingMayor', 'late', 'lapsed', 'withdrawn', 'cancelled')
  left join priority_area area on area.id = a."priorityAreaIds"[1]
  left join award_year w on w."projectId" = a.id and w."budgetYear" = d.year
  group by 1, 2, 3, 4, 5
  union all
  select d.office, d.year, null, null, null, null, case when count(p."appliedAmount") = count(*) then sum(p."appliedAmount")::bigint end,
    count(w.amount), coalesce(sum(w.amount), 0)::bigint
  from decided d
  join project p on p."callId" = d.id and p."applicationId" is null
  left join award_year w on w."projectId" = p.id and w."budgetYear" = d.year
  group by 1, 2
  order by 1, 2, 3 nulls last, 4`;

const toldRows = (prisma: PrismaClient) => prisma.$queryRaw<Told[]>`
  select "countyGovernorCode" as office, "budgetYear" as year, position, "areaNb", "areaNn", applications, applied, awards, awarded,
    "importSourceKey" as source
  from round_statistics order by 1, 2, 3`;

const known = (value: bigint | number | null): number | null =>
  value === null ? null : typeof value === 'bigint' ? fromBigInt(value) : value;
const figuresOf = (row: Record<FigureName, bigint | number | null>): Figures => ({
  applications: known(row.applications),
  applied: known(row.applied),
  awards: known(row.awards),
  awarded: known(row.awarded),
});
const nothing: Figures = { applications: null, applied: null, awards: null, awarded: null };

/** Null as soon as one part is not known. */
const added = (rows: readonly Figures[], name: FigureName): number | null =>
  rows.length === 0
    ? null
    : rows.reduce<number | null>((sum, row) => (sum === null || row[name] === null ? null : sum + row[name]), 0);

const each = (value: (name: FigureName) => number | null): Figures => ({
  applications: value('applications'),
  applied: value('applied'),
  awards: value('awards'),
  awarded: value('awarded'),
});

type Parts = {
  office: string;
  year: number;
  own: AreaFigures[];
  told: AreaFigures[];
  whole: Figures;
  sourceKey: string | null;
};

/** The source’s areas where it has some, else our own; a figure that the rows cannot give is the source’s. */
function roundOf({ office, year, own, told, whole, sourceKey }: Parts, officeName: string): Round {
  const rows = told.length > 0 ? told : own;
  return {
    office,
    officeName,
    year,
    areas: rows.some(({ area }) => area !== null) ? rows : [],
    sum: each((name) => added(rows, name) ?? whole[name]),
    differs: figureNames.flatMap((name) => {
      const sum = added(rows, name);
      const saying = whole[name];
      return sum === null || saying === null || sum === saying ? [] : [{ name, added: sum, told: saying }];
    }),
    sourceKey,
  };
}

/** Two calls of one office and year are one round; an area both have is one row. */
function merge(rows: AreaFigures[], row: AreaFigures): AreaFigures[] {
  const same = rows.find(({ area }) => area === row.area);
  if (!same) return [...rows, row];
  return rows.map((one) => (one === same ? { area: one.area, ...each((name) => added([one, row], name)) } : one));
}

/** All rounds, the newest first, then by the office’s name. */
export async function rounds(prisma: PrismaClient, language: WrittenForm): Promise<Round[]> {
  const [own, told, offices] = await Promise.all([
    ownRows(prisma),
    toldRows(prisma),
    prisma.countyGovernor.findMany({ select: { code: true, name: true } }),
  ]);
  const found = new Map<string, Parts>();
  const of = ({ office, year }: { office: string; year: number }): Parts => {
    const key = `${office}/${year}`;
    const parts = found.get(key) ?? { office, year, own: [], told: [], whole: nothing, sourceKey: null };
    found.set(key, parts);
    return parts;
  };
  const areaOf = (row: Read | Told) => (language === 'nn' ? row.areaNn : row.areaNb);
  for (const row of own) of(row).own = merge(of(row).own, { area: areaOf(row), ...figuresOf(row) });
  for (const row of told) {
    const parts = of(row);
    parts.sourceKey = row.source;
    if (row.position === 0) parts.whole = figuresOf(row);
    else parts.told.push({ area: areaOf(row), ...figuresOf(row) });
  }
  const nameOf = (code: string) => offices.find((office) => office.code === code)?.name ?? code;
  return [...found.values()]
    .map((parts) => roundOf(parts, nameOf(parts.office)))
    .sort((a, b) => b.year - a.year || byPlace(a.officeName, b.officeName));
}
