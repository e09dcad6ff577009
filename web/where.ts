/** `visible` as a Prisma `where`, and what `can` looks at: both from process rows. */
import type { Action, Subject } from '../domain/authorisation.js';
import { visible, type Visible } from '../domain/authorisation.js';
import type { Kind } from '../domain/lifecycle.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { Actor } from '../domain/roles.js';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';
import { isId } from './forms.js';

/** Applications this person is in conflict with. */
export const conflictsOf = async (prisma: PrismaClient, personId: string): Promise<string[]> =>
  (
    await prisma.impartialityDeclaration.findMany({
      where: { personId, outcome: 'conflict' },
      select: { applicationId: true },
    })
  ).map((declaration) => declaration.applicationId);

/** Subjects that are one’s own: oneself, one’s roles, one’s requests. */
async function ownSubjects(prisma: PrismaClient, personId: string): Promise<string[]> {
  const [roles, requests] = await Promise.all([
    prisma.roleGrant.findMany({ where: { personId }, select: { id: true } }),
    prisma.accessRequest.findMany({ where: { personId }, select: { id: true } }),
  ]);
  return [personId, ...roles.map(({ id }) => id), ...requests.map(({ id }) => id)];
}

/** Applications these municipalities take part in. */
const partneredBy = async (prisma: PrismaClient, codes: string[]): Promise<string[]> =>
  (
    await prisma.applicationPartner.findMany({
      where: { municipalityCode: { in: codes } },
      select: { applicationId: true },
      distinct: ['applicationId'],
    })
  ).map(({ applicationId }) => applicationId);

/** Where one alternative reaches, as conditions of which one must hold. */
async function placesOf(prisma: PrismaClient, one: Visible, actorId: string): Promise<Prisma.ProcessWhereInput[]> {
  const { municipalities, partners, offices, anyOffice, self } = one;
  return [
    { municipalityCode: { in: municipalities } },
    { countyGovernorCode: { in: offices } },
    ...(anyOffice ? [{ countyGovernorCode: { not: null } }] : []),
    ...(self ? [{ subjectId: { in: await ownSubjects(prisma, actorId) } }] : []),
    ...(partners.length > 0 ? ofCases(await partneredBy(prisma, partners)) : []),
  ];
}

/** These applications, and what lies below them: project, reports, threads. */
const ofCases = (ids: string[]): Prisma.ProcessWhereInput[] => [
  { subjectId: { in: ids } },
  { parent: { subjectId: { in: ids } } },
];

/** The process rows this actor may see for the action: a row is among them exactly when `can` says yes to its subject. */
export async function whereVisible(
  prisma: PrismaClient,
  actor: Actor,
  action: Action,
): Promise<Prisma.ProcessWhereInput> {
  const alternatives = visible(actor, action);
  // Prisma takes an empty OR inside an AND for «all».
  if (alternatives.length === 0) return { id: { in: [] } };
  const conflicts = alternatives.some((one) => one.exceptConflictsOf) ? await conflictsOf(prisma, actor.id) : [];
  const places = await Promise.all(alternatives.map((one) => placesOf(prisma, one, actor.id)));
  const wheres = alternatives.map((one, i): Prisma.ProcessWhereInput[] => [
    ...(one.everywhere ? [] : [{ OR: places[i]! }]),
    ...(one.states ? [{ state: { in: [...one.states] } }] : []),
    ...(one.exceptConflictsOf
      ? [{ NOT: { OR: ofCases(conflicts) } }]
      : []),
  ]);
  // Prisma leaves an empty alternative out of an OR; here it means all.
  return wheres.some((all) => all.length === 0) ? {} : { OR: wheres.map((AND) => ({ AND })) };
}

/** What the rules look at of one process; null when there is none, also for an id that cannot be one. */
export async function subjectOf(prisma: PrismaClient, kind: Kind, id: string | undefined): Promise<Subject | null> {
  if (!isId(id)) return null;
  const process = await prisma.process.findUnique({
    where: { id: processIdOf(kind, id) },
    select: { countyGovernorCode: true, municipalityCode: true, state: true, parent: { select: { subjectId: true } } },
  });
  if (!process) return null;
  const { parent, ...subject } = process;
  if (kind === 'role' || kind === 'accessRequest' || kind === 'person')
    return { ...subject, personId: await holderOf(prisma, kind, id) };
  return { ...subject, ...(await ofCase(prisma, parent ? [id, parent.subjectId] : [id])) };
}

/** Who is in conflict with a case, and who takes part; those of what lies below it are the same. */
export async function ofCase(
  prisma: PrismaClient,
  ids: string[],
): Promise<Required<Pick<Subject, 'conflicted' | 'partnerCodes'>>> {
  const conflicts = await prisma.impartialityDeclaration.findMany({
    where: { applicationId: { in: ids }, outcome: 'conflict' },
    select: { personId: true },
  });
  const partners = await prisma.applicationPartner.findMany({
    where: { applicationId: { in: ids } },
    select: { municipalityCode: true },
  });
  return {
    conflicted: conflicts.map((declaration) => declaration.personId),
    partnerCodes: partners.map(({ municipalityCode }) => municipalityCode),
  };
}

/** Whose it is; null for an invitation nobody has accepted. */
async function holderOf(prisma: PrismaClient, kind: 'role' | 'accessRequest' | 'person', id: string): Promise<string | null> {
  if (kind === 'person') return id;
  const select = { select: { personId: true } } as const;
  const found = kind === 'role' ? await prisma.roleGrant.findUnique({ where: { id }, ...select }) : await prisma.accessRequest.findUnique({ where: { id }, ...select });
  return found?.personId ?? null;
} // prettier-ignore
