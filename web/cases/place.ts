import type { Place } from '../../prisma/rank.js';
import type { Translate } from '../page.js';

/** "prioritet 1 av 2": the municipality’s own order (A6); null where it has one application only. */
export function placeText(t: Translate, found: Place | undefined): string | null {
  if (!found) return null;
  return found.place === null ? t('rank.none') : t('rank.ofMany', { place: found.place, of: found.of });
}
