/** U5 and U6: what becomes of one role. The row in `role_grant` follows its process in the same transaction. */
import { randomUUID } from 'node:crypto';
import { addDays, addMonths, deadlineAtEndOf, startOfDay, localDate } from '../../../domain/calendar/index.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { roleGift, roleLoan, roleReason } from '../../../domain/role/form.js';
import {
  ATTESTATION_MONTHS,
  LONGEST_DEPUTY_DAYS,
  lendable,
  living,
  managedBy,
  restoredByTwo,
  rolesOfTwo,
} from '../../../domain/role/rules.js';
import type { People } from '../../../domain/lifecycle.js';
import type { Refusal } from '../../../domain/errors.js';
import { isStaffRole, placeOfRole, type Role } from '../../../domain/roles.js';
import type { RoleGrant } from '../../../prisma/generated/client.js';
import { isLastAdministrator, isLastContactRole, isNeededOfficer } from '../../../prisma/last-role.js';
import { lockMinistry } from '../../../prisma/ministry.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { Derived } from '../derive.js';
import type { Effect, EffectInput, EffectOf } from '../kernel.js';
import type { Tx } from '../transaction.js';
import { contactOfRole } from './contacts.js';
import { usersAgain, withoutUsers } from './municipality-users.js';

/** The first instant too late to confirm a right again: the end of the day a year later. */
export const attestBy = (at: Date): Date =>
  new Date(deadlineAtEndOf(addMonths(localDate(at.getTime()), ATTESTATION_MONTHS)));

/** The row, locked: whoever hands something over to its holder waits, and then sees it ended. */
async function lockedGrant({ tx, row }: EffectInput): Promise<RoleGrant> {
  await tx.$executeRaw`select 1 from role_grant where id = ${row.subjectId}::uuid for update`;
  return tx.roleGrant.findUniqueOrThrow({ where: { id: row.subjectId } });
}

/** Who proposed, and in whose place: neither is the second. */
const peopleIn = ({ deputyForId }: EffectInput, { personId, proposedById }: RoleGrant): People => ({
  holder: personId,
  proposers: proposedById === null ? [] : [proposedById, deputyForId].filter((id) => id !== null),
});

/** May a coordinator let people in and give rights here? The Governor’s administrator can take that back. */
export async function mayAsCoordinator({ tx, row, actorRole }: Pick<EffectInput, 'tx' | 'row' | 'actorRole'>): Promise<boolean> {
  if (actorRole !== 'municipalCoordinator') return true;
  const place = await tx.municipality.findUnique({ where: { code: row.municipalityCode ?? '' } });
  return place?.coordinatorApproves ?? false;
} // prettier-ignore

/** What a role that counts from now on starts, and who must know. */
async function counting(input: EffectInput, grant: RoleGrant): Promise<Effect> {
  const { tx, row, cause } = input;
  const lent = grant.deputyForId !== null;
  const attested = !lent && isStaffRole(grant.role);
  await tx.roleGrant.update({
    where: { id: grant.id },
    data: { state: 'active', ...(attested ? { attestedAt: cause.at, attestBy: attestBy(cause.at) } : {}) },
  });
  if (!lent) await usersAgain(tx, grant.municipalityCode, cause.at);
  return {
    to: 'active',
    starts: lent ? ['deputy'] : attested ? ['attestation'] : [],
    derived: [
      ...(await toPerson(tx, {
        id: grant.personId,
        at: cause.at,
        name: 'roleGiven',
        // With an approved request or an accepted invitation the address was proved.
        proved: row.state === 'new' && grant.accessRequestId !== null,
      })),
      ...(await contactOfRole(tx, grant)),
    ],
    people: peopleIn(input, grant),
    ...(row.state === 'new' && (lent || !grant.accessRequestId) ? { emails: [{ email: 'E30given', to: ['holder'] }] } : {}),
  }; // prettier-ignore
}

/** The person’s own process hears of every role that begins or ends; it starts with the first. */
async function toPerson(
  tx: Tx,
  { id, at, name, proved = false }: { id: string; at: Date; name: 'roleGiven' | 'roleEnded'; proved?: boolean },
): Promise<Derived[]> {
  const processId = processIdOf('person', id);
  if (!(await tx.process.findUnique({ where: { id: processId }, select: { id: true } }))) {
    // Two roles at the same moment: the second sees the first’s row.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${processId}, 0))`;
    if (!(await tx.process.findUnique({ where: { id: processId }, select: { id: true } })))
      await createProcessRow(tx, { kind: 'person', subjectId: id, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt: at }); // prettier-ignore
  }
  return [{ targets: [processId], name, ...(proved ? { content: { proved } } : {}) }];
}

/** What is lent from a role, which no longer counts, ends with it. */
async function endLoans(tx: Tx, grant: RoleGrant): Promise<Derived[]> {
  if (grant.deputyForId !== null) return [];
  const { personId: deputyForId, role, municipalityCode, countyGovernorCode } = grant;
  const loans = await tx.roleGrant.findMany({
    where: { deputyForId, role, municipalityCode, countyGovernorCode, state: { in: living } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return loans.length > 0
    ? [{ targets: loans.map(({ id }) => processIdOf('role', id)), name: 'lenderEnded' }]
    : [];
} // prettier-ignore

/** Does it wait for a second person? Not where nobody proposed it: the installation lets the first one in. */
const needsSecond = ({ role, proposedById }: { role: string; proposedById: string | null }): boolean =>
  rolesOfTwo.includes(role as Role) && proposedById !== null;

/** A role that two must agree on waits; another counts at once. */
const begun = (input: EffectInput, grant: RoleGrant): Promise<Effect> =>
  needsSecond(grant) ? proposed(input, grant) : counting(input, grant);

async function proposed(input: EffectInput, grant: RoleGrant): Promise<Effect> {
  await input.tx.roleGrant.update({ where: { id: grant.id }, data: { state: 'proposed' } });
  return {
    to: 'proposed',
    starts: ['proposal'],
    people: peopleIn(input, grant),
    emails: [{ email: 'E30confirm', to: ['administrators'] }],
    tasks: [{ task: 'confirmRole', to: 'administrators' }],
  };
}

/** U2: the role follows the approved request; its row was written with the approval. */
const create: EffectOf = async (input) => begun(input, await lockedGrant(input));

/** Has the person this role here already, or is it on its way? */
async function held(tx: Tx, grant: { personId: string; role: string; municipalityCode: string | null; countyGovernorCode: string | null }) {
  const { personId, role, municipalityCode, countyGovernorCode } = grant;
  const where = { personId, role, municipalityCode, countyGovernorCode, deputyForId: null };
  return (await tx.roleGrant.count({ where: { ...where, state: { in: living } } })) > 0;
} // prettier-ignore

/** U5: a role for someone who is known here. */
const give: EffectOf = async (input) => {
  const { tx, row, cause, actorId, actorRole, deputyForId, content } = input;
  const { personId, role } = roleGift.parse(content);
  if (!managedBy(actorRole).includes(role) || !(await mayAsCoordinator(input))) return { refusal: 'notManaged' };
  if (personId === actorId || personId === deputyForId) return { refusal: 'ownRole' };
  const place = placeOfRole(role, input.row);
  if (await held(tx, { personId, role, ...place })) return { refusal: 'alreadyHeld' };
  const waits = { proposedById: actorId, state: 'proposed' };
  const grant = await tx.roleGrant.create({
    data: { id: row.subjectId, personId, role, ...place, fromAt: cause.at, ...(rolesOfTwo.includes(role) ? waits : {}) },
  }); // prettier-ignore
  return begun(input, grant);
};

/** U5: a role lent from the first to the last day. Its holder lends it, or an administrator where the holder is away. */
const lend: EffectOf = async (input) => {
  const { tx, row, cause, actorId, actorRole, deputyForId, content } = input;
  const { grantId, personId, from, to } = roleLoan.parse(content);
  // Held until the end: a role that ends meanwhile takes with it what is lent from it.
  await tx.$executeRaw`select 1 from role_grant where id = ${grantId}::uuid for share`;
  const lent = await tx.roleGrant.findFirst({ where: { id: grantId, state: 'active', deputyForId: null } });
  if (!lent || !lendable(lent.role as Role)) return { refusal: 'notColleague' };
  if (lent.personId !== actorId && !managedBy(actorRole).includes(lent.role as Role)) return { refusal: 'notManaged' };
  if (!(await mayAsCoordinator(input))) return { refusal: 'notManaged' };
  // Nobody lends themselves a colleague’s role, nor who they stand in for.
  if ([lent.personId, actorId, deputyForId].includes(personId)) return { refusal: 'ownRole' };
  const { role, municipalityCode, countyGovernorCode } = lent;
  const place = placeOfRole(role, input.row);
  if (countyGovernorCode !== place.countyGovernorCode || municipalityCode !== place.municipalityCode)
    return { refusal: 'notManaged' };
  const colleague = await tx.roleGrant.count({ where: { personId, state: 'active', deputyForId: null, municipalityCode, countyGovernorCode } }); // prettier-ignore
  if (colleague === 0) return { refusal: 'notColleague' };
  const today = localDate(cause.at.getTime());
  const latest = (first: string): string => addDays(first, LONGEST_DEPUTY_DAYS);
  if (to < from || to < today || from > latest(today) || to > latest(from)) return { refusal: 'malformed' };
  const same = { personId, role, municipalityCode, countyGovernorCode, deputyForId: lent.personId };
  if ((await tx.roleGrant.count({ where: { ...same, state: { in: living } } })) > 0) return { refusal: 'alreadyHeld' };
  const fromAt = new Date(Math.max(startOfDay(from), cause.at.getTime()));
  const grant = await tx.roleGrant.create({
    data: {
      id: row.subjectId,
      ...same,
      fromAt,
      toAt: new Date(deadlineAtEndOf(to)),
      ...(rolesOfTwo.includes(role as Role) ? { proposedById: actorId, state: 'proposed' } : {}),
    },
  });
  return begun(input, grant);
};

const confirm: EffectOf = async (input) => {
  const grant = await lockedGrant(input);
  if (!managedBy(input.actorRole).includes(grant.role as Role)) return { refusal: 'notManaged' };
  // A loan whose time has run out while it waited.
  if (grant.toAt && grant.toAt <= input.cause.at) return { refusal: 'notAllowedNow' };
  await input.tx.roleGrant.update({ where: { id: grant.id }, data: { confirmedById: input.actorId } });
  return counting(input, grant);
};

const attest: EffectOf = async (input) => {
  const { tx, cause, actorId, actorRole } = input;
  const grant = await lockedGrant(input);
  if (!managedBy(actorRole).includes(grant.role as Role) || !isStaffRole(grant.role)) return { refusal: 'notManaged' };
  await tx.roleGrant.update({
    where: { id: grant.id },
    data: { attestedAt: cause.at, attestedById: actorId, attestBy: attestBy(cause.at) },
  });
  return {};
};

/** U5: nobody has confirmed the right within the year. The same where its holder came back by another address. */
const lapse: EffectOf = async (input) => {
  const grant = await lockedGrant(input);
  await input.tx.roleGrant.update({ where: { id: grant.id }, data: { state: 'suspended', reason: null } });
  const derived = [...(await endLoans(input.tx, grant)), ...(await contactOfRole(input.tx, grant))];
  return { facts: { role: grant.role as Role }, derived };
};

/** Two whose roles end at once take turns: each sees whether the other is left. */
async function lockOthers(tx: Tx, { personId, role, municipalityCode, countyGovernorCode }: RoleGrant): Promise<void> {
  if (role === 'countyGovernorAdmin')
    await tx.$executeRaw`select 1 from county_governor where code = ${countyGovernorCode} for no key update`;
  if (role === 'ministryOfficer') await lockMinistry(tx);
  if (municipalityCode !== null) await tx.$executeRaw`select 1 from person where id = ${personId}::uuid for no key update`;
} // prettier-ignore

/** R11: contact of something that goes on, and this is the last role that lets the person be it. */
async function isLastContact(tx: Tx, grant: RoleGrant): Promise<boolean> {
  if (!(await isLastContactRole(tx, grant))) return false;
  const { personId, municipalityCode } = grant;
  const [matter] = await tx.$queryRaw<unknown[]>`
    select 1 from process p left join application a on p.kind = 'grant' and a.id = p."subjectId"
      left join project j on p.kind = 'project' and j.id = p."subjectId"
    where p."municipalityCode" = ${municipalityCode} and not p.final and p.state not in ('new', 'lapsed', 'rejected', 'dismissed')
      and (a."contactId" = ${personId}::uuid or j."contactId" = ${personId}::uuid) limit 1`;
  return matter !== undefined;
}

/** Who may not be put out or leave, since nobody could do their part: the office’s last administrator, but by the ministry; the ministry’s last two; a contact. */
async function missed({ tx, actorRole }: EffectInput, grant: RoleGrant, state: string): Promise<Refusal | null> {
  await lockOthers(tx, grant);
  if (actorRole !== 'ministryOfficer' && (await isLastAdministrator(tx, grant))) return 'lastAdministrator';
  if (await isNeededOfficer(tx, grant)) return 'fewOfficers';
  return state === 'revoked' && (await isLastContact(tx, grant)) ? 'lastContact' : null;
} // prettier-ignore

/** Ends, declines or suspends: the reason is kept, and what hangs on it is looked at first. */
const ended =
  (state: 'suspended' | 'revoked' | 'declined' | 'ended'): EffectOf =>
  async (input) => {
    const { tx, cause, actorId, actorRole, content } = input;
    const grant = await lockedGrant(input);
    const own = actorId === grant.personId || actorId === grant.deputyForId;
    if (actorId && !own && !managedBy(actorRole).includes(grant.role as Role)) return { refusal: 'notManaged' };
    if (input.name === 'takeBack' && grant.deputyForId === null) return { refusal: 'notAllowedNow' };
    const leaves = state === 'suspended' || state === 'revoked';
    const refusal = leaves ? await missed(input, grant, state) : null;
    if (refusal) return { refusal };
    const given = roleReason.safeParse(content);
    if (actorId && !own && !given.success) return { refusal: 'malformed' };
    const reason = given.success ? given.data.reason : null;
    const over = state === 'suspended' ? {} : { endedAt: cause.at };
    await tx.roleGrant.update({ where: { id: grant.id }, data: { state, reason, ...over } });
    const gone = state === 'revoked' || state === 'ended';
    const alone: Effect = state === 'declined' ? {} : await withoutUsers(tx, grant);
    // Who withdraws what they proposed themselves knows it.
    const tells = input.name === 'decline' && actorId !== grant.proposedById;
    return {
      to: state,
      ...alone,
      ...(tells ? { emails: [{ email: 'E30declined', to: ['proposer'] }] } : {}),
      facts: { role: grant.role as Role, ...(reason ? { reason } : {}) },
      derived: [
        ...(gone ? await toPerson(tx, { id: grant.personId, at: cause.at, name: 'roleEnded' }) : []),
        ...(leaves ? await endLoans(tx, grant) : []),
        ...(leaves ? await contactOfRole(tx, grant) : []),
      ],
    };
  };

const restore: EffectOf = async (input) => {
  const grant = await lockedGrant(input);
  const { tx, row, actorId, actorRole } = input;
  const by = await tx.event.findFirst({ where: { processId: row.id, toState: 'suspended' }, orderBy: { seq: 'desc' } });
  const mayUndo = actorRole !== 'municipalCoordinator' || by?.actorRole !== 'countyGovernorAdmin';
  if (!managedBy(actorRole).includes(grant.role as Role) || !mayUndo || !(await mayAsCoordinator(input)))
    return { refusal: 'notManaged' };
  const where = { id: grant.id };
  if (restoredByTwo(grant.role, by?.name)) {
    const data = { reason: null, proposedById: actorId, confirmedById: null, state: 'proposed' };
    return { ...(await proposed(input, await tx.roleGrant.update({ where, data }))), stops: ['deputy'] };
  }
  await tx.roleGrant.update({ where, data: { reason: null, attestedById: actorId } });
  const { starts = [], ...rest } = await counting(input, grant);
  // A loan goes on as it was; its end is planned already.
  return { ...rest, starts: starts.filter((ladder) => ladder !== 'deputy'), emails: [{ email: 'E30given', to: ['holder'] }] };
}; // prettier-ignore

/**
 * Who slept is let in anew by another address than their old one: it may be somebody else’s hands. Their roles in other places stop
 * counting at once, before they wake, until somebody there has opened them again.
 */
export async function suspendElsewhere(
  input: EffectInput,
  { personId, role, email }: { personId: string; role: string; email: string },
): Promise<Derived[]> {
  const { tx } = input;
  const before = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (before.dormantSince === null || before.email.toLowerCase() === email.toLowerCase()) return [];
  const { municipalityCode, countyGovernorCode } = placeOfRole(role, input.row);
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from role_grant where "personId" = ${personId}::uuid and state = 'active'
      and ("municipalityCode" is distinct from ${municipalityCode} or "countyGovernorCode" is distinct from ${countyGovernorCode})
    order by id for update`;
  const ids = found.map(({ id }) => id);
  await tx.roleGrant.updateMany({ where: { id: { in: ids } }, data: { state: 'suspended', reason: null } });
  return [{ targets: ids.map((id) => processIdOf('role', id)), name: 'otherAddress' }];
}

/** The row of a new role of an approved request, with its process. Answers the derived command that starts it. */
export async function roleOfRequest(
  { tx, row, cause }: EffectInput,
  grant: { personId: string; role: string; proposedById: string | null },
): Promise<Derived[]> {
  const place = placeOfRole(grant.role, row);
  if (await held(tx, { ...grant, ...place }))
    return toPerson(tx, { id: grant.personId, at: cause.at, name: 'roleGiven', proved: true });
  const id = randomUUID();
  await tx.roleGrant.create({
    data: {
      id,
      personId: grant.personId,
      role: grant.role,
      ...place,
      accessRequestId: row.subjectId,
      fromAt: cause.at,
      ...(needsSecond(grant) ? { proposedById: grant.proposedById, state: 'proposed' } : {}),
    },
  });
  const { countyGovernorCode, municipalityCode } = row;
  const processId = await createProcessRow(tx, { kind: 'role', subjectId: id, parentId: null, callId: null, countyGovernorCode, municipalityCode, createdAt: cause.at }); // prettier-ignore
  return [{ targets: [processId], name: 'create' }];
}

export const roleEffects: Record<string, EffectOf> = {
  create,
  give,
  lend,
  confirm,
  attest,
  restore,
  decline: ended('declined'),
  'due:proposal': ended('declined'),
  'due:lapse': lapse,
  otherAddress: lapse,
  suspend: ended('suspended'),
  revoke: ended('revoked'),
  leave: ended('revoked'),
  takeBack: ended('ended'),
  lenderEnded: ended('ended'),
  'due:end': ended('ended'),
};
