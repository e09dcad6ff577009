/** The cases a person may see, as rows; of the office acted for where the filter names no other. Drafts are never among them. */
import { can, visible } from '../../../domain/authorisation.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { fromBigInt } from '../../../domain/money.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { placesOf, type Place } from '../../../prisma/rank.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';
import { whereVisible } from '../../where.js';
import type { CaseFilter, Order } from './filter.js';

export type CaseRow = {
  id: string;
  /** A project that was taken over has no application. */
  kind: 'grant' | 'project';
  office: string;
  number: string;
  title: string;
  municipality: string;
  /** The municipality’s own order; absent where it has one application only, or for who may not see the case’s content. */
  place?: Place | undefined;
  call: string;
  state: string;
  waitsFor: string;
  officer: string | null;
  /** Whole kroner; null for who may not see the case’s content. */
  applied: number | null;
  /** First instant too late, epoch ms: the municipality’s answer, or the promised decision. */
  deadline: number | null;
};

const open = ['registered', 'underAssessment', 'recommended'];

const select = {
  id: true, callId: true, title: true, reference: true, caseNumber: true, caseOfficerId: true,
  municipality: { select: { name: true } },
  call: { select: { titleNb: true, titleNn: true, expectedDecisionOn: true } },
  budget: { where: { side: 'applied' }, select: { amount: true } },
  clarifications: { where: { endedAt: null }, select: { dueAt: true } },
} satisfies Prisma.ApplicationSelect; // prettier-ignore
type Row = Prisma.ApplicationGetPayload<{ select: typeof select }>;

function deadlineOf(row: Row, state: string): number | null {
  if (state === 'informationRequested') return row.clarifications[0]?.dueAt.getTime() ?? null;
  return open.includes(state) ? deadlineAtEndOf(localDate(row.call.expectedDecisionOn.getTime())) : null;
}

/** Does this person see cases of more than the office acted for? */
export const seesOffices = ({ user }: UserContext): boolean =>
  visible(user.actor, 'case.list').some(({ everywhere, anyOffice }) => everywhere || anyOffice);

/** Cases of which offices; exactly those `can` says yes to. */
export type CaseWhere = (context: UserContext, office: CaseFilter['office']) => Promise<Prisma.ProcessWhereInput>;

export const visibleCases: CaseWhere = async ({ services, user }, office) => {
  const own = user.at?.kind === 'office' ? user.at.code : 'all';
  const code = office ?? own;
  const place = code === 'all' ? {} : { countyGovernorCode: code };
  return { AND: [await whereVisible(services.prisma, user.actor, 'case.list'), place] };
};

function conditions({ callId, officer, text }: CaseFilter): Prisma.ApplicationWhereInput {
  const contains = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  return {
    ...(callId ? { callId } : {}),
    ...(officer ? { caseOfficerId: officer === 'none' ? null : officer } : {}),
    ...(text
      ? {
          OR: [
            { title: contains },
            { reference: contains },
            { caseNumber: contains },
            { municipality: { name: contains } },
          ],
        }
      : {}),
  };
}

const byText = new Intl.Collator('nb', { numeric: true });
const number = (row: CaseRow): string => row.number;
const lastWhenNone = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;

const comparisons: Readonly<Record<Order, (a: CaseRow, b: CaseRow) => number>> = {
  deadline: (a, b) => lastWhenNone(a.deadline) - lastWhenNone(b.deadline) || 0,
  number: () => 0,
  title: (a, b) => byText.compare(a.title, b.title),
  municipality: (a, b) => byText.compare(a.municipality, b.municipality),
  applied: (a, b) => (b.applied ?? -1) - (a.applied ?? -1),
};

const processFields = { subjectId: true, state: true, waitsFor: true, countyGovernorCode: true } as const;

/** All rows the filter asks for, in its order; where that says nothing, by case number. */
export async function caseRows(
  context: UserContext,
  filter: CaseFilter,
  where: CaseWhere = visibleCases,
): Promise<CaseRow[]> {
  const { services, user, language } = context;
  const { prisma } = services;
  const seen = await where(context, filter.office);
  const [processes, offices, imported] = await Promise.all([
    prisma.process.findMany({
      where: { kind: 'grant', AND: [seen, filter.state ? { state: filter.state } : {}] },
      select: processFields,
    }),
    prisma.countyGovernor.findMany({ select: { code: true, name: true } }),
    beyondOwn(context, filter) ? importedRows(context, filter, seen) : [],
  ]);
  const officeName = new Map(offices.map(({ code, name }) => [code, name]));
  const processOf = new Map(processes.map((process) => [process.subjectId, process]));
  const [rows, conflicts] = await Promise.all([
    prisma.application.findMany({
      where: { AND: [{ id: { in: [...processOf.keys()] } }, conditions(filter)] },
      select,
    }),
    prisma.impartialityDeclaration.findMany({
      where: { personId: user.id, outcome: 'conflict' },
      select: { applicationId: true },
    }),
  ]);
  const officers = await officerNames(context, rows.flatMap(({ caseOfficerId }) => caseOfficerId ?? [])); // prettier-ignore
  const places = await placesOf(prisma, [...new Set(rows.map(({ callId }) => callId))]);
  const hidden = new Set(conflicts.map(({ applicationId }) => applicationId));
  const named = (code: string | null): string => officeName.get(code ?? '') ?? '';
  return [
    ...rows.map((row) => {
      const process = processOf.get(row.id)!;
      const office = named(process.countyGovernorCode);
      const own = can(user.actor, 'case.act', process);
      return caseRow(row, { process, office, officers: own || seesOfficers(user) ? officers : new Map<string, string>(), hidden: hidden.has(row.id), language, place: places.get(row.id) });
    }),
    ...imported.map((row) => ({ ...row, office: named(row.office) })),
  ] // prettier-ignore
    .sort((a, b) => comparisons[filter.order](a, b) || byText.compare(number(a), number(b)));
}

/** A list that may reach beyond the office acted for. */
const beyondOwn = ({ user }: UserContext, { office }: CaseFilter): boolean =>
  office !== null || user.at?.kind !== 'office';

/** Who is handling a case is told within its office, and to the nation’s readers. */
const seesOfficers = ({ actor }: UserContext['user']): boolean =>
  visible(actor, 'case.list').some(({ everywhere }) => everywhere);

/** Projects taken over from before: to learn from, in no office’s own list of work. */
async function importedRows(
  { services, language }: UserContext,
  { state, officer, callId, text }: CaseFilter,
  where: Prisma.ProcessWhereInput,
): Promise<CaseRow[]> {
  if (state || officer) return [];
  const { prisma } = services;
  const processes = await prisma.process.findMany({ where: { kind: 'project', AND: [where] }, select: processFields });
  const processOf = new Map(processes.map((process) => [process.subjectId, process]));
  const contains = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  const projects = await prisma.project.findMany({
    where: {
      id: { in: [...processOf.keys()] },
      applicationId: null,
      ...(callId ? { callId } : {}),
      ...(text ? { OR: [{ title: contains }, { caseNumber: contains }, { municipality: { name: contains } }] } : {}),
    },
    include: { municipality: { select: { name: true } }, call: { select: { titleNb: true, titleNn: true } } },
  });
  return projects.map((project) => {
    const process = processOf.get(project.id)!;
    return {
      id: project.id,
      kind: 'project',
      office: process.countyGovernorCode ?? '',
      number: project.caseNumber ?? '',
      title: project.title,
      municipality: project.municipality.name,
      call: project.call ? inForm(language, project.call.titleNb, project.call.titleNn) : '',
      state: process.state,
      waitsFor: process.waitsFor,
      officer: null,
      applied: project.appliedAmount === null ? null : fromBigInt(project.appliedAmount),
      deadline: null,
    };
  });
}

type Beside = {
  office: string;
  process: { state: string; waitsFor: string };
  officers: Map<string, string>;
  hidden: boolean;
  place: Place | undefined;
  language: WrittenForm;
};

const caseRow = (row: Row, { process, office, officers, hidden, language, place }: Beside): CaseRow => ({
  id: row.id,
  kind: 'grant',
  office,
  number: row.caseNumber ?? row.reference,
  title: row.title || row.reference,
  municipality: row.municipality.name,
  place: hidden ? undefined : place,
  call: inForm(language, row.call.titleNb, row.call.titleNn),
  state: process.state,
  waitsFor: process.waitsFor,
  officer: row.caseOfficerId ? (officers.get(row.caseOfficerId) ?? null) : null,
  applied: hidden ? null : row.budget.reduce((sum, { amount }) => sum + fromBigInt(amount), 0),
  deadline: deadlineOf(row, process.state),
});

async function officerNames({ services }: UserContext, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await services.prisma.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, firstName: true, lastName: true },
  });
  return new Map(people.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
}

type Choice = { value: string; text: string };
/** `offices` is empty for who sees one only. */
export type CaseChoices = { calls: Choice[]; officers: Choice[]; offices: Choice[] };

/** The calls, officers and offices there are cases of. */
export async function caseChoices(
  context: UserContext,
  filter: CaseFilter,
  where: CaseWhere = visibleCases,
): Promise<CaseChoices> {
  const { services, user, language } = context;
  const processes = await services.prisma.process.findMany({
    where: { kind: 'grant', AND: [await where(context, filter.office)] },
    select: { subjectId: true },
  });
  const offices = seesOffices(context)
    ? await services.prisma.countyGovernor.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } })
    : [];
  const tellsOfficers = filter.office === null || seesOfficers(user);
  const applications = await services.prisma.application.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    distinct: ['callId', 'caseOfficerId'],
    select: { caseOfficerId: true, call: { select: { id: true, titleNb: true, titleNn: true, budgetYear: true } } },
  });
  const calls = new Map(applications.map(({ call }) => [call.id, call]));
  const ids = tellsOfficers ? applications.flatMap(({ caseOfficerId }) => caseOfficerId ?? []) : [];
  const names = await officerNames(context, ids);
  return {
    offices: offices.map(({ code, name }) => ({ value: code, text: name })),
    calls: [...calls.values()]
      .sort((a, b) => b.budgetYear - a.budgetYear)
      .map((call) => ({ value: call.id, text: inForm(language, call.titleNb, call.titleNn) })),
    officers: [...names].map(([value, text]) => ({ value, text })).sort((a, b) => byText.compare(a.text, b.text)),
  };
}
