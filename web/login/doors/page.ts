import { openPage, redirect, view, type Page, type PageContext } from '../../page.js';
import { homeOf } from '../../layout/layout.js';
import { ownPath } from '../own-path.js';

export type DoorsModel = { municipality: string; state: string };

const get = ({ user, query, t }: PageContext) => {
  const to = ownPath(query.get('til'));
  if (user) return Promise.resolve(redirect(to ?? homeOf(user)));
  const rest = to ? `?til=${encodeURIComponent(to)}` : '';
  const model: DoorsModel = { municipality: `/logg-inn/kommune${rest}`, state: `/logg-inn/stat${rest}` };
  return Promise.resolve(view('login/doors/doors', t('login.doors.title'), model));
};

export const doorsPage: Page = openPage({ path: '/logg-inn', access: { public: true }, get });
