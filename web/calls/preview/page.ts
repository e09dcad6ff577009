import { whereNow } from '../../case-view.js';
import type { Crumb, WhereNow } from '../../components/models.js';
import { notFound, userPage, wideView, type Answer, type UserContext } from '../../page.js';
import { possible } from '../acting.js';
import { callSubject, loadCall, titleOf } from '../call.js';
import { bothForms, type BothForms } from './both.js';

export type PreviewModel = {
  breadcrumbs: Crumb[];
  heading: string;
  case: true;
  whereNow: WhereNow;
  both: BothForms;
};

async function preview(context: UserContext): Promise<Answer> {
  const { services, params, t, user } = context;
  const loaded = await loadCall(services.prisma, params['id']);
  if (!loaded) return notFound;
  const { call, process } = loaded;
  const base = `/utlysninger/${call.id}`;
  const writes = possible(user, 'sendForApproval', loaded) === 'yes';
  const edit = writes ? { text: t('announcement.toEdit'), href: `${base}/rediger` } : null;
  const model: PreviewModel = {
    breadcrumbs: [{ text: titleOf(context, call), href: `${base}/styring` }],
    heading: t('announcement.heading'),
    case: true,
    whereNow: await whereNow(context, process, { viewer: 'office', action: edit, yours: writes }),
    both: await bothForms(context, loaded),
  };
  return wideView('calls/preview/preview', model.heading, model);
}

/** The call as everyone will see it, in both written forms. */
export const previewPage = userPage({
  path: '/utlysninger/:id/forhandsvisning',
  access: { can: 'call.read', subject: callSubject },
  personal: 'none',
  get: preview,
});
