import { assessorAssignment, assignment } from '../../../domain/application/form.js';
import type { Role } from '../../../domain/roles.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import { askedToAssess, type OfficeCase } from '../case.js';
import { fieldOf, type CaseForm } from './form.js';

type Holder = { id: string; firstName: string; lastName: string };
const optionOf = ({ id, firstName, lastName }: Holder) => ({ value: id, text: `${firstName} ${lastName}` });

/** The office’s people in these roles, but for those who have declared a conflict on this case and these others. */
async function holdersOf(
  prisma: PrismaClient,
  { process, people }: OfficeCase,
  { roles, but = [] }: { roles: Role[]; but?: readonly string[] },
): Promise<Holder[]> {
  return prisma.person.findMany({
    where: {
      id: { notIn: [...(people.conflicted ?? []), ...but] },
      roles: { some: { role: { in: roles }, state: 'active', countyGovernorCode: process.countyGovernorCode } },
    },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { id: true, firstName: true, lastName: true },
  });
}

const officersOf = (prisma: PrismaClient, found: OfficeCase) => holdersOf(prisma, found, { roles: ['caseOfficer'] });

const othersOf = async (prisma: PrismaClient, found: OfficeCase) =>
  (await officersOf(prisma, found)).filter(({ id }) => id !== found.application.caseOfficerId);

/** Who may be asked to assess: neither the case’s officer nor who is asked or has assessed already. */
async function assessorsOf(prisma: PrismaClient, found: OfficeCase): Promise<Holder[]> {
  const { application, people } = found;
  const asked = await prisma.task.findMany({ where: askedToAssess(found.process.id), select: { assigneeId: true } });
  const but = [...asked.map(({ assigneeId }) => assigneeId), application.caseOfficerId, ...(people.assessors ?? [])];
  return holdersOf(prisma, found, { roles: ['assessor', 'caseOfficer'], but: but.filter((id) => id !== null) });
}

/** Is there anybody the case can be given to, or who can be asked to assess it? Other commands ask nobody. */
export async function hasTaker(prisma: PrismaClient, found: OfficeCase, name: string): Promise<boolean> {
  if (name === 'fordel') return (await othersOf(prisma, found)).length > 0;
  return name !== 'vurderer' || (await assessorsOf(prisma, found)).length > 0;
}

/** A8: the case is given to a case officer. */
export const assignForm: CaseForm = {
  hindrance: async ({ services, t }, found) =>
    (await othersOf(services.prisma, found)).length > 0 ? null : t('cases.assign.nobody'),
  start: (_context, { application }) => ({ officer: application.caseOfficerId ?? '' }),
  draw: async (drawing) => {
    const { t, services } = drawing.context;
    const officers = await officersOf(services.prisma, drawing.found);
    const field = fieldOf(drawing, 'officer', { label: t('cases.assign.officer'), help: t('cases.assign.help') });
    return {
      lead: [],
      groups: [
        {
          legend: null,
          fields: [
            { type: 'select', field: { ...field, options: officers.map(optionOf), empty: t('cases.assign.choose') } },
          ],
        },
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

/** A12: someone more is asked to assess the application. */
export const assignAssessorForm: CaseForm = {
  hindrance: async ({ services, t }, found) =>
    (await assessorsOf(services.prisma, found)).length > 0 ? null : t('cases.assignAssessor.nobody'),
  start: () => ({ assessor: '' }),
  draw: async (drawing) => {
    const { t, services } = drawing.context;
    const options = (await assessorsOf(services.prisma, drawing.found)).map(optionOf);
    const field = fieldOf(drawing, 'assessor', {
      label: t('cases.assignAssessor.assessor'),
      help: t('cases.assignAssessor.help'),
    });
    return {
      lead: [],
      groups: [
        {
          legend: null,
          fields: [{ type: 'select', field: { ...field, options, empty: t('cases.assignAssessor.choose') } }],
        },
      ],
      consequences: [t('cases.assignAssessor.consequence')],
    };
  },
  parse: async ({ t, services }, found, typed) => {
    const assessor = (await assessorsOf(services.prisma, found)).find(({ id }) => id === typed['assessor']);
    return assessor
      ? { content: assessorAssignment.parse({ assessorId: assessor.id }) }
      : { faults: [{ fieldId: 'assessor', text: t('cases.fault.assessor') }] };
  },
};
