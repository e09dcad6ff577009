import type { PageContext } from '../page.js';

type At = { municipality: { name: string } | null; countyGovernorCode: string | null };

/** "Bodø kommune", an office’s name, or the ministry’s. */
export async function placeName(
  { services, t }: Pick<PageContext, 'services' | 't'>,
  { municipality, countyGovernorCode: code }: At,
): Promise<string> {
  if (municipality) return `${municipality.name} kommune`;
  const office = code ? await services.prisma.countyGovernor.findUnique({ where: { code } }) : null;
  return office?.name ?? t('access.ministry');
}
