import type { Audience } from '../../domain/lifecycle.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { Role } from '../../domain/roles.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Someone an e-mail goes to. `id` is null for a municipality’s post reception or chief executive. */
export type Recipient = { id: string | null; address: string; language: WrittenForm };

const form = (language: string): WrittenForm => (language === 'nn' ? 'nn' : 'nb');
type PersonFields = { id: string; email: string; language: string };
const recipient = (person: PersonFields): Recipient => ({ id: person.id, address: person.email, language: form(person.language) });

async function holders(tx: Tx, where: { role?: Role | { in: Role[] }; countyGovernorCode?: string; municipalityCode?: string | { in: string[] } }): Promise<Recipient[]> { // prettier-ignore
  const people = await tx.person.findMany({
    where: { roles: { some: { ...where, state: 'active' } } },
    select: { id: true, email: true, language: true },
    orderBy: { id: 'asc' },
  });
  return people.map(recipient);
}

async function personById(tx: Tx, id: string | null | undefined): Promise<Recipient[]> {
  if (!id) return [];
  const found = await tx.person.findUnique({ where: { id }, select: { id: true, email: true, language: true } });
  return found ? [recipient(found)] : [];
}

async function contactOf(tx: Tx, row: ProcessRow): Promise<string | null> {
  if (row.kind === 'grant') {
    return (await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, select: { contactId: true } })).contactId;
  }
  if (row.kind === 'project') {
    return (await tx.project.findUniqueOrThrow({ where: { id: row.subjectId }, select: { contactId: true } })).contactId;
  }
  if (row.kind === 'report') {
    const report = await tx.report.findUniqueOrThrow({ where: { id: row.subjectId }, select: { project: { select: { contactId: true } } } });
    return report.project.contactId;
  }
  return null;
}

/** The case officer of a grant or report, if one is assigned. */
export async function officerOf(tx: Tx, row: ProcessRow): Promise<string | null> {
  if (row.kind === 'grant') {
    return (await tx.application.findUniqueOrThrow({ where: { id: row.subjectId }, select: { caseOfficerId: true } })).caseOfficerId;
  }
  if (row.kind === 'project') {
    return (await tx.project.findUniqueOrThrow({ where: { id: row.subjectId }, select: { caseOfficerId: true } })).caseOfficerId;
  }
  if (row.kind === 'report') {
    const report = await tx.report.findUniqueOrThrow({
      where: { id: row.subjectId },
      select: { project: { select: { caseOfficerId: true } } },
    });
    return report.project.caseOfficerId;
  }
  if (row.kind === 'call') {
    return (await tx.call.findUniqueOrThrow({ where: { id: row.subjectId }, select: { contactId: true } })).contactId;
  }
  return null;
}

async function municipalitiesOfCall(tx: Tx, callId: string, withoutDraft: boolean): Promise<Recipient[]> {
  const call = await tx.call.findUniqueOrThrow({ where: { id: callId }, select: { countyCodes: true } });
  const municipalities = await tx.municipality.findMany({
    where: {
      countyCode: { in: call.countyCodes },
      validTo: null,
      ...(withoutDraft ? { applications: { none: { callId } } } : {}),
    },
    select: { code: true, writtenForm: true, postReceptionEmail: true },
    orderBy: { code: 'asc' },
  });
  const users = await holders(tx, {
    role: { in: ['applicant', 'municipalCoordinator'] },
    municipalityCode: { in: municipalities.map((municipality) => municipality.code) },
  });
  const desks = municipalities.map((municipality): Recipient => ({
    id: null,
    address: municipality.postReceptionEmail,
    language: form(municipality.writtenForm),
  }));
  return [...users, ...desks];
}

/** The people an audience stands for, now. A role with nobody in it answers an empty list; the caller makes that a task. */
export async function recipientsOf(tx: Tx, row: ProcessRow, audience: Audience, senderId?: string): Promise<Recipient[]> { // prettier-ignore
  const office = row.countyGovernorCode ?? '';
  switch (audience) {
    case 'requester': {
      const request = await tx.accessRequest.findUniqueOrThrow({
        where: { id: row.subjectId },
        select: { email: true, person: { select: { id: true, language: true } } },
      });
      return [{ id: request.person.id, address: request.email, language: form(request.person.language) }];
    }
    case 'contact': {
      const contact = await personById(tx, await contactOf(tx, row));
      return contact.length > 0 ? contact : recipientsOf(tx, row, 'municipalityUsers');
    }
    case 'municipalityUsers': {
      const users = await holders(tx, {
        role: { in: ['applicant', 'municipalCoordinator'] },
        municipalityCode: row.municipalityCode ?? '',
      });
      const contact = await personById(tx, await contactOf(tx, row));
      const all = [...users, ...contact.filter((person) => !users.some((user) => user.id === person.id))];
      return all.length > 0 ? all : recipientsOf(tx, row, 'postReception');
    }
    case 'postReception':
    case 'chiefExecutive': {
      const municipality = await tx.municipality.findUniqueOrThrow({ where: { code: row.municipalityCode ?? '' } });
      const address = audience === 'postReception' ? municipality.postReceptionEmail : municipality.chiefExecutiveEmail;
      return [{ id: null, address, language: form(municipality.writtenForm) }];
    }
    case 'caseOfficer': {
      const officer = await personById(tx, await officerOf(tx, row));
      return officer.length > 0 ? officer : recipientsOf(tx, row, 'officers');
    }
    case 'sender':
      return personById(tx, senderId);
    case 'officers':
      return holders(tx, { role: 'caseOfficer', countyGovernorCode: office });
    case 'approvers':
      return holders(tx, { role: 'approver', countyGovernorCode: office });
    case 'leaders':
      return holders(tx, { role: 'leader', countyGovernorCode: office });
    case 'callMunicipalities':
      return municipalitiesOfCall(tx, row.subjectId, false);
    case 'municipalitiesWithoutDraft':
      return municipalitiesOfCall(tx, row.subjectId, true);
  }
}
