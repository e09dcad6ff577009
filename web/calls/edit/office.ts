import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { Option } from '../../components/models.js';

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
