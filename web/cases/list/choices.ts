/** What the filter can choose among: the calls, areas, officers, municipalities and offices there are cases of. */
import { visible } from '../../../domain/authorisation.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import type { CaseFilter } from './filter.js';
import { seesOfficers, visibleCases, type CaseWhere } from './reading.js';
import { officesInOrder } from '../../offices.js';

type Choice = { value: string; text: string };
/** `offices` is empty for who sees one only. */
export type CaseChoices = {
  calls: Choice[];
  areas: Choice[];
  officers: Choice[];
  municipalities: Choice[];
  offices: Choice[];
};

const byText = new Intl.Collator('nb', { numeric: true });
const inOrder = (choices: Choice[]): Choice[] => choices.sort((a, b) => byText.compare(a.text, b.text));

/** Does this person see cases of more than the office acted for? */
const seesOffices = ({ user }: UserContext): boolean =>
  visible(user.actor, 'case.list').some(({ everywhere, anyOffice }) => everywhere || anyOffice);

const select = {
  caseOfficerId: true,
  municipality: { select: { code: true, name: true } },
  call: { select: { id: true, titleNb: true, titleNn: true, budgetYear: true } },
} as const;

export async function caseChoices(
  context: UserContext,
  filter: CaseFilter,
  where: CaseWhere = visibleCases,
): Promise<CaseChoices> {
  const { services, user, language } = context;
  const { prisma } = services;
  const processes = await prisma.process.findMany({
    where: { kind: 'grant', AND: [await where(context, filter.office)] },
    select: { subjectId: true },
  });
  const applications = await prisma.application.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    distinct: ['callId', 'caseOfficerId', 'municipalityCode'],
    select,
  });
  const calls = new Map(applications.map(({ call }) => [call.id, call]));
  const municipalities = new Map(applications.map(({ municipality }) => [municipality.code, municipality.name]));
  const tellsOfficers = filter.office === null || seesOfficers(user);
  const officerIds = tellsOfficers ? applications.flatMap(({ caseOfficerId }) => caseOfficerId ?? []) : [];
  const [offices, areas, officers] = await Promise.all([
    seesOffices(context) ? officesInOrder(prisma) : [],
    prisma.priorityArea.findMany({
      where: { callId: { in: filter.callId && calls.has(filter.callId) ? [filter.callId] : [...calls.keys()] } },
      include: { call: { select: { budgetYear: true } } },
      orderBy: [{ call: { budgetYear: 'desc' } }, { position: 'asc' }],
    }),
    prisma.person.findMany({ where: { id: { in: [...new Set(officerIds)] } } }),
  ]);
  return {
    offices: offices.map(({ code, name }) => ({ value: code, text: name })),
    calls: [...calls.values()]
      .sort((a, b) => b.budgetYear - a.budgetYear)
      .map((call) => ({ value: call.id, text: inForm(language, call.titleNb, call.titleNn) })),
    areas: areas.map(({ id, nameNb, nameNn, call }) => {
      const name = inForm(language, nameNb, nameNn);
      return { value: id, text: calls.size > 1 && !filter.callId ? `${name} (${call.budgetYear})` : name };
    }),
    officers: inOrder(officers.map((person) => ({ value: person.id, text: fullName(person) }))),
    municipalities: inOrder([...municipalities].map(([value, text]) => ({ value, text }))),
  };
}
