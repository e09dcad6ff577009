/** The case that messages are about, from either side: an application, or a project that was taken over without one. */
import { can, type Subject } from '../../domain/authorisation.js';
import { letterLanguage } from '../../domain/letter/language.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { PrismaClient, Process } from '../../prisma/generated/client.js';
import { titleOf } from '../applications/step-head.js';
import type { Link } from '../components/models.js';
import type { Translate, User } from '../page.js';
import { subjectOf } from '../where.js';

export type Side = 'municipality' | 'office';

/** The command by which a side writes. */
export const writeCommands = { municipality: 'writeToGovernor', office: 'writeToMunicipality' } as const;

export type MessageCase = {
  id: string;
  title: string;
  process: Process;
  municipality: string;
  office: string;
  /** What the Governor writes to this municipality in. */
  replyForm: WrittenForm;
};

const place = { municipality: { select: { name: true, writtenForm: true } } } as const;

/** Null when there is no such case. */
export async function loadMessageCase(prisma: PrismaClient, id: string, t: Translate): Promise<MessageCase | null> {
  const [application, project] = await Promise.all([
    prisma.application.findUnique({ where: { id }, include: place }),
    prisma.project.findUnique({ where: { id }, include: place }),
  ]);
  const row = application ?? project;
  if (!row) return null;
  const process = await prisma.process.findUniqueOrThrow({
    where: { id: processIdOf(application ? 'grant' : 'project', id) },
  });
  const office = await prisma.countyGovernor.findUniqueOrThrow({ where: { code: process.countyGovernorCode! } });
  return {
    id,
    title: application ? titleOf(t, application) : row.title,
    process,
    municipality: row.municipality.name,
    office: office.name,
    replyForm: letterLanguage(row.municipality.writtenForm, row.language),
  };
}

/** What the access rules look at of a case; null when there is none. */
export const caseSubject = async (prisma: PrismaClient, id: string | undefined): Promise<Subject | null> =>
  (await subjectOf(prisma, 'grant', id)) ?? subjectOf(prisma, 'project', id);

/** Who has roles on both sides acts from the place acted for. */
export function sideOf(user: User, process: Pick<Process, 'municipalityCode' | 'countyGovernorCode'>): Side {
  const municipality = can(user.actor, 'thread.read', { municipalityCode: process.municipalityCode });
  const office = can(user.actor, 'thread.read', { countyGovernorCode: process.countyGovernorCode });
  return municipality && !(office && user.at?.kind === 'office') ? 'municipality' : 'office';
}

export const caseLink = ({ id, title }: Pick<MessageCase, 'id' | 'title'>, side: Side): Link => ({
  text: title,
  href: `/${side === 'office' ? 'saker' : 'soknader'}/${id}`,
});

/** Where a thread about the case is begun. */
export const startPath = (caseId: string): string => `/meldinger/ny/${caseId}`;
