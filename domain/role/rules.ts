/** Who may give and manage which role, and which of them two must agree on (lifecycles.md C.4 U5). */
import { governorRoles, isGovernorRole, isMunicipalRole, municipalRoles, nationalRoles, type ActorRole, type Role } from '../roles.js'; // prettier-ignore

/**
 * Roles that count only when a second administrator has confirmed them. Those who give roles are among them: else one administrator
 * could make the second.
 */
export const rolesOfTwo: readonly Role[] = ['approver', 'countyGovernorAdmin', 'ministryOfficer', 'systemAdmin'];

/** What somebody has suspended, two must agree on again; what only lapsed, one confirms as every year. */
export const restoredByTwo = (role: string, suspendedBy: string | undefined): boolean =>
  rolesOfTwo.includes(role as Role) && suspendedBy !== 'due:lapse';

/** States of a role that is there: on its way, counting, or suspended. */
export const living = ['proposed', 'active', 'suspended'];

/** A lent role lasts a year at most. */
export const LONGEST_DEPUTY_DAYS = 366;
/** U5: staff rights are confirmed every year. */
export const ATTESTATION_MONTHS = 12;
/** A proposed role nobody confirms lapses. */
export const PROPOSAL_DAYS = 30;

/** Roles that this actor may give, suspend, confirm, attest and end. */
export function managedBy(actorRole: ActorRole): readonly Role[] {
  switch (actorRole) {
    case 'municipalCoordinator':
      return municipalRoles;
    case 'countyGovernorAdmin':
      return [...municipalRoles, ...governorRoles];
    case 'ministryOfficer':
      return [...governorRoles, ...nationalRoles];
    default:
      return [];
  }
}

/** Roles that this actor may invite people to. Those who only let municipalities’ people in may not make officers. */
export function invitedBy(actorRole: ActorRole): readonly Role[] {
  switch (actorRole) {
    case 'caseOfficer':
    case 'leader':
      return municipalRoles;
    case 'countyGovernorAdmin':
      return [...municipalRoles, ...governorRoles];
    case 'municipalCoordinator':
      return ['applicant', 'localApprover', 'mayor'];
    case 'ministryOfficer':
      return ['countyGovernorAdmin', ...nationalRoles];
    default:
      return [];
  }
}

/** Roles that may be lent to a colleague. Whoever reads for the nation is not replaced. */
export const lendable = (role: Role): boolean =>
  isMunicipalRole(role) || (isGovernorRole(role) && role !== 'referenceGroupMember');
