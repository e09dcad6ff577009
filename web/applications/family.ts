/** The project an application goes on from, and what the undertaking has been given through the years. */
import { fromBigInt } from '../../domain/money.js';
import { projectName } from '../../prisma/application-names.js';
import type { PrismaClient } from '../../prisma/generated/client.js';

/** Whole kroner by budget year, earliest first; `spans` is what a source says of several years at once. */
export type Family = {
  projects: { id: string; name: string; years: { year: number; amount: number }[]; spans: { years: number; untilYear: number; amount: number }[] }[];
  total: number;
}; // prettier-ignore

/** More generations than any undertaking has; a ring of references ends too. */
const longest = 20;

/** The earlier project, the one before it, and so on; null when there is none. */
export async function familyOf(prisma: PrismaClient, projectId: string | null): Promise<Family | null> {
  const projects: Family['projects'] = [];
  const seen = new Set<string>();
  for (let id = projectId; id !== null && !seen.has(id) && seen.size < longest;) {
    seen.add(id);
    const project = await prisma.project.findUnique({
      where: { id },
      include: {
        awards: { orderBy: { budgetYear: 'asc' } },
        awardSpans: true,
        application: { select: { previousProjectId: true } },
      },
    });
    if (!project) break;
    projects.unshift({
      id,
      name: projectName(project),
      years: project.awards.map(({ budgetYear, amount }) => ({ year: budgetYear, amount: fromBigInt(amount) })),
      spans: project.awardSpans.map(({ years, untilYear, amount }) => ({ years, untilYear, amount: fromBigInt(amount) })),
    }); // prettier-ignore
    id = project.application?.previousProjectId ?? null;
  }
  if (projects.length === 0) return null;
  return { projects, total: projects.flatMap(({ years }) => years).reduce((sum, { amount }) => sum + amount, 0) };
}
