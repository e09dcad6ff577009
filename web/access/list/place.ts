/** Whose requests are listed: an office’s, or those of a municipality whose coordinator lets in. */
import { can } from '../../../domain/authorisation.js';
import type { Access, User, UserContext } from '../../page.js';
import { userHere } from '../deciding.js';

export type ListPlace = {
  kind: 'municipality' | 'office';
  code: string;
  name: string;
  path: string;
  /** The reader, without a right that is taken back here. */
  user: User;
};

export type PlaceKind = ListPlace['kind'];
export const addresses = { office: '/embete/:kode', municipality: '/kommune/:nr' } as const;

export const accessOf = (kind: PlaceKind): Access => ({
  can: 'access.decide',
  subject: ({ params }) =>
    Promise.resolve(
      kind === 'office' ? { countyGovernorCode: params['kode'] ?? '' } : { municipalityCode: params['nr'] ?? '' },
    ),
});

export async function listPlace({ services, params, user }: UserContext, kind: PlaceKind): Promise<ListPlace | null> {
  const { prisma } = services;
  if (kind === 'office') {
    const office = await prisma.countyGovernor.findUnique({ where: { code: params['kode'] ?? '' } });
    return office && { kind, code: office.code, name: office.name, path: `/embete/${office.code}`, user };
  }
  const found = await prisma.municipality.findUnique({ where: { code: params['nr'] ?? '' } });
  if (!found) return null;
  const { code, name } = found;
  const here = userHere(user, found);
  if (!can(here.actor, 'access.decide', { municipalityCode: code })) return null;
  return { kind, code, name: `${name} kommune`, path: `/kommune/${code}`, user: here };
}
