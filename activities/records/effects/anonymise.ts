/**
 * Nothing personal is left (law-and-practice.md B.2.8): of a request after six months, of a person 24 months after the last role or log-in. Letters,
 * files, events, decisions and what was written in a case are documents: they stay as they are.
 */
import { processIdOf } from '../../../domain/lifecycles.js';
import { ANONYMISED_MONTHS } from '../../../domain/person/ladders.js';
import { living } from '../../../domain/role/rules.js';
import { afterMonths } from '../../../domain/steps.js';
import { hasHadRole } from '../../../prisma/last-role.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import type { Tx } from '../transaction.js';

/** What stands in the place of an identity’s hash; no log-in can come to it again. */
const nobody = (personId: string): string => `anonymised/${personId}`;

/** Empties what was sent, and what e-mails told, in processes that are about people. Keys, kinds and instants stay. */
async function emptyProcesses(tx: Tx, processIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`select set_config('prosjektskjonn.anonymising', 'on', true)`;
  await tx.$executeRaw`
    update command set content = '{}'::jsonb, "contentHash" = '' where "processId" = any(${[...processIds]}) and content <> '{}'::jsonb`;
  await tx.$executeRaw`select set_config('prosjektskjonn.anonymising', 'off', true)`;
  await tx.$executeRaw`update email set subject = '', text = '', html = '' where "processId" = any(${[...processIds]}) and text <> ''`;
}

/**
 * E-mails to the person, in whatever case: address and text. Of those to an address without a person only what the person’s own
 * requests and invitations sent: the same address may be a municipality’s desk, whose e-mails belong to the cases.
 */
async function emptyEmails(tx: Tx, personId: string, processIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update email set "toAddress" = '', subject = '', text = '', html = '', error = null
    where "toAddress" <> '' and ("recipientId" = ${personId}::uuid or ("recipientId" is null and "processId" = any(${[...processIds]})))`;
}

/** The request’s row and what was asked and answered. Where, when, as what and with which outcome stays, for the figures. */
async function emptyRequests(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  const requestId = { in: [...ids] };
  await tx.accessRequest.updateMany({
    where: { id: requestId },
    data: { firstName: '', lastName: '', email: '', phone: '', reason: null, anonymisedAt: at },
  });
  await tx.$executeRaw`
    update access_clarification set question = '', answer = case when answer is null then null else '' end where "requestId" = any(${[...ids]}::uuid[])`;
}

/** Is the person named in documents of a case, or has done something in one? Then the name is part of what happened. */
async function inCases(tx: Tx, personId: string): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ named: boolean }[]>`
    select exists (select 1 from event e join process p on p.id = e."processId"
                   where e."actorId" = ${personId}::uuid and p.kind in ('call', 'consultation', 'grant', 'project', 'report', 'thread'))
      or exists (select 1 from application where ${personId}::uuid in ("contactId", "createdById", "caseOfficerId"))
      or exists (select 1 from project where ${personId}::uuid in ("contactId", "caseOfficerId"))
      or exists (select 1 from call where ${personId}::uuid in ("authorId", "contactId"))
      or exists (select 1 from consultation where "authorId" = ${personId}::uuid)
      or exists (select 1 from message where "authorId" = ${personId}::uuid)
      or exists (select 1 from assessment where "assessorId" = ${personId}::uuid)
      or exists (select 1 from impartiality_declaration where "personId" = ${personId}::uuid)
      or exists (select 1 from letter where "openedById" = ${personId}::uuid)
      or exists (select 1 from decision where "approverId" = ${personId}::uuid) as named`;
  return found!.named;
}

/** Address, number, identity and sessions go; the name too, where no case holds it. */
async function emptyPerson(tx: Tx, personId: string, at: Date): Promise<void> {
  const name = (await inCases(tx, personId)) ? {} : { firstName: '', lastName: '' };
  await tx.person.update({
    where: { id: personId },
    data: {
      ...name,
      email: '',
      phone: null,
      newEmail: null,
      subjectHash: nobody(personId),
      subjectKey: null,
      lastSeenAt: null,
      dormantSince: null,
      anonymisedAt: at,
    },
  });
  await tx.$executeRaw`select set_config('prosjektskjonn.anonymising', 'on', true)`;
  await tx.$executeRaw`update person_change set before = '{}'::jsonb, after = '{}'::jsonb where "personId" = ${personId}::uuid`;
  await tx.$executeRaw`select set_config('prosjektskjonn.anonymising', 'off', true)`;
  await tx.savedView.deleteMany({ where: { personId } });
  await tx.threadRead.deleteMany({ where: { personId } });
  await tx.$executeRaw`delete from session where sess->'login'->>'personId' = ${personId}`;
}

/** Someone who only ever asked: no role, and no request that is kept. */
async function onlyAsked(tx: Tx, personId: string): Promise<boolean> {
  const roles = await tx.roleGrant.count({ where: { personId } });
  return roles + (await tx.accessRequest.count({ where: { personId, anonymisedAt: null } })) === 0;
}

/** Six months after a request was denied, withdrawn or expired. */
export const anonymiseRequest: EffectOf = async ({ tx, row, cause }) => {
  const request = await tx.accessRequest.findUniqueOrThrow({ where: { id: row.subjectId } });
  const { personId } = request;
  await emptyRequests(tx, [request.id], cause.at);
  await emptyProcesses(tx, [row.id]);
  await tx.$executeRaw`
    update email set "toAddress" = '' where "processId" = ${row.id} and ("recipientId" = ${personId}::uuid or "recipientId" is null)`;
  if (!personId || !(await onlyAsked(tx, personId))) return {};
  const own = processIdOf('person', personId);
  // Their own process does it, where they have one.
  if (await tx.process.findUnique({ where: { id: own }, select: { id: true } }))
    return { derived: [{ targets: [own], name: 'requestEmptied' }] };
  await emptyEmails(tx, personId, [row.id]);
  await emptyPerson(tx, personId, cause.at);
  return {};
};

/** A role that counts, or a request that is open. */
export async function needed(tx: Tx, personId: string): Promise<boolean> {
  const roles = await tx.roleGrant.count({
    where: { personId, state: { in: living } },
  });
  return roles > 0 || (await tx.accessRequest.count({ where: { personId, closedAt: null } })) > 0;
}

/** 24 months after the last role, or after the last visit of who never had one. */
export const anonymisePerson: EffectOf = async (input): Promise<Effect> => {
  const { tx, row, cause } = input;
  const { lastSeenAt, createdAt, notices } = await tx.person.findUniqueOrThrow({ where: { id: row.subjectId } });
  const others = [...(row.state === 'active' ? ['dormancy'] : []), ...(notices === 'daily' ? ['digest'] : [])];
  // Asked for or given while the engine was away, after the instant this fires at: it has not been heard of here.
  if (await needed(tx, row.subjectId)) return { to: row.state, goesOn: true, starts: others };
  const back = afterMonths((lastSeenAt ?? createdAt).getTime(), ANONYMISED_MONTHS) > cause.at.getTime();
  if (back && !(await hasHadRole(tx, row.subjectId)))
    return { to: row.state, goesOn: true, starts: [...others, 'anonymisation'] };
  return emptied(input);
};

/** With their last request, unless they have asked again meanwhile. */
export const anonymiseAfterRequest: EffectOf = async (input): Promise<Effect> =>
  (await onlyAsked(input.tx, input.row.subjectId)) ? emptied(input) : { to: input.row.state, goesOn: true };

/** What they had asked for and been given goes with them. */
async function emptied({ tx, row, cause }: EffectInput): Promise<Effect> {
  const id = row.subjectId;
  const requests = await tx.accessRequest.findMany({ where: { personId: id }, select: { id: true } });
  const grants = await tx.roleGrant.findMany({ where: { personId: id }, select: { id: true } });
  await tx.roleGrant.updateMany({ where: { personId: id }, data: { reason: null } });
  await emptyRequests(
    tx,
    requests.map((request) => request.id),
    cause.at,
  );
  const own = await tx.process.findMany({
    where: {
      kind: { in: ['accessRequest', 'role', 'person'] },
      subjectId: { in: [id, ...requests.map((request) => request.id), ...grants.map((grant) => grant.id)] },
    },
    select: { id: true },
  });
  const ids = own.map((process) => process.id);
  await emptyProcesses(tx, ids);
  await emptyEmails(tx, id, ids);
  await emptyPerson(tx, id, cause.at);
  return { to: 'anonymised' };
}
