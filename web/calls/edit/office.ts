import { addDays, deadlineAtEndOf, eightOClock, localDate } from '../../../domain/calendar/index.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Option } from '../../components/models.js';
import type { Office, Standing } from './parse.js';

/** What a call of the office may choose from: its counties, and its people as contact. */
export type CallOffice = { code: string; counties: Option[]; contacts: Option[] };

export async function readOffice(prisma: PrismaClient, code: string): Promise<CallOffice> {
  const [counties, people] = await Promise.all([
    prisma.county.findMany({ where: { countyGovernorCode: code }, orderBy: { name: 'asc' } }),
    prisma.person.findMany({
      where: {
        roles: {
          some: { countyGovernorCode: code, state: 'active', role: { in: ['caseOfficer', 'leader', 'approver'] } },
        },
      },
      orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    }),
  ]);
  return {
    code,
    counties: counties.map((county) => ({ value: county.code, text: county.name })),
    contacts: people.map((person) => ({ value: person.id, text: `${person.firstName} ${person.lastName}` })),
  };
}

/** What the form may choose from, with what stands while a field makes no sense. */
export const allowedOf = (office: CallOffice, standing: Standing): Office => ({
  countyCodes: office.counties.map(({ value }) => value),
  contactIds: office.contacts.map(({ value }) => value),
  standing,
});

/** What a call that has just been begun holds until its form says something: weeks from today, and whoever writes it. */
export function firstStanding(office: CallOffice, { now, authorId }: { now: number; authorId: string }): Standing {
  const today = localDate(now);
  return {
    budgetYear: Number(today.slice(0, 4)) + 1,
    opensAt: new Date(eightOClock(addDays(today, 28))),
    deadline: new Date(deadlineAtEndOf(addDays(today, 84))),
    expectedDecisionOn: new Date(`${addDays(today, 140)}T00:00:00Z`),
    contactId: authorId,
    countyCodes: office.counties.map(({ value }) => value),
  };
}
