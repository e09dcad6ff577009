/** `visible` as a Prisma `where`, and what `can` looks at: both from process rows. */
import type { Action, Subject } from '../domain/authorisation.js';
import { visible } from '../domain/authorisation.js';
import type { Kind } from '../domain/lifecycle.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { Actor } from '../domain/roles.js';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';
import { isId } from './forms.js';

const conflictsOf = async (prisma: PrismaClient, personId: string): Promise<string[]> =>
  (
    await prisma.impartialityDeclaration.findMany({
      where: { personId, outcome: 'conflict' },
      select: { applicationId: true },
    })
  ).map((declaration) => declaration.applicationId);

/** The process rows this actor may see for the action: a row is among them exactly when `can` says yes to its subject. */
export async function whereVisible(
  prisma: PrismaClient,
  actor: Actor,
  action: Action,
): Promise<Prisma.ProcessWhereInput> {
  const alternatives = visible(actor, action);
  const conflicts = alternatives.some((one) => one.exceptConflictsOf) ? await conflictsOf(prisma, actor.id) : [];
  const wheres = alternatives.map((one): Prisma.ProcessWhereInput[] => [
    ...(one.everywhere
      ? []
      : [{ OR: [{ municipalityCode: { in: one.municipalities } }, { countyGovernorCode: { in: one.offices } }] }]),
    ...(one.states ? [{ state: { in: [...one.states] } }] : []),
    ...(one.exceptConflictsOf
      ? [{ NOT: { OR: [{ subjectId: { in: conflicts } }, { parent: { subjectId: { in: conflicts } } }] } }]
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
  // A thread’s conflicts are those of the case above it.
  const conflicts = await prisma.impartialityDeclaration.findMany({
    where: { applicationId: { in: parent ? [id, parent.subjectId] : [id] }, outcome: 'conflict' },
    select: { personId: true },
  });
  return { ...subject, conflicted: conflicts.map((declaration) => declaration.personId) };
}
