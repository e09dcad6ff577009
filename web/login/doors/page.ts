import { openPage, redirect, view, type Page, type PageContext } from '../../page.js';
import { homeOf } from '../../layout/layout.js';
import { goOnPath, pagesThatTell } from '../../errors/answers.js';
import { probeCookies, takesCookies } from '../../middleware/cookies.js';
import type { LoginService } from '../client.js';
import { ownPath } from '../own-path.js';

export type DoorsModel = { municipality: string; state: string; stateHelp: string };

const get = ({ doors }: LoginService, context: PageContext) => {
  const { user, query, t, req, res } = context;
  const to = ownPath(query.get('til'));
  if (user) return Promise.resolve(redirect(to ?? homeOf(user)));
  // A form that is held came with a session’s cookie just now: it has not come back.
  if (to === goOnPath && !takesCookies(req)) return Promise.resolve(pagesThatTell.noCookies(context));
  probeCookies(req, res);
  const rest = to ? `?til=${encodeURIComponent(to)}` : '';
  const own = doors.stat.client.provider.name === 'staff';
  const model: DoorsModel = {
    municipality: `/logg-inn/kommune${rest}`,
    state: `/logg-inn/stat${rest}`,
    stateHelp: t(own ? 'login.doors.stateOwnHelp' : 'login.doors.stateHelp'),
  };
  return Promise.resolve(view('login/doors/doors', t('login.doors.title'), model));
};

export const doorsPage = (service: LoginService): Page =>
  openPage({ path: '/logg-inn', access: { public: true }, get: (context) => get(service, context) });
