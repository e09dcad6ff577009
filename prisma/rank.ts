/** The municipality’s own order of its applications in a call (A6). What is stored is the order; the place is worked out among those still in it. */
import type { Prisma } from './generated/client.js';

type Db = Prisma.TransactionClient;

/** States in which an application is out of its municipality’s order: the rest close ranks. */
const out = ['withdrawn', 'lapsed', 'cancelled'];
/** States the Governor does not see yet. */
const notSent = ['new', 'draft', 'awaitingLocalApproval', 'awaitingMayor'];

/** "prioritet 1 av 2": `place` is null for one that has been given none. */
export type Place = { place: number | null; of: number };

/** Of each application of these calls its place among those its municipality has sent in; a single one has no need of it and is left out. */
export async function placesOf(db: Db, callIds: readonly string[]): Promise<Map<string, Place>> {
  const rows = await db.$queryRaw<{ id: string; rank: number | null; place: bigint; of: bigint }[]>`
    select a.id, a.rank, row_number() over (partition by a."callId", a."municipalityCode" order by a.rank) as place,
      count(*) over (partition by a."callId", a."municipalityCode") as of
    from application a join process p on p.kind = 'grant' and p."subjectId" = a.id
    where a."callId" = any(${[...callIds]}::uuid[]) and p.state <> all(${[...out, ...notSent]})`;
  return new Map(
    rows
      .filter(({ of }) => of > 1n)
      .map(({ id, rank, place, of }) => [id, { place: rank === null ? null : Number(place), of: Number(of) }]),
  );
}

export type Ranked = { id: string; title: string; reference: string; state: string; rank: number | null };

/** All that is in the municipality’s order, drafts too: first what has a rank, then the oldest. */
export async function rankedOf(db: Db, callId: string, municipalityCode: string): Promise<Ranked[]> {
  return db.$queryRaw<Ranked[]>`
    select a.id, a.title, a.reference, p.state, a.rank
    from application a join process p on p.kind = 'grant' and p."subjectId" = a.id
    where a."callId" = ${callId}::uuid and a."municipalityCode" = ${municipalityCode} and p.state <> all(${out})
    order by a.rank nulls last, a."createdAt", a.id`;
}

/** Is a rank asked for and not given? One alone needs none. */
export const isRankMissing = (ranked: readonly Pick<Ranked, 'rank'>[]): boolean =>
  ranked.length > 1 && ranked.some(({ rank }) => rank === null);

/** Municipalities that have more than one application in a call that asks for a rank, and have not given it. */
export async function municipalitiesWithoutRank(db: Db, callId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ code: string }[]>`
    select a."municipalityCode" as code
    from application a join process p on p.kind = 'grant' and p."subjectId" = a.id join call c on c.id = a."callId"
    where a."callId" = ${callId}::uuid and c."rankRequired" and p.state <> all(${out})
    group by a."municipalityCode" having count(*) > 1 and bool_or(a.rank is null) order by 1`;
  return rows.map(({ code }) => code);
}

/** Applications of the municipality that count against the call’s cap (D-6), but for this one; also what stands while it is corrected (A5). */
export async function sentInBeside(
  db: Db,
  { id, callId, municipalityCode }: { id: string; callId: string; municipalityCode: string },
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from application a join process p on p.kind = 'grant' and p."subjectId" = a.id
    where a."callId" = ${callId}::uuid and a."municipalityCode" = ${municipalityCode} and a.id <> ${id}::uuid
      and p.state <> all(${[...out, 'dismissed']}) and (p.state <> all(${notSent}) or a."submittedAt" is not null)`;
  return Number(row!.count);
}
