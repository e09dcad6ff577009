import type { PrismaClient } from '../prisma/generated/client.js';

export type Office = { code: string; name: string };

/** "Innlandet" of "Statsforvalteren i Innlandet": the first word is the title, which each office has in its own written form. */
const placeOf = (name: string): string => name.replace(/^\S+\s+/, '');

export const byPlace = (a: string, b: string): number => placeOf(a).localeCompare(placeOf(b), 'nb');

/** All County Governors in the order of their places, to choose among. */
export async function officesInOrder(prisma: PrismaClient): Promise<Office[]> {
  const offices = await prisma.countyGovernor.findMany({ select: { code: true, name: true } });
  return offices.sort((a, b) => byPlace(a.name, b.name));
}
