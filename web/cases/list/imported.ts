/** Projects taken over from before: to learn from, in no office’s own list of work. */
import { fromBigInt } from '../../../domain/money.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';
import { limitOf, type CaseFilter } from './filter.js';
import { containing, processFields, type CaseRow } from './row.js';

const include = {
  municipality: { select: { name: true } },
  call: { select: { titleNb: true, titleNn: true } },
} satisfies Prisma.ProjectInclude;

/** What is asked of work with a case leaves them out. */
export async function importedRows(
  { services, language }: UserContext,
  { state, officer, areaId, callId, text, municipality, sector, least, most }: CaseFilter,
  where: Prisma.ProcessWhereInput,
): Promise<CaseRow[]> {
  if (state || officer || areaId) return [];
  const { prisma } = services;
  const processes = await prisma.process.findMany({ where: { kind: 'project', AND: [where] }, select: processFields });
  const processOf = new Map(processes.map((process) => [process.subjectId, process]));
  const [from, to] = [limitOf(least), limitOf(most)];
  const projects = await prisma.project.findMany({
    where: {
      id: { in: [...processOf.keys()] },
      applicationId: null,
      ...(callId ? { callId } : {}),
      ...(municipality ? { municipalityCode: municipality } : {}),
      ...(sector ? { sectors: { has: sector } } : {}),
      ...(from !== null || to !== null ? { appliedAmount: { gte: from ?? 0, ...(to === null ? {} : { lte: to }) } } : {}),
      ...(text ? { OR: [{ title: containing(text) }, { caseNumber: containing(text) }, { municipality: { name: containing(text) } }] } : {}),
    },
    include,
  }); // prettier-ignore
  return projects.map((project) => {
    const process = processOf.get(project.id)!;
    return {
      id: project.id,
      kind: 'project',
      office: process.countyGovernorCode ?? '',
      number: project.caseNumber ?? '',
      title: project.title,
      municipality: project.municipality.name,
      municipalityCode: project.municipalityCode,
      call: project.call ? inForm(language, project.call.titleNb, project.call.titleNn) : '',
      state: process.state,
      waitsFor: process.waitsFor,
      officer: null,
      officerId: null,
      hidden: false,
      applied: project.appliedAmount === null ? null : fromBigInt(project.appliedAmount),
      costs: null,
      own: null,
      share: null,
      sectors: project.sectors,
      areas: [],
      missing: [],
      receivedAt: null,
      deadline: null,
      process: null,
    };
  });
}
