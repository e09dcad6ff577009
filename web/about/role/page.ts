import { notFound, openPage, view, type Answer, type PageContext } from '../../page.js';
import type { Crumb } from '../../components/models.js';
import { roleOfSlug } from '../slugs.js';
import { deedsOf, rightsOf, termsOf, type DeedsOfKind, type Right } from './duties.js';

export type RoleModel = {
  breadcrumbs: Crumb[];
  title: string;
  about: string;
  guide: string;
  rights: Right[];
  deeds: DeedsOfKind[];
  terms: string[];
  everyone: { rights: Right[]; deeds: DeedsOfKind[] };
};

function show({ params, t }: PageContext): Promise<Answer> {
  const role = roleOfSlug(params['rolle']);
  if (!role) return Promise.resolve(notFound);
  const title = t('about.role.title', { role: t(`common.role.${role}`) });
  const model: RoleModel = {
    breadcrumbs: [{ text: t('about.roles.title'), href: '/om/roller' }],
    title,
    about: t(`about.roleText.${role}`),
    guide: `/om/veiledning/${params['rolle']}`,
    rights: rightsOf(t, role),
    deeds: deedsOf(t, [role]),
    terms: termsOf(t, role),
    everyone: { rights: rightsOf(t, 'anyone'), deeds: deedsOf(t, ['requester', 'holder']) },
  };
  return Promise.resolve(view('about/role/role', title, model));
}

/** What one role may see and do. */
export const rolePage = openPage({ path: '/om/roller/:rolle', access: { public: true }, get: show });
