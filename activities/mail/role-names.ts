import type { WrittenForm } from '../../domain/notices.js';
import type { Role } from '../../domain/roles.js';

/** The roles inside a sentence. */
export const roleNames: Readonly<Record<WrittenForm, Readonly<Record<Role, string>>>> = {
  nb: {
    applicant: 'søker',
    municipalCoordinator: 'koordinator i kommunen',
    localApprover: 'godkjenner i kommunen',
    mayor: 'ordfører',
    caseOfficer: 'saksbehandler',
    assessor: 'vurderer',
    approver: 'godkjenner',
    leader: 'leder',
    referenceGroupMember: 'medlem av referansegruppa',
    countyGovernorAdmin: 'administrator hos Statsforvalteren',
    ministryReader: 'leser i departementet',
    ministryOfficer: 'saksbehandler i departementet',
    systemAdmin: 'systemforvalter',
    auditor: 'revisor',
  },
  nn: {
    applicant: 'søkjar',
    municipalCoordinator: 'koordinator i kommunen',
    localApprover: 'godkjennar i kommunen',
    mayor: 'ordførar',
    caseOfficer: 'saksbehandlar',
    assessor: 'vurderar',
    approver: 'godkjennar',
    leader: 'leiar',
    referenceGroupMember: 'medlem av referansegruppa',
    countyGovernorAdmin: 'administrator hos Statsforvaltaren',
    ministryReader: 'lesar i departementet',
    ministryOfficer: 'saksbehandlar i departementet',
    systemAdmin: 'systemforvaltar',
    auditor: 'revisor',
  },
};
