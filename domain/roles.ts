/** Who may be somebody in the system. `system` is the process itself; it never logs in. */
export const municipalRoles = ['applicant', 'municipalCoordinator', 'localApprover'] as const;
export const governorRoles = ['caseOfficer', 'assessor', 'approver', 'leader', 'countyGovernorAdmin'] as const;
export const nationalRoles = ['ministryReader', 'ministryOfficer', 'systemAdmin', 'auditor'] as const;

export type MunicipalRole = (typeof municipalRoles)[number];
export type GovernorRole = (typeof governorRoles)[number];
export type NationalRole = (typeof nationalRoles)[number];
export type Role = MunicipalRole | GovernorRole | NationalRole;
/** `requester` is a person who is logged in and asks for access. */
export type ActorRole = Role | 'requester' | 'system';

/** One role of a person, where it counts. */
export type Grant = { role: Role; countyGovernorCode: string | null; municipalityCode: string | null };

/** The person who acts. `pendingMunicipalities`: asked for, not decided; may write drafts there (U2). */
export type Actor = { id: string; grants: readonly Grant[]; pendingMunicipalities: readonly string[] };
