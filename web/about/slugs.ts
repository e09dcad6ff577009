import { governorRoles, municipalRoles, nationalRoles, type Role } from '../../domain/roles.js';

/** Every role’s name in an address. */
export const slugs: Readonly<Record<Role, string>> = {
  applicant: 'soker',
  municipalCoordinator: 'koordinator',
  localApprover: 'godkjenner-i-kommunen',
  mayor: 'ordforer',
  caseOfficer: 'saksbehandler',
  assessor: 'vurderer',
  approver: 'godkjenner',
  leader: 'leder',
  referenceGroupMember: 'referansegruppe',
  countyGovernorAdmin: 'administrator',
  ministryReader: 'leser-i-departementet',
  ministryOfficer: 'saksbehandler-i-departementet',
  systemAdmin: 'systemforvalter',
  auditor: 'revisor',
};

export const allRoles: readonly Role[] = [...municipalRoles, ...governorRoles, ...nationalRoles];

export const roleOfSlug = (slug: string | undefined): Role | null =>
  allRoles.find((role) => slugs[role] === slug) ?? null;

/** The side a role is on, for headings. */
export const sides = { municipality: municipalRoles, office: governorRoles, nation: nationalRoles } as const;
