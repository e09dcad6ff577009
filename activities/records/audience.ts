import type { Audience } from '../../domain/lifecycle.js';
import type { WrittenForm } from '../../domain/notices.js';
import { governorRoles } from '../../domain/roles.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { callAudience, desksOf, type DeskFields } from '../../prisma/call-audience.js';
import { holdersOf, type HeldBy } from '../../prisma/holders.js';
import { usersAndContacts, type UserFields } from '../../prisma/municipality-users.js';
import { peopleOf } from '../../prisma/people.js';
import { municipalitiesWithoutRank } from '../../prisma/rank.js';
import type { Named } from './matter.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Someone an e-mail goes to. `id` is null for a municipality’s desk; `ref` names either without an address (DESIGN rule 7). */
/** `daily`: has asked for one e-mail a day. */
export type Recipient = { id: string | null; ref: string; address: string; language: WrittenForm; daily?: boolean };

const form = (language: string): WrittenForm => (language === 'nn' ? 'nn' : 'nb');
const governor = { county: { select: { countyGovernor: { select: { writtenForm: true } } } } } as const;
/** A municipality’s own form; where it has chosen none, its Governor’s. */
const deskForm = (municipality: {
  writtenForm: string;
  county: { countyGovernor: { writtenForm: string } };
}): WrittenForm =>
  form(
    municipality.writtenForm === 'neutral' ? municipality.county.countyGovernor.writtenForm : municipality.writtenForm,
  );
const recipient = (person: UserFields): Recipient => ({
  id: person.id,
  ref: person.id,
  address: person.email,
  language: form(person.language),
  daily: person.notices === 'daily',
});

/** Those whose role counts at the cause’s instant. */
const holders = async ({ tx, at }: Pick<Asking, 'tx' | 'at'>, where: HeldBy): Promise<Recipient[]> =>
  (await holdersOf(tx, at, where)).map(recipient);

async function personById(tx: Tx, id: string | null | undefined): Promise<Recipient[]> {
  if (!id) return [];
  const found = await tx.person.findFirst({
    where: { id, anonymisedAt: null },
    select: { id: true, email: true, language: true, notices: true },
  });
  return found ? [recipient(found)] : [];
}

/** The municipality’s users, and the contact who is no user yet: those who can do what an e-mail asks for. */
async function usersAndContact({ tx, row, named, at }: Asking): Promise<Recipient[]> {
  const contactIds = named.contactId ? [named.contactId] : [];
  const { municipalityCode } = row;
  return (await usersAndContacts(tx, { municipalityCode, contactIds, at })).map(recipient);
}

/** A municipality’s post reception, in the municipality’s written form. */
const desk = ({ code, postReceptionEmail, ...municipality }: DeskFields): Recipient => ({
  id: null,
  ref: `postReception-${code}`,
  address: postReceptionEmail,
  language: deskForm(municipality),
});

async function partnersOf(tx: Tx, applicationId: string): Promise<Recipient[]> {
  const partners = await tx.applicationPartner.findMany({
    where: { applicationId },
    select: { municipality: { select: { code: true, postReceptionEmail: true, writtenForm: true, ...governor } } },
    orderBy: { municipalityCode: 'asc' },
  });
  return partners.map((partner) => desk(partner.municipality));
}

/** Of the announcement every user, also who only approves; of an extension besides who else has a draft or an application. */
async function concernedByCall({ tx, row, at }: Asking, withOthers: boolean): Promise<Recipient[]> {
  const { users, desks, others } = await callAudience(tx, row.subjectId, at);
  const told = withOthers
    ? { users: [...users, ...others.users], desks: [...desks, ...others.desks] }
    : { users, desks };
  return [...told.users.map(recipient), ...told.desks.map(desk)];
}

/** K5: those who answer for the call and its cases; who moved the deadline knows. */
async function colleaguesOf(asking: Asking): Promise<Recipient[]> {
  const { tx, row, personId } = asking;
  const { contactId } = await tx.call.findUniqueOrThrow({ where: { id: row.subjectId }, select: { contactId: true } });
  const countyGovernorCode = row.countyGovernorCode ?? '';
  const officers = await holders(asking, { role: 'caseOfficer', countyGovernorCode });
  const contact = await holders(asking, { personId: contactId, role: { in: [...governorRoles] }, countyGovernorCode });
  const told = new Map([...officers, ...contact].map((one) => [one.ref, one]));
  return [...told.values()].filter(({ id }) => id !== personId);
}

/** A reminder goes to those who write. */
async function municipalitiesWithoutDraft(asking: Asking): Promise<Recipient[]> {
  const callId = asking.row.subjectId;
  const call = await asking.tx.call.findUniqueOrThrow({ where: { id: callId }, select: { countyCodes: true } });
  return usersAndDesks(asking, {
    countyCode: { in: call.countyCodes },
    validTo: null,
    applications: { none: { callId } },
    partnerIn: { none: { application: { callId } } },
  });
}

/** C.6: those who were asked, and of them those who have not answered. */
const municipalitiesOfConsultation = (asking: Asking, unanswered: boolean): Promise<Recipient[]> =>
  usersAndDesks(asking, {
    consultations: { some: { consultationId: asking.row.subjectId, ...(unanswered ? { answers: { none: {} } } : {}) } },
  });

/** Everybody who writes for these municipalities, and their post receptions. */
async function usersAndDesks(asking: Asking, where: Prisma.MunicipalityWhereInput): Promise<Recipient[]> {
  const municipalities = await desksOf(asking.tx, where);
  const users = await holders(asking, {
    role: { in: ['applicant', 'municipalCoordinator'] },
    municipalityCode: { in: municipalities.map((municipality) => municipality.code) },
  });
  return [...users, ...municipalities.map(desk)];
}

/** A municipality’s coordinators, where they may let colleagues in. */
async function coordinatorsOf(asking: Asking): Promise<Recipient[]> {
  const { municipalityCode } = asking.row;
  if (!municipalityCode) return [];
  const place = await asking.tx.municipality.findUniqueOrThrow({ where: { code: municipalityCode } });
  return place.coordinatorApproves ? holders(asking, { role: 'municipalCoordinator', municipalityCode }) : [];
}

/** Who can see to a role: the office’s administrators but its own holder; with nobody left, and for national roles, the ministry. */
async function administratorsOf(asking: Asking): Promise<Recipient[]> {
  const { tx, row } = asking;
  const grant = row.kind === 'role' ? await tx.roleGrant.findUnique({ where: { id: row.subjectId } }) : null;
  const office = row.countyGovernorCode
    ? await holders(asking, { role: 'countyGovernorAdmin', countyGovernorCode: row.countyGovernorCode })
    : [];
  const others = office.filter(({ id }) => id !== grant?.personId && id !== grant?.proposedById);
  return others.length > 0 ? others : holders(asking, { role: 'ministryOfficer' });
}

/** The people that a role, a person or an invitation itself names. */
async function ofProcess(
  { tx, row }: Asking,
  audience: 'holder' | 'proposer' | 'inviter' | 'newAddress',
): Promise<Recipient[]> {
  if (audience === 'newAddress') {
    const person = await tx.person.findUniqueOrThrow({ where: { id: row.subjectId } });
    return person.newEmail ? [{ ...recipient({ ...person, email: person.newEmail }), ref: `new-${person.id}` }] : [];
  }
  const people = await peopleOf(tx, row);
  return personById(tx, audience === 'holder' ? people.holder : people.proposers?.[0]);
}

/** Whose process asks, at which instant, who is named on it, and the one whom the cause itself names: who sent what is answered, who is to assess, or who moved the deadline. */
export type Asking = { tx: Tx; row: ProcessRow; at: Date; named: Named; personId?: string | undefined };

/** The people an audience stands for, now. A role with nobody in it answers an empty list; the caller makes that a task. */
export async function recipientsOf(asking: Asking, audience: Audience): Promise<Recipient[]> {
  const { tx, row, named, personId } = asking;
  const office = row.countyGovernorCode ?? '';
  switch (audience) {
    case 'requester': {
      const request = await tx.accessRequest.findUniqueOrThrow({
        where: { id: row.subjectId },
        select: { email: true, person: { select: { id: true, language: true } }, municipality: { include: governor } },
      });
      if (!request.person) {
        // Invited, and not known yet.
        const invitedTo = await tx.countyGovernor.findUnique({ where: { code: office } });
        const language = request.municipality ? deskForm(request.municipality) : form(invitedTo?.writtenForm ?? 'nb');
        return [{ id: null, ref: 'invited', address: request.email, language }];
      }
      return [
        {
          id: request.person.id,
          ref: request.person.id,
          address: request.email,
          language: form(request.person.language),
        },
      ];
    }
    case 'contact': {
      const contact = (await usersAndContact(asking)).filter(({ id }) => id === named.contactId);
      return contact.length > 0 ? contact : recipientsOf(asking, 'municipalityUsers');
    }
    case 'municipalityUsers': {
      const users = await usersAndContact(asking);
      return users.length > 0 ? users : recipientsOf(asking, 'postReception');
    }
    case 'postReception':
    case 'chiefExecutive': {
      const municipality = await tx.municipality.findUniqueOrThrow({
        where: { code: row.municipalityCode ?? '' },
        include: governor,
      });
      const address = audience === 'postReception' ? municipality.postReceptionEmail : municipality.chiefExecutiveEmail;
      return [{ id: null, ref: `${audience}-${municipality.code}`, address, language: deskForm(municipality) }];
    }
    case 'localApprovers': {
      const role = row.state === 'awaitingMayor' ? ('mayor' as const) : ('localApprover' as const);
      return holders(asking, { role, municipalityCode: row.municipalityCode ?? '' });
    }
    case 'mayors':
      return holders(asking, { role: 'mayor', municipalityCode: row.municipalityCode ?? '' });
    case 'municipalitiesWithoutRank':
      return holders(asking, {
        role: { in: ['applicant', 'municipalCoordinator'] },
        municipalityCode: { in: await municipalitiesWithoutRank(tx, row.subjectId) },
      });
    case 'partners':
      return partnersOf(tx, row.subjectId);
    case 'caseOfficer': {
      const personId = named.caseOfficerId;
      const officer = personId
        ? await holders(asking, { personId, role: { in: [...governorRoles] }, countyGovernorCode: office })
        : [];
      return officer.length > 0 ? officer : recipientsOf(asking, 'officers');
    }
    case 'sender':
    case 'formerContact':
    case 'assessor':
      return personById(tx, personId);
    case 'officers':
      return holders(asking, { role: 'caseOfficer', countyGovernorCode: office });
    case 'approvers':
      return holders(asking, { role: 'approver', countyGovernorCode: office });
    case 'leaders':
      return holders(asking, { role: 'leader', countyGovernorCode: office });
    case 'coordinators':
      return coordinatorsOf(asking);
    case 'administrators':
      return administratorsOf(asking);
    case 'holder':
    case 'proposer':
    case 'inviter':
    case 'newAddress':
      return ofProcess(asking, audience);
    case 'callMunicipalities':
      return concernedByCall(asking, false);
    case 'callConcerned':
      return concernedByCall(asking, true);
    case 'colleagues':
      return colleaguesOf(asking);
    case 'municipalitiesWithoutDraft':
      return municipalitiesWithoutDraft(asking);
    case 'consultationMunicipalities':
      return municipalitiesOfConsultation(asking, false);
    case 'municipalitiesWithoutAnswer':
      return municipalitiesOfConsultation(asking, true);
  }
}
