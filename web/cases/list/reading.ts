/** The cases a person may see, as rows; of the office acted for where the filter names no other. Drafts are never among them. */
import { can, visible } from '../../../domain/authorisation.js';
import { deadlineAtEndOf, localDate } from '../../../domain/calendar/index.js';
import { fromBigInt } from '../../../domain/money.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { Prisma } from '../../../prisma/generated/client.js';
import { inForm } from '../../calls/call.js';
import type { UserContext } from '../../page.js';
import { placesOf, type Place } from '../../../prisma/rank.js';
import { conflictsOf, whereVisible } from '../../where.js';
import { namesOf } from '../../who.js';
import { asksForContent, limitOf, type CaseFilter } from './filter.js';
import { importedRows } from './imported.js';
import { sorted } from './order.js';
import { containing, missingOf, processFields, shareOf, type CaseProcess, type CaseRow } from './row.js';

const open = ['registered', 'underAssessment', 'recommended'];

const select = {
  id: true, callId: true, title: true, reference: true, caseNumber: true, caseOfficerId: true,
  municipalityCode: true, sectors: true, priorityAreaIds: true, submittedAt: true,
  municipality: { select: { name: true } },
  call: { select: { titleNb: true, titleNn: true, expectedDecisionOn: true, requiredAttachments: true, rankRequired: true, priorityAreas: { select: { id: true, nameNb: true, nameNn: true } } } },
  attachments: { where: { removedAt: null }, select: { kind: true } },
  clarifications: { where: { endedAt: null }, select: { dueAt: true } },
} satisfies Prisma.ApplicationSelect; // prettier-ignore
type Row = Prisma.ApplicationGetPayload<{ select: typeof select }>;

function deadlineOf(row: Row, state: string): number | null {
  if (state === 'informationRequested') return row.clarifications[0]?.dueAt.getTime() ?? null;
  return open.includes(state) ? deadlineAtEndOf(localDate(row.call.expectedDecisionOn.getTime())) : null;
}

/** Cases of which offices; exactly those `can` says yes to. */
export type CaseWhere = (context: UserContext, office: CaseFilter['office']) => Promise<Prisma.ProcessWhereInput>;

export const visibleCases: CaseWhere = async ({ services, user }, office) => {
  const own = user.at?.kind === 'office' ? user.at.code : 'all';
  const code = office ?? own;
  const place = code === 'all' ? {} : { countyGovernorCode: code };
  return { AND: [await whereVisible(services.prisma, user.actor, 'case.list'), place] };
};

type Asking = { filter: CaseFilter; userId: string; conflicts: string[] };
function conditions({ filter, userId, conflicts }: Asking): Prisma.ApplicationWhereInput {
  const { callId, officer, text, municipality, sector, areaId } = filter;
  return {
    ...(callId ? { callId } : {}),
    ...(officer ? { caseOfficerId: officer === 'none' ? null : officer === 'mine' ? userId : officer } : {}),
    ...(municipality ? { municipalityCode: municipality } : {}),
    ...(sector ? { sectors: { has: sector } } : {}),
    ...(areaId ? { priorityAreaIds: { has: areaId } } : {}),
    // Whether such a case answers to its content is its content.
    ...(asksForContent(filter) ? { id: { notIn: conflicts } } : {}),
    ...(text
      ? {
          OR: [
            { title: containing(text) },
            { reference: containing(text) },
            { caseNumber: containing(text) },
            { municipality: { name: containing(text) } },
          ],
        }
      : {}),
  };
}

/** All rows the filter asks for, in its order; where that says nothing, by case number. */
export async function caseRows(
  context: UserContext,
  filter: CaseFilter,
  where: CaseWhere = visibleCases,
): Promise<CaseRow[]> {
  const { services, user, language } = context;
  const { prisma } = services;
  const seen = await where(context, filter.office);
  const [processes, offices, imported, conflicts] = await Promise.all([
    prisma.process.findMany({
      where: { kind: 'grant', AND: [seen, filter.state ? { state: filter.state } : {}] },
      select: processFields,
    }),
    prisma.countyGovernor.findMany({ select: { code: true, name: true } }),
    beyondOwn(context, filter) ? importedRows(context, filter, seen) : [],
    conflictsOf(prisma, user.id),
  ]);
  const processOf = new Map(processes.map((process) => [process.subjectId, process]));
  const rows = await prisma.application.findMany({
    where: { AND: [{ id: { in: [...processOf.keys()] } }, conditions({ filter, userId: user.id, conflicts })] },
    select,
  });
  const [sums, places, officers] = await Promise.all([
    sumsOfBudgets(context, rows.map(({ id }) => id)),
    placesOf(prisma, [...new Set(rows.map(({ callId }) => callId))]),
    namesOf(prisma, rows.flatMap(({ caseOfficerId }) => caseOfficerId ?? [])),
  ]); // prettier-ignore
  const officeName = new Map(offices.map(({ code, name }) => [code, name]));
  const own = rows.map((row) => {
    const process = processOf.get(row.id)!;
    const tells = seesOfficers(user) || can(user.actor, 'case.act', process);
    return caseRow(row, {
      process,
      officer: row.caseOfficerId && tells ? officers(row.caseOfficerId) : null,
      sums: sums.get(row.id) ?? noSums,
      hidden: conflicts.includes(row.id),
      place: places.get(row.id),
      language,
    });
  });
  const named = [...own, ...imported].map((row) => ({ ...row, office: officeName.get(row.office) ?? '' }));
  const [least, most] = [limitOf(filter.least), limitOf(filter.most)];
  const within = named.filter(
    ({ applied }) =>
      (least === null && most === null) ||
      (applied !== null && applied >= (least ?? 0) && applied <= (most ?? Number.POSITIVE_INFINITY)),
  );
  return sorted(within, filter.order, filter.reversed);
}

/** A list that may reach beyond the office acted for. */
const beyondOwn = ({ user }: UserContext, { office }: CaseFilter): boolean =>
  office !== null || user.at?.kind !== 'office';

/** Who is handling a case is told within its office, and to the nation’s readers. */
export const seesOfficers = ({ actor }: UserContext['user']): boolean =>
  visible(actor, 'case.list').some(({ everywhere }) => everywhere);

type Sums = { applied: number; costs: number; own: number };
const noSums: Sums = { applied: 0, costs: 0, own: 0 };
const sideOf: Readonly<Record<string, keyof Sums>> = { applied: 'applied', cost: 'costs', own: 'own' };

/** Of each application what is applied for, what it costs and what the municipality bears, over all years. */
async function sumsOfBudgets({ services }: UserContext, ids: string[]): Promise<Map<string, Sums>> {
  const lines = await services.prisma.budgetLine.groupBy({
    by: ['applicationId', 'side'],
    where: { applicationId: { in: ids }, side: { in: Object.keys(sideOf) } },
    _sum: { amount: true },
  });
  const sums = new Map<string, Sums>();
  for (const { applicationId, side, _sum } of lines)
    sums.set(applicationId, {
      ...(sums.get(applicationId) ?? noSums),
      [sideOf[side]!]: fromBigInt(_sum.amount ?? 0n),
    });
  return sums;
}

type Beside = {
  process: CaseProcess;
  officer: string | null;
  sums: Sums;
  hidden: boolean;
  place: Place | undefined;
  language: WrittenForm;
};

const withoutContent = { hidden: true, applied: null, costs: null, own: null, share: null, sectors: [], areas: [], missing: [] }; // prettier-ignore

const caseRow = (row: Row, { process, officer, sums, hidden, place, language }: Beside): CaseRow => ({
  id: row.id,
  kind: 'grant',
  office: process.countyGovernorCode ?? '',
  number: row.caseNumber ?? row.reference,
  title: row.title || row.reference,
  municipality: row.municipality.name,
  municipalityCode: row.municipalityCode,
  call: inForm(language, row.call.titleNb, row.call.titleNn),
  state: process.state,
  waitsFor: process.waitsFor,
  officer,
  officerId: row.caseOfficerId,
  ...(hidden
    ? withoutContent
    : {
        hidden,
        ...sums,
        share: shareOf(sums.own, sums.costs),
        sectors: row.sectors,
        areas: row.call.priorityAreas
          .filter(({ id }) => row.priorityAreaIds.includes(id))
          .map(({ nameNb, nameNn }) => inForm(language, nameNb, nameNn)),
        place,
        missing: missingOf(row.call, row.attachments, place),
      }),
  receivedAt: row.submittedAt?.getTime() ?? null,
  deadline: deadlineOf(row, process.state),
  process,
}); // prettier-ignore
