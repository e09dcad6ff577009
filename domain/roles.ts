/**
 * Who may be somebody in the system. `system` is the process itself; it never logs in. `localApprover` is the chief executive, or who
 * acts with their authority; the mayor approves after them where the call asks for both.
 */
export const municipalRoles = ['applicant', 'municipalCoordinator', 'localApprover', 'mayor'] as const;
export const governorRoles = [
  'caseOfficer',
  'assessor',
  'approver',
  'leader',
  'referenceGroupMember',
  'countyGovernorAdmin',
] as const;
export const nationalRoles = ['ministryReader', 'ministryOfficer', 'systemAdmin', 'auditor'] as const;

export type MunicipalRole = (typeof municipalRoles)[number];
export type GovernorRole = (typeof governorRoles)[number];
export type NationalRole = (typeof nationalRoles)[number];
export type Role = MunicipalRole | GovernorRole | NationalRole;
/** `requester`: a person who is logged in and asks for access. `holder`: whose own role or person it is. */
export type ActorRole = Role | 'requester' | 'holder' | 'system';

export const isMunicipalRole = (role: string): role is MunicipalRole => municipalRoles.includes(role as MunicipalRole);
export const isGovernorRole = (role: string): role is GovernorRole => governorRoles.includes(role as GovernorRole);
export const isNationalRole = (role: string): role is NationalRole => nationalRoles.includes(role as NationalRole);
/** The state’s own people: they prove themselves with the high level, and their rights are confirmed every year (U5). */
export const isStaffRole = (role: string): boolean => !isMunicipalRole(role);

/** One role of a person, where it counts. `deputyFor`: lent by this person, for a time. */
export type Grant = {
  role: Role;
  countyGovernorCode: string | null;
  municipalityCode: string | null;
  deputyFor?: string | null;
};

/** The person who acts. `pendingMunicipalities`: asked for, not decided; may write drafts there (U2). */
export type Actor = { id: string; grants: readonly Grant[]; pendingMunicipalities: readonly string[] };

/** Where something is; what a role’s place is compared with. */
export type At = { countyGovernorCode: string | null; municipalityCode: string | null };

/** Where a role of this kind counts, of something that is in both: its municipality or its office, as its row says. */
export const placeOfRole = (role: string, { countyGovernorCode, municipalityCode }: At): At =>
  isMunicipalRole(role)
    ? { municipalityCode, countyGovernorCode: null }
    : { municipalityCode: null, countyGovernorCode };

type Lent = { deputyForId: string | null; fromAt: Date; toAt: Date | null };

/** A lent role whose time has not come, or is over, does not count. `now` is epoch ms. */
export const isInItsTime = ({ deputyForId, fromAt, toAt }: Lent, now: number): boolean =>
  deputyForId === null || (fromAt.getTime() <= now && toAt !== null && now < toAt.getTime());

/** Does this role, held there, count here? National roles count everywhere. */
export function countsAt({ role, countyGovernorCode, municipalityCode }: Grant, at: At): boolean {
  if (isMunicipalRole(role)) return municipalityCode !== null && municipalityCode === at.municipalityCode;
  return isNationalRole(role) || (countyGovernorCode !== null && countyGovernorCode === at.countyGovernorCode);
}

/**
 * The grant by which an actor has this role here: their own before one that is lent to them. Undefined when they have none.
 */
export function grantFor(actor: Actor, role: ActorRole, at: At): Grant | undefined {
  const held = actor.grants.filter((grant) => grant.role === role && countsAt(grant, at));
  return held.find((grant) => !grant.deputyFor) ?? held[0];
}
