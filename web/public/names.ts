import type { Translate } from '../page.js';

/** "Meland (nå Alver)": the name a municipality had then, with the one it has now where that is another. */
export const nameThen = (then: string | null, now: string | null, t: Translate): string => {
  if (then === null || then === now) return now ?? '';
  return now === null ? then : t('public.nameThen', { then, now });
};
