/** A draft as one typed object: what the steps show and save, and what is frozen when it is sent in. */
import type { ApplicationSnapshot, BudgetLineForm } from '../../domain/application/form.js';
import { fromBigInt, toBigInt } from '../../domain/money.js';
import type { WrittenForm } from '../../domain/notices.js';
import type { Prisma } from '../../prisma/generated/client.js';

export const applicationKinds = ['new', 'continuation', 'expansion', 'network', 'conference'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/** A row of the budget; `amounts` are whole kroner, one per year from the first. */
export type BudgetRow = { kind: string; label: string; amounts: number[] };
export const budgetSides = ['costs', 'applied', 'own', 'other'] as const;
export type BudgetSide = (typeof budgetSides)[number];

/** Optional answers are '' when not given. `partnerCodes` and `payeeCode` are municipality codes. */
export type DraftContent = {
  title: string;
  summary: string;
  kind: ApplicationKind;
  language: WrittenForm;
  ownReference: string;
  projectOwnerName: string;
  projectOwnerNumber: string;
  contactId: string;
  partnerCodes: string[];
  payeeCode: string;
  challenges: string;
  goalsAndMethod: string;
  sectors: string[];
  priorityAreaIds: string[];
  yearCount: number;
  budgetComment: string;
} & Record<BudgetSide, BudgetRow[]>;

export type DraftField = keyof DraftContent;

export const draftRows = {
  partners: { orderBy: { municipalityCode: 'asc' } },
  budget: { orderBy: [{ side: 'asc' }, { position: 'asc' }, { year: 'asc' }] },
} satisfies Prisma.ApplicationInclude;
export type DraftRow = Prisma.ApplicationGetPayload<{ include: typeof draftRows }>;

/** The side’s name in the database. */
const sideColumn: Readonly<Record<BudgetSide, string>> = {
  costs: 'cost',
  applied: 'applied',
  own: 'own',
  other: 'other',
};

/** The years of the budget, the call’s first. */
export const yearsOf = ({ firstYear, yearCount }: { firstYear: number; yearCount: number }): number[] =>
  Array.from({ length: yearCount }, (_, i) => firstYear + i);

function rowsOf(row: DraftRow, side: BudgetSide): BudgetRow[] {
  const lines = row.budget.filter((line) => line.side === sideColumn[side]);
  const positions = [...new Set(lines.map((line) => line.position))];
  return positions.map((position) => {
    const own = lines.filter((line) => line.position === position);
    const amountIn = (year: number) => fromBigInt(own.find((line) => line.year === year)?.amount ?? 0n);
    return { kind: own[0]!.kind, label: own[0]!.label, amounts: yearsOf(row).map(amountIn) };
  });
}

/** The rows of the database as a draft. */
export function contentOf(row: DraftRow): DraftContent {
  return {
    title: row.title,
    summary: row.summary,
    kind: row.kind as ApplicationKind,
    language: row.language as WrittenForm,
    ownReference: row.ownReference ?? '',
    projectOwnerName: row.projectOwnerName ?? '',
    projectOwnerNumber: row.projectOwnerNumber ?? '',
    contactId: row.contactId,
    partnerCodes: row.partners.map((partner) => partner.municipalityCode),
    payeeCode: row.payeeMunicipalityCode ?? '',
    challenges: row.challenges,
    goalsAndMethod: row.goalsAndMethod,
    sectors: row.sectors,
    priorityAreaIds: row.priorityAreaIds,
    yearCount: row.yearCount,
    budgetComment: row.budgetComment,
    costs: rowsOf(row, 'costs'),
    applied: rowsOf(row, 'applied'),
    own: rowsOf(row, 'own'),
    other: rowsOf(row, 'other'),
  };
}

/** One line per row and year. Amounts beyond the last year are left out. */
export function linesOf(rows: readonly BudgetRow[], years: readonly number[]): BudgetLineForm[] {
  return rows.flatMap(({ kind, label, amounts }, position) =>
    years.map((year, i) => ({ position, year, kind, label, amount: amounts[i] ?? 0 })),
  );
}

export type Declaration = ApplicationSnapshot['declarations'][number];
const orNull = (text: string): string | null => (text === '' ? null : text);

/** What is sent in: the draft with the declarations that were ticked. May be longer than the schema allows; check before sending. */
export function snapshotOf(row: DraftRow, declarations: Declaration[] = []): ApplicationSnapshot {
  const content = contentOf(row);
  const years = yearsOf(row);
  const {
    title,
    summary,
    kind,
    language,
    sectors,
    priorityAreaIds,
    partnerCodes,
    challenges,
    goalsAndMethod,
    budgetComment,
  } = content;
  return {
    title,
    summary,
    kind,
    language,
    sectors,
    priorityAreaIds,
    partnerCodes,
    projectOwnerName: orNull(content.projectOwnerName),
    projectOwnerNumber: orNull(content.projectOwnerNumber),
    ownReference: orNull(content.ownReference),
    challenges,
    goalsAndMethod,
    firstYear: row.firstYear,
    yearCount: row.yearCount,
    budgetComment,
    costs: linesOf(content.costs, years),
    applied: linesOf(content.applied, years),
    own: linesOf(content.own, years),
    other: linesOf(content.other, years),
    declarations,
  };
}

type Tx = Prisma.TransactionClient;

/** Writes these fields of a draft; the caller holds the lock. */
export async function writeContent(
  tx: Tx,
  row: DraftRow,
  { changes, at }: { changes: Partial<DraftContent>; at: Date },
): Promise<void> {
  const {
    partnerCodes,
    payeeCode,
    costs,
    applied,
    own,
    other,
    ownReference,
    projectOwnerName,
    projectOwnerNumber,
    ...columns
  } = changes;
  const optional = {
    ...(ownReference === undefined ? {} : { ownReference: orNull(ownReference) }),
    ...(projectOwnerName === undefined ? {} : { projectOwnerName: orNull(projectOwnerName) }),
    ...(projectOwnerNumber === undefined ? {} : { projectOwnerNumber: orNull(projectOwnerNumber) }),
    ...(payeeCode === undefined ? {} : { payeeMunicipalityCode: orNull(payeeCode) }),
  };
  await tx.application.update({
    where: { id: row.id },
    data: { ...columns, ...optional, version: { increment: 1 }, savedAt: at },
  });
  if (partnerCodes) await writePartners(tx, row.id, partnerCodes);
  if (costs || applied || own || other || columns.yearCount !== undefined)
    await writeBudget(tx, row, { ...contentOf(row), ...changes });
}

async function writePartners(tx: Tx, applicationId: string, codes: readonly string[]): Promise<void> {
  await tx.applicationPartner.deleteMany({ where: { applicationId } });
  await tx.applicationPartner.createMany({
    data: [...new Set(codes)].map((municipalityCode) => ({ applicationId, municipalityCode })),
  });
}

async function writeBudget(tx: Tx, row: DraftRow, content: DraftContent): Promise<void> {
  const years = yearsOf({ firstYear: row.firstYear, yearCount: content.yearCount });
  await tx.budgetLine.deleteMany({ where: { applicationId: row.id } });
  await tx.budgetLine.createMany({
    data: budgetSides.flatMap((side) =>
      linesOf(content[side], years).map(({ amount, ...line }) => ({
        ...line,
        applicationId: row.id,
        side: sideColumn[side],
        amount: toBigInt(amount),
      })),
    ),
  });
}
