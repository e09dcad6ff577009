/** Applications and projects that go on and have a contact in the municipality (R11). */
import { transitionOf } from '../../../domain/lifecycle.js';
import { lifecycles } from '../../../domain/lifecycles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { titleOf } from '../../applications/step-head.js';
import type { Translate } from '../../page.js';

/** `processes`: those that must be told, the application’s and after an award the project’s. */
export type Kept = { process: { id: string; kind: 'grant' | 'project'; state: string }; contactId: string };
export type Matter = { id: string; title: string; kept: Kept[] };

/** `outside`: before it is sent in, the title is the municipality’s own. */
type Asked = { municipalityCode?: string; caseId?: string; outside?: boolean };

/** What can be handed over, by title. */
export async function mattersOf(prisma: PrismaClient, t: Translate, { municipalityCode, caseId, outside }: Asked): Promise<Matter[]> {
  const processes = await prisma.process.findMany({
    where: { kind: { in: ['grant', 'project'] }, final: false, ...(municipalityCode ? { municipalityCode } : {}), ...(caseId ? { subjectId: caseId } : {}) },
    select: { id: true, kind: true, state: true, subjectId: true },
  });
  const open = processes.filter(({ kind, state }) => transitionOf(lifecycles[kind as 'grant' | 'project'], 'handOver', state));
  const idsOf = (wanted: string) => ({ id: { in: open.filter(({ kind }) => kind === wanted).map(({ subjectId }) => subjectId) } });
  const [applications, projects] = await Promise.all([
    prisma.application.findMany({ where: idsOf('grant'), select: { id: true, title: true, reference: true, contactId: true } }),
    prisma.project.findMany({ where: idsOf('project'), select: { id: true, title: true, contactId: true } }),
  ]);
  const matters = new Map<string, Matter>();
  for (const process of open) {
    const application = process.kind === 'grant' ? applications.find(({ id }) => id === process.subjectId) : undefined;
    const row = application ?? (process.kind === 'project' ? projects.find(({ id }) => id === process.subjectId) : undefined);
    if (!row) continue;
    const title = application ? (outside && ['draft', 'awaitingLocalApproval', 'awaitingMayor'].includes(process.state) ? t('people.draft', { reference: application.reference }) : titleOf(t, application)) : row.title;
    const matter = matters.get(row.id) ?? { id: row.id, title, kept: [] };
    matter.kept.push({ process: { id: process.id, kind: process.kind as 'grant' | 'project', state: process.state }, contactId: row.contactId ?? '' });
    matters.set(row.id, matter);
  }
  return [...matters.values()].sort((a, b) => a.title.localeCompare(b.title, 'nb'));
} // prettier-ignore

/** Is this person the contact of any part of it? */
export const isContactOf = (personId: string, { kept }: Matter): boolean =>
  kept.some(({ contactId }) => contactId === personId);
