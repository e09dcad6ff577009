import type { StatusTag } from '../components/models.js';
import type { Translate } from '../page.js';

/** Aktiv or Fullført: the two words the public list has. */
export const publicStatus = (completed: boolean, t: Translate): StatusTag => ({
  text: t(`public.status.${completed ? 'completed' : 'active'}`),
  color: completed ? 'success' : 'info',
});
