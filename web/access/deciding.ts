/** Who lets in here. A coordinator does where the Governor leaves it to them, and no longer when it is taken back (U2). */
import type { Municipality } from '../../prisma/generated/client.js';
import type { User } from '../page.js';

type Place = Pick<Municipality, 'code' | 'coordinatorApproves'> | null;

/** The user without a coordinator’s right that is taken back here. */
export function userHere(user: User, place: Place): User {
  if (!place || place.coordinatorApproves) return user;
  const grants = user.actor.grants.filter(
    ({ role, municipalityCode }) => role !== 'municipalCoordinator' || municipalityCode !== place.code,
  );
  return { ...user, actor: { ...user.actor, grants } };
}
