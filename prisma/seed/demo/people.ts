/** The demo’s people. They do not exist; their numbers are synthetic (month + 80) and belong to nobody. */
import { createHmac } from 'node:crypto';
import type { Role } from '../../../domain/roles.js';

export type DemoPerson = {
  key: string;
  pid: string;
  firstName: string;
  lastName: string;
  language: 'nb' | 'nn';
  /** Heading on the log-in page of the stand-in. */
  group: string;
  note: string;
  roles: { role: Role; municipality?: string; office?: string }[];
};

/** The two check digits of an identity number (Skatteetaten’s rule, mod 11); undefined when the nine digits have none. */
function withCheckDigits(nine: string): string | undefined {
  const digit = (digits: string, weights: number[]): number =>
    (11 - (weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11)) % 11;
  const first = digit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
  const second = digit(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
  return first > 9 || second > 9 ? undefined : `${nine}${first}${second}`;
}

/** A synthetic number for the n-th person: 1 March 1980 with month + 80, and a serial that has check digits. */
function syntheticNumber(n: number): string {
  for (let serial = 100 + n * 7; ; serial++) {
    const number = withCheckDigits(`018380${serial}`);
    if (number) return number;
  }
}

const municipality = (code: string, role: Role = 'applicant') => ({ role, municipality: code });
const office = (code: string, role: Role) => ({ role, office: code });

const list: Omit<DemoPerson, 'pid'>[] = [
  { key: 'bodo', firstName: 'Berit', lastName: 'Demosøker', language: 'nb', group: 'Kommune', note: 'Bodø kommune, søker', roles: [municipality('1804'), municipality('1804', 'municipalCoordinator')] }, // prettier-ignore
  { key: 'bodo2', firstName: 'Bjarne', lastName: 'Demokollega', language: 'nb', group: 'Kommune', note: 'Bodø kommune, søker', roles: [municipality('1804')] }, // prettier-ignore
  { key: 'moss', firstName: 'Mona', lastName: 'Demosøker', language: 'nb', group: 'Kommune', note: 'Moss kommune, søker', roles: [municipality('3103')] }, // prettier-ignore
  { key: 'sarpsborg', firstName: 'Siv', lastName: 'Demosøker', language: 'nb', group: 'Kommune', note: 'Sarpsborg kommune, søker', roles: [municipality('3105')] }, // prettier-ignore
  { key: 'utsira', firstName: 'Unn', lastName: 'Demony', language: 'nn', group: 'Kommune', note: 'Utsira kommune, har ikke tilgang ennå', roles: [] }, // prettier-ignore
  { key: 'steigen', firstName: 'Stein', lastName: 'Demony', language: 'nb', group: 'Kommune', note: 'Steigen kommune, har ikke tilgang ennå', roles: [] }, // prettier-ignore
  { key: 'no-officer', firstName: 'Nora', lastName: 'Demobehandler', language: 'nb', group: 'Statsforvalteren i Nordland', note: 'saksbehandler', roles: [office('FMNO', 'caseOfficer')] }, // prettier-ignore
  { key: 'no-assessor', firstName: 'Njål', lastName: 'Demovurderer', language: 'nb', group: 'Statsforvalteren i Nordland', note: 'vurderer', roles: [office('FMNO', 'assessor')] }, // prettier-ignore
  { key: 'no-approver', firstName: 'Nikolai', lastName: 'Demogodkjenner', language: 'nb', group: 'Statsforvalteren i Nordland', note: 'godkjenner', roles: [office('FMNO', 'approver')] }, // prettier-ignore
  { key: 'no-leader', firstName: 'Nanna', lastName: 'Demoleder', language: 'nb', group: 'Statsforvalteren i Nordland', note: 'leder', roles: [office('FMNO', 'leader'), office('FMNO', 'countyGovernorAdmin')] }, // prettier-ignore
  { key: 'ov-officer', firstName: 'Ola', lastName: 'Demobehandler', language: 'nb', group: 'Statsforvalteren i Østfold, Buskerud, Oslo og Akershus', note: 'saksbehandler', roles: [office('FMOV', 'caseOfficer')] }, // prettier-ignore
  { key: 'ov-approver', firstName: 'Oda', lastName: 'Demogodkjenner', language: 'nb', group: 'Statsforvalteren i Østfold, Buskerud, Oslo og Akershus', note: 'godkjenner', roles: [office('FMOV', 'approver')] }, // prettier-ignore
  { key: 'ov-leader', firstName: 'Odd', lastName: 'Demoleder', language: 'nb', group: 'Statsforvalteren i Østfold, Buskerud, Oslo og Akershus', note: 'leder', roles: [office('FMOV', 'leader'), office('FMOV', 'countyGovernorAdmin')] }, // prettier-ignore
  { key: 'ro-officer', firstName: 'Ragnhild', lastName: 'Demobehandlar', language: 'nn', group: 'Statsforvaltaren i Rogaland', note: 'saksbehandlar', roles: [office('FMRO', 'caseOfficer')] }, // prettier-ignore
  { key: 'ro-approver', firstName: 'Reidun', lastName: 'Demogodkjennar', language: 'nn', group: 'Statsforvaltaren i Rogaland', note: 'godkjennar', roles: [office('FMRO', 'approver')] }, // prettier-ignore
  { key: 'ro-leader', firstName: 'Roar', lastName: 'Demoleiar', language: 'nn', group: 'Statsforvaltaren i Rogaland', note: 'leiar', roles: [office('FMRO', 'leader'), office('FMRO', 'countyGovernorAdmin')] }, // prettier-ignore
  { key: 'no-reference', firstName: 'Nils', lastName: 'Demoreferanse', language: 'nb', group: 'Statsforvalteren i Nordland', note: 'medlem av referansegruppa', roles: [office('FMNO', 'referenceGroupMember')] }, // prettier-ignore
  { key: 'tl-leader', firstName: 'Tora', lastName: 'Demoleder', language: 'nb', group: 'Statsforvalteren i Trøndelag', note: 'leder og administrator', roles: [office('FMTL', 'leader'), office('FMTL', 'countyGovernorAdmin')] }, // prettier-ignore
  { key: 'tl-admin', firstName: 'Trond', lastName: 'Demoadministrator', language: 'nb', group: 'Statsforvalteren i Trøndelag', note: 'administrator', roles: [office('FMTL', 'countyGovernorAdmin')] }, // prettier-ignore
  { key: 'tl-officer', firstName: 'Tuva', lastName: 'Demobehandler', language: 'nb', group: 'Statsforvalteren i Trøndelag', note: 'saksbehandler', roles: [office('FMTL', 'caseOfficer')] }, // prettier-ignore
  { key: 'ministry', firstName: 'Mette', lastName: 'Demodepartement', language: 'nb', group: 'Departementet', note: 'saksbehandler i departementet', roles: [{ role: 'ministryOfficer' }] }, // prettier-ignore
  { key: 'ministry-reader', firstName: 'Lars', lastName: 'Demoleser', language: 'nb', group: 'Departementet', note: 'leser i departementet', roles: [{ role: 'ministryReader' }] }, // prettier-ignore
  { key: 'auditor', firstName: 'Rikke', lastName: 'Demorevisor', language: 'nb', group: 'Departementet', note: 'revisor', roles: [{ role: 'auditor' }] }, // prettier-ignore
  { key: 'operations', firstName: 'Sindre', lastName: 'Demodrift', language: 'nb', group: 'Drift', note: 'systemforvalter', roles: [{ role: 'systemAdmin' }] }, // prettier-ignore
  { key: 'stavanger', firstName: 'Synne', lastName: 'Demosøker', language: 'nb', group: 'Kommune', note: 'Stavanger kommune, søker', roles: [municipality('1103')] }, // prettier-ignore
  { key: 'moss-director', firstName: 'Dina', lastName: 'Demodirektør', language: 'nb', group: 'Kommune', note: 'Moss kommune, kommunedirektør', roles: [municipality('3103', 'localApprover')] }, // prettier-ignore
  { key: 'moss-mayor', firstName: 'Olav', lastName: 'Demoordfører', language: 'nb', group: 'Kommune', note: 'Moss kommune, ordfører', roles: [municipality('3103', 'mayor')] }, // prettier-ignore
];

export const demoPeople: readonly DemoPerson[] = list.map((person, n) => ({ ...person, pid: syntheticNumber(n) }));

/** What the log-in page of the stand-in lists. */
export const logInList = () =>
  demoPeople.map(({ pid, firstName, lastName, group, note }) => ({
    pid,
    name: `${firstName} ${lastName}`,
    group,
    note,
  }));

/** The keyed hash by which a person is known (DESIGN section 5). */
export const subjectHash = (pidKey: string, pid: string): string =>
  createHmac('sha256', pidKey).update(pid).digest('hex');
