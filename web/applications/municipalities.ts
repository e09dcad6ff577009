import type { PrismaClient } from '../../prisma/generated/client.js';

export type FoundMunicipality = {
  code: string;
  name: string;
  county: string;
  /** Former names that the search met: "Kvalsund". */
  formerly: string[];
};
export type Found = { municipalities: FoundMunicipality[]; divided: { name: string; note: string }[] };

/** How many are shown; who gets more is asked to write more of the name. */
export const mostFound = 20;

/**
 * Municipalities of any county by a part of their name: today’s name, official and parallel names (Sámi, Kven), and names
 * that are no more. A former municipality that was divided has no one successor: its note says where it went.
 */
export async function findMunicipalities(prisma: PrismaClient, text: string): Promise<Found> {
  const wanted = text.trim().replace(/[\\%_]/g, '\\$&');
  if (wanted.length < 2) return { municipalities: [], divided: [] };
  const [codes, former] = await Promise.all([
    prisma.$queryRaw<{ code: string }[]>`
      select code from municipality
      where "validTo" is null and (name ilike ${`%${wanted}%`} or "officialName" ilike ${`%${wanted}%`}
        or exists (select 1 from unnest("parallelNames") as parallel where parallel ilike ${`%${wanted}%`}))
      order by name limit ${mostFound}`,
    prisma.historicMunicipality.findMany({
      where: { name: { contains: wanted, mode: 'insensitive' } },
      orderBy: { name: 'asc' },
      take: mostFound,
    }),
  ]);
  const successors = former.flatMap((old) => (old.successorCode ? [old.successorCode] : []));
  const rows = await prisma.municipality.findMany({
    where: { code: { in: [...codes.map(({ code }) => code), ...successors] }, validTo: null },
    include: { county: true },
    orderBy: { name: 'asc' },
  });
  return {
    municipalities: rows.map(({ code, name, county }) => ({
      code,
      name,
      county: county.name,
      formerly: former.filter((old) => old.successorCode === code && old.name !== name).map((old) => old.name),
    })),
    divided: former.filter((old) => !old.successorCode).map(({ name, note }) => ({ name, note: note ?? '' })),
  };
}
