import { assignment } from '../../../domain/application/form.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { OfficeCase } from '../case.js';
import { fieldOf, type CaseForm } from './form.js';

/** The office’s case officers who have not declared a conflict on this case. */
async function officersOf(prisma: PrismaClient, { process, people }: OfficeCase) {
  return prisma.person.findMany({
    where: {
      id: { notIn: [...(people.conflicted ?? [])] },
      roles: { some: { role: 'caseOfficer', state: 'active', countyGovernorCode: process.countyGovernorCode } },
    },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { id: true, firstName: true, lastName: true },
  });
}

/** A8: the case is given to a case officer. */
export const assignForm: CaseForm = {
  start: (_context, { application }) => ({ officer: application.caseOfficerId ?? '' }),
  draw: async (drawing) => {
    const { t, services } = drawing.context;
    const officers = await officersOf(services.prisma, drawing.found);
    const options = officers.map(({ id, firstName, lastName }) => ({ value: id, text: `${firstName} ${lastName}` }));
    const field = fieldOf(drawing, 'officer', { label: t('cases.assign.officer'), help: t('cases.assign.help') });
    return {
      lead: [],
      groups: [
        { legend: null, fields: [{ type: 'select', field: { ...field, options, empty: t('cases.assign.choose') } }] },
      ],
      consequences: [t('cases.assign.consequence')],
    };
  },
  parse: async ({ t, services }, found, typed) => {
    const officer = (await officersOf(services.prisma, found)).find(({ id }) => id === typed['officer']);
    return officer
      ? { content: assignment.parse({ officerId: officer.id }) }
      : { faults: [{ fieldId: 'officer', text: t('cases.fault.officer') }] };
  },
};
