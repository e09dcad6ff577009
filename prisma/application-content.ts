/** An application’s content as one typed object, read from its rows and written to them with what was there before. */
import {
  budgetSides,
  fieldKeys,
  fieldOf,
  type ApplicationContent,
  type BudgetRow,
  type BudgetSide,
  type FieldKey,
  type FormRow,
} from '../domain/application/fields.js';
import { yearsOf } from '../domain/application/rules.js';
import { fromBigInt, toBigInt } from '../domain/money.js';
import type { Prisma } from './generated/client.js';

export type DraftContent = ApplicationContent;
export type DraftField = FieldKey;

export const draftRows = {
  partners: { orderBy: { municipalityCode: 'asc' } },
  budget: { orderBy: [{ side: 'asc' }, { position: 'asc' }, { year: 'asc' }] },
  attachments: { where: { removedAt: null }, orderBy: { position: 'asc' } },
} satisfies Prisma.ApplicationInclude;
export type DraftRow = Prisma.ApplicationGetPayload<{ include: typeof draftRows }>;

/** The side’s name in the database. */
const sideColumn: Readonly<Record<BudgetSide, string>> = {
  costs: 'cost',
  applied: 'applied',
  own: 'own',
  other: 'other',
};

/** Fields whose column has another name. */
const columnOf: Partial<Record<FieldKey, keyof DraftRow>> = {
  partners: 'otherPartners',
  payeeCode: 'payeeMunicipalityCode',
};
/** Fields whose column is null when they are not given. */
const nullable: readonly FieldKey[] = [
  'previousProjectId',
  'projectOwnerName',
  'projectOwnerNumber',
  'ownReference',
  'payeeCode',
];
const elsewhere: readonly FieldKey[] = ['partnerCodes', ...budgetSides];

function rowsOf(row: DraftRow, side: BudgetSide): BudgetRow[] {
  const lines = row.budget.filter((line) => line.side === sideColumn[side]);
  const positions = [...new Set(lines.map((line) => line.position))];
  return positions.map((position) => {
    const own = lines.filter((line) => line.position === position);
    const lineOf = (year: number) => own.find((line) => line.year === year);
    const years = yearsOf(row);
    const { kind, label, rate } = own[0]!;
    return {
      kind,
      label,
      amounts: years.map((year) => fromBigInt(lineOf(year)?.amount ?? 0n)),
      ...(rate === null ? {} : { rate, hours: years.map((year) => lineOf(year)?.hours ?? 0) }),
    };
  });
}

function valueOf(row: DraftRow, key: FieldKey): unknown {
  const value = (row as Record<string, unknown>)[columnOf[key] ?? key];
  if (value === null) return '';
  const field = fieldOf(key);
  // The database keeps no order of an object’s keys.
  if (field.type === 'rows')
    return (value as FormRow[]).map((cells) =>
      Object.fromEntries(
        Object.entries(field.columns).map(([name, { type }]) => [name, cells[name] ?? (type === 'tick' ? false : '')]),
      ),
    );
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}

/** The rows of the database as a draft. */
export function contentOf(row: DraftRow): DraftContent {
  const columns = fieldKeys.filter((key) => !elsewhere.includes(key)).map((key) => [key, valueOf(row, key)]);
  return {
    ...Object.fromEntries(columns),
    partnerCodes: row.partners.map((partner) => partner.municipalityCode),
    ...Object.fromEntries(budgetSides.map((side) => [side, rowsOf(row, side)])),
  } as DraftContent;
}

type Tx = Prisma.TransactionClient;
/** `actorId`: null when a deadline does it. */
export type Saving = { changes: Partial<DraftContent>; at: Date; actorId: string | null };

function column(key: FieldKey, value: unknown): [string, unknown] {
  const name = columnOf[key] ?? key;
  if (fieldOf(key).type === 'day') return [name, value === '' ? null : new Date(value as string)];
  return [name, value === '' && nullable.includes(key) ? null : value];
}

/** Writes these fields of a draft, and remembers what they were; the caller holds the lock. */
export async function writeContent(tx: Tx, row: DraftRow, { changes, at, actorId }: Saving): Promise<void> {
  const keys = Object.keys(changes) as FieldKey[];
  const before = contentOf(row);
  await tx.application.update({
    where: { id: row.id },
    data: {
      ...Object.fromEntries(keys.filter((key) => !elsewhere.includes(key)).map((key) => column(key, changes[key]))),
      version: { increment: 1 },
      savedAt: at,
    },
  });
  if (changes.partnerCodes) await writePartners(tx, row.id, changes.partnerCodes);
  if (keys.some((key) => key === 'yearCount' || (budgetSides as readonly FieldKey[]).includes(key)))
    await writeBudget(tx, row, { ...before, ...changes });
  for (const field of keys) await remember(tx, { row, field, before: before[field], at, actorId });
}

/** How long after its beginning one person’s saving of one field counts as the same change, in minutes. */
const oneChange = 10;

type Remembered = { row: DraftRow; field: FieldKey; before: unknown; at: Date; actorId: string | null };

/** What the field was; typing on is the same change, so that the history can be read. */
async function remember(tx: Tx, { row, field, before, at, actorId }: Remembered): Promise<void> {
  const version = row.version + 1;
  const goesOn = await tx.$executeRaw`
    update draft_change set version = ${version}, "begunAt" = coalesce("begunAt", at), at = ${at}::timestamptz
    where "applicationId" = ${row.id}::uuid and field = ${field} and "actorId" = ${actorId}::uuid
      and coalesce("begunAt", at) > ${at}::timestamptz - make_interval(mins => ${oneChange}::int)
      and version = (select max(version) from draft_change where "applicationId" = ${row.id}::uuid and field = ${field})`;
  if (goesOn > 0) return;
  await tx.draftChange.create({
    data: { applicationId: row.id, version, field, before: before as Prisma.InputJsonValue, actorId, at },
  });
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
      content[side].flatMap(({ kind, label, amounts, hours, rate }, position) =>
        years.map((year, i) => ({
          applicationId: row.id,
          side: sideColumn[side],
          position,
          year,
          kind,
          label,
          amount: toBigInt(amounts[i] ?? 0),
          ...(rate === undefined ? {} : { rate, hours: hours?.[i] ?? 0 }),
        })),
      ),
    ),
  });
}
