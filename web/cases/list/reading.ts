/** The cases of the office this person acts for, as rows. Drafts are never among them. */
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { fromBigInt } from '../../../domain/money.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';
import { whereVisible } from '../../where.js';
import type { CaseFilter, Order } from './filter.js';

export type CaseRow = {
  id: string;
  number: string;
  title: string;
  municipality: string;
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
  id: true, title: true, reference: true, caseNumber: true, caseOfficerId: true,
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

/** The process rows of the office: exactly those `can` says yes to. */
export async function visibleCases({ services, user }: UserContext): Promise<Prisma.ProcessWhereInput> {
  const place = user.at?.kind === 'office' ? { countyGovernorCode: user.at.code } : {};
  return { kind: 'grant', AND: [await whereVisible(services.prisma, user.actor, 'case.list'), place] };
}

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

/** All rows the filter asks for, in its order; where that says nothing, by case number. */
export async function caseRows(context: UserContext, filter: CaseFilter): Promise<CaseRow[]> {
  const { services, user, language } = context;
  const { prisma } = services;
  const processes = await prisma.process.findMany({
    where: { AND: [await visibleCases(context), filter.state ? { state: filter.state } : {}] },
    select: { subjectId: true, state: true, waitsFor: true },
  });
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
  const hidden = new Set(conflicts.map(({ applicationId }) => applicationId));
  return rows
    .map((row) => caseRow(row, { process: processOf.get(row.id)!, officers, hidden: hidden.has(row.id), language }))
    .sort((a, b) => comparisons[filter.order](a, b) || byText.compare(number(a), number(b)));
}

type Beside = {
  process: { state: string; waitsFor: string };
  officers: Map<string, string>;
  hidden: boolean;
  language: WrittenForm;
};

const caseRow = (row: Row, { process, officers, hidden, language }: Beside): CaseRow => ({
  id: row.id,
  number: row.caseNumber ?? row.reference,
  title: row.title || row.reference,
  municipality: row.municipality.name,
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

export type CaseChoices = { calls: { value: string; text: string }[]; officers: { value: string; text: string }[] };

/** The calls and officers there are cases of. */
export async function caseChoices(context: UserContext): Promise<CaseChoices> {
  const { services, language } = context;
  const processes = await services.prisma.process.findMany({
    where: await visibleCases(context),
    select: { subjectId: true },
  });
  const applications = await services.prisma.application.findMany({
    where: { id: { in: processes.map(({ subjectId }) => subjectId) } },
    distinct: ['callId', 'caseOfficerId'],
    select: { caseOfficerId: true, call: { select: { id: true, titleNb: true, titleNn: true, budgetYear: true } } },
  });
  const calls = new Map(applications.map(({ call }) => [call.id, call]));
  const names = await officerNames(context, applications.flatMap(({ caseOfficerId }) => caseOfficerId ?? [])); // prettier-ignore
  return {
    calls: [...calls.values()]
      .sort((a, b) => b.budgetYear - a.budgetYear)
      .map((call) => ({ value: call.id, text: inForm(language, call.titleNb, call.titleNn) })),
    officers: [...names].map(([value, text]) => ({ value, text })).sort((a, b) => byText.compare(a.text, b.text)),
  };
}
