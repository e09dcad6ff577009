import type { Link } from '../../components/models.js';
import { openPage, view, type Answer, type PageContext } from '../../page.js';
import { sides, slugs } from '../slugs.js';

export type RolesModel = {
  sides: { heading: string; roles: (Link & { about: string; guide: string })[] }[];
};

function show({ t }: PageContext): Promise<Answer> {
  const model: RolesModel = {
    sides: Object.entries(sides).map(([side, roles]) => ({
      heading: t(`about.roles.side.${side}`),
      roles: roles.map((role) => ({
        text: t(`common.role.${role}`),
        href: `/om/roller/${slugs[role]}`,
        about: t(`about.roleText.${role}`),
        guide: `/om/veiledning/${slugs[role]}`,
      })),
    })),
  };
  return Promise.resolve(view('about/roles/roles', t('about.roles.title'), model));
}

/** All roles, each with what it may and with its guide. */
export const rolesPage = openPage({ path: '/om/roller', access: { public: true }, get: show });
