import { can } from '../../../domain/authorisation.js';
import type { Link } from '../../components/models.js';
import type { UserContext } from '../../page.js';
import { userHere } from '../deciding.js';
import { views } from './filter.js';

type At = { code: string; coordinatorApproves: boolean };

/** The way from the home of an office or a municipality to its requests, for who lets in there; says how many wait. */
export async function accessLink(
  { services, user, t }: UserContext,
  { kind, ...place }: { kind: 'office'; code: string } | ({ kind: 'municipality' } & At),
): Promise<Link | null> {
  const here = 'coordinatorApproves' in place ? userHere(user, place) : user;
  const { code } = place;
  const subject = kind === 'office' ? { countyGovernorCode: code } : { municipalityCode: code };
  if (!can(here.actor, 'access.decide', subject)) return null;
  const count = await services.prisma.process.count({
    where: { kind: 'accessRequest', state: { in: [...views.venter] }, ...subject },
  });
  return { text: t('access.list.link', { count }), href: `/${kind === 'office' ? 'embete' : 'kommune'}/${code}/tilganger` }; // prettier-ignore
}
