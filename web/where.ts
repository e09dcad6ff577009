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

/** Applications this person has begun. */
const madeBy = async (prisma: PrismaClient, createdById: string): Promise<string[]> =>
  (await prisma.application.findMany({ where: { createdById }, select: { id: true } })).map(({ id }) => id);

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
  const made = alternatives.some((one) => one.madeBy) ? await madeBy(prisma, actor.id) : [];
  const places = await Promise.all(alternatives.map((one) => placesOf(prisma, one, actor.id)));
  const wheres = alternatives.map((one, i): Prisma.ProcessWhereInput[] => [
    ...(one.everywhere ? [] : [{ OR: places[i]! }]),
    ...(one.states ? [{ state: { in: [...one.states] } }] : []),
    ...(one.madeBy ? [{ subjectId: { in: made } }] : []),
    ...(one.exceptConflictsOf ? [{ NOT: { OR: ofCases(conflicts) } }] : []),
  ]);
  // Prisma leaves an empty alternative out of an OR; here it means all.
  return wheres.some((all) => all.length === 0) ? {} : { OR: wheres.map((AND) => ({ AND })) };
}

type SubjectRow = Required<
  Pick<Subject, 'countyGovernorCode' | 'municipalityCode' | 'state' | 'createdById' | 'conflicted' | 'partnerCodes'>
>;

/**
 * What the rules look at of one process; null when there is none, also for an id that cannot be one. What lies below a case has the
 * case’s conflicts and partners. One query: it is on the way to almost every page.
 */
export async function subjectOf(prisma: PrismaClient, kind: Kind, id: string | undefined): Promise<Subject | null> {
  if (!isId(id)) return null;
  const [subject] = await prisma.$queryRaw<SubjectRow[]>`
    select p."countyGovernorCode", p."municipalityCode", p.state,
      (select a."createdById" from application a where a.id = p."subjectId") as "createdById",
      array(select d."personId" from impartiality_declaration d
            where d."applicationId" in (p."subjectId", above."subjectId") and d.outcome = 'conflict') as conflicted,
      array(select t."municipalityCode" from application_partner t
            where t."applicationId" in (p."subjectId", above."subjectId")) as "partnerCodes"
    from process p left join process above on above.id = p."parentId" where p.id = ${processIdOf(kind, id)}`;
  if (!subject) return null;
  if (kind !== 'role' && kind !== 'accessRequest' && kind !== 'person') return subject;
  return { ...subject, personId: await holderOf(prisma, kind, id) };
}

/** Who is in conflict with a case, and who takes part. */
export async function ofCase(
  prisma: PrismaClient,
  id: string,
): Promise<Required<Pick<Subject, 'conflicted' | 'partnerCodes'>>> {
  const [found] = await prisma.$queryRaw<Pick<SubjectRow, 'conflicted' | 'partnerCodes'>[]>`
    select array(select "personId" from impartiality_declaration where "applicationId" = ${id}::uuid and outcome = 'conflict') as conflicted,
      array(select "municipalityCode" from application_partner where "applicationId" = ${id}::uuid) as "partnerCodes"`;
  return found!;
}

/** Whose it is; null for an invitation nobody has accepted. */
async function holderOf(prisma: PrismaClient, kind: 'role' | 'accessRequest' | 'person', id: string): Promise<string | null> {
  if (kind === 'person') return id;
  const select = { select: { personId: true } } as const;
  const found = kind === 'role' ? await prisma.roleGrant.findUnique({ where: { id }, ...select }) : await prisma.accessRequest.findUnique({ where: { id }, ...select });
  return found?.personId ?? null;
} // prettier-ignore
