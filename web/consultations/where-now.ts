/** The four answers on top of every page of a consultation. */
import { whereNow, type Viewer } from '../case-view.js';
import type { Link, WhereNow } from '../components/models.js';
import type { PageContext } from '../page.js';
import { askedCodes, ownMunicipality, seesOffice, type Loaded } from './consultation.js';

export async function viewerOf({ services, user }: PageContext, { consultation }: Loaded): Promise<Viewer> {
  if (!user) return 'public';
  const own = ownMunicipality(user, await askedCodes(services.prisma, consultation.id));
  if (own && user.at?.kind !== 'office') return 'municipality';
  return seesOffice(user, consultation) ? 'office' : own ? 'municipality' : 'public';
}

/** `action`: the one thing this person can do now. */
export async function whereNowOf(context: PageContext, loaded: Loaded, action: Link | null): Promise<WhereNow> {
  const { t, now } = context;
  const { consultation, process } = loaded;
  const viewer = await viewerOf(context, loaded);
  const { state } = process;
  const due = consultation.dueAt.getTime();
  const before = consultation.dues.at(-2)?.dueAt.getTime();
  const shown = await whereNow(context, process, {
    viewer,
    action,
    deadline: state === 'open' ? { at: due, now, movedFrom: before } : null,
    waitsFor: t(`consultations.waits.${state}`),
  });
  const calm = viewer === 'municipality' ? viewer : `${viewer}.${state}`;
  return { ...shown, calm: t(`consultations.calm.${calm}`) };
}
