import { fromBigInt } from '../../../domain/money.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, PrismaClient } from '../../../prisma/generated/client.js';
import { statusDayOf } from '../reading.js';

const include = {
  municipality: { select: { name: true, countyCode: true } },
  payee: { select: { name: true } },
  partners: { orderBy: { position: 'asc' }, select: { name: true, municipality: { select: { name: true } } } },
  awards: { orderBy: { budgetYear: 'asc' } },
  awardSpans: { orderBy: { untilYear: 'desc' } },
  application: {
    select: {
      challenges: true,
      goalsAndMethod: true,
      submittedAt: true,
      budget: { where: { side: 'applied' }, select: { year: true, amount: true } },
    },
  },
  reports: {
    orderBy: { position: 'asc' },
    select: {
      kind: true,
      periodFrom: true,
      periodTo: true,
      dueAt: true,
      approvedAt: true,
    },
  },
} satisfies Prisma.ProjectInclude;

/** Of an approved report: what is public (forms.md D.3). No person, no comment between municipality and Governor. */
const approvedReport = {
  id: true,
  kind: true,
  periodFrom: true,
  periodTo: true,
  approvedAt: true,
  summary: true,
  results: true,
  experience: true,
  benefitOthers: true,
  recommend: true,
  executedAsPlanned: true,
  goalAchievement: true,
  transferValue: true,
  recommendedToOthers: true,
  star: true,
  assessment: true,
  accounts: { where: { side: 'funding', kind: 'projectFunds' }, select: { used: true } },
} satisfies Prisma.ReportSelect;

export type PublicProject = Prisma.ProjectGetPayload<{ include: typeof include }>;
export type ApprovedReport = Prisma.ReportGetPayload<{ select: typeof approvedReport }>;

export type FoundProject = {
  project: PublicProject;
  completed: boolean;
  /** The day the status is from, 'yyyy-mm-dd'; null: today. */
  statusDay: string | null;
  approved: ApprovedReport[];
};

/** A public project and its approved reports; null for one that is not public. */
export async function publicProject(prisma: PrismaClient, id: string): Promise<FoundProject | null> {
  const project = await prisma.project.findFirst({ where: { id, publicSince: { not: null } }, include });
  if (!project) return null;
  const [process, statusDay, approved] = await Promise.all([
    prisma.process.findUnique({ where: { id: processIdOf('project', id) }, select: { state: true } }),
    statusDayOf(prisma, id),
    prisma.report.findMany({
      where: { projectId: id, approvedAt: { not: null } },
      orderBy: { position: 'asc' },
      select: approvedReport,
    }),
  ]);
  return { project, completed: process?.state === 'completed', statusDay, approved };
}

export type SimilarProject = { id: string; title: string; language: string; municipality: string; year: number };

/** Public projects that share a sector: most shared sectors first, then the same county, then the newest. Five at most. */
export const similarProjects = (
  prisma: PrismaClient,
  { id, sectors, municipality }: PublicProject,
): Promise<SimilarProject[]> => prisma.$queryRaw<SimilarProject[]>`
  select p.id, p.title, p.language, coalesce(p."applicantName", m.name) as municipality, p."firstYear" as year
  from project p join municipality m on m.code = p."municipalityCode"
  where p."publicSince" is not null and p.id <> ${id}::uuid and p.sectors && ${sectors}::text[]
  order by (select count(*) from unnest(p.sectors) s where s = any(${sectors}::text[])) desc,
    (m."countyCode" = ${municipality.countyCode}) desc, year desc, p.title, p.id
  limit 5`;

/** Whole kroner; null: not known for this year. */
export type YearAmounts = { year: number; applied: number | null; awarded: number | null; reported: number | null };

/**
 * Per year: applied and awarded by budget year; reported is what each approved report adds to the one before (accounts run
 * from the project’s beginning), in the year its period ends.
 */
export function amountsPerYear(project: PublicProject, approved: readonly ApprovedReport[]): YearAmounts[] {
  const years = new Map<number, YearAmounts>();
  const of = (year: number): YearAmounts => {
    const found = years.get(year) ?? { year, applied: null, awarded: null, reported: null };
    years.set(year, found);
    return found;
  };
  for (const line of project.application?.budget ?? [])
    of(line.year).applied = (of(line.year).applied ?? 0) + fromBigInt(line.amount);
  for (const award of project.awards) of(award.budgetYear).awarded = fromBigInt(award.amount);
  // Without an application what was applied for is known as one figure; it stands in the first year.
  if (!project.application && project.appliedAmount !== null) of(project.firstYear).applied = fromBigInt(project.appliedAmount); // prettier-ignore
  let before = 0;
  for (const report of approved) {
    const used = fundsReported(report);
    if (used === null) continue;
    const year = of(report.periodTo.getUTCFullYear());
    year.reported = (year.reported ?? 0) + used - before;
    before = used;
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}

/** Kroner of the award used up to the report’s end; null when it has no accounts. */
export const fundsReported = (report: ApprovedReport | undefined): number | null =>
  report && report.accounts.length > 0 ? report.accounts.reduce((sum, line) => sum + fromBigInt(line.used), 0) : null;
