/** `/meg/innlogginger`: where one is logged in, shown on `/meg`, and logging out of the others from here. */
import { formatInstant } from '../../../domain/calendar/index.js';
import { csrfOnly } from '../../forms.js';
import { endOthers, sessionsOf } from '../../middleware/session.js';
import { redirect, userPage, type Answer, type UserContext } from '../../page.js';

export type SessionLine = {
  handle: string;
  how: string;
  browser: string | null;
  begun: string;
  used: string;
  own: boolean;
};
export type SessionsForm = { csrf: string; lines: SessionLine[]; several: boolean };

const whose = ({ user, req }: UserContext) => ({ personId: user.id, sid: req.sessionID });

export async function sessionsForm(context: UserContext): Promise<SessionsForm> {
  const { services, t } = context;
  const found = await sessionsOf(services.pool, whose(context));
  const how = ({ provider, high }: { provider: string; high: boolean }): string =>
    provider === 'staff' ? t('sessions.how.staff') : t(`sessions.how.${high ? 'high' : 'substantial'}`);
  return {
    csrf: csrfOnly(context),
    several: found.length > 1,
    lines: found.map((session) => {
      const [begun, used] = [formatInstant(session.begun.getTime()), formatInstant(session.used.getTime())];
      const { handle, browser, own } = session;
      return { handle, how: how(session), browser, begun, used, own };
    }),
  };
}

/** What is said after it; null where nothing was asked. */
export function endedText({ query, t }: UserContext): string | null {
  const count = /^\d{1,3}$/.exec(query.get('logget-ut') ?? '')?.[0];
  return count === undefined ? null : t('sessions.ended', { count: Number(count) });
}

/** Ends one, or all the others; each is out with its next request. One’s own is ended by the log-out on top of every page. */
async function post(context: UserContext): Promise<Answer> {
  const { services, body, req, user } = context;
  const named = body['session'] ?? '';
  const all = body['all'] === 'yes';
  if (!all && !/^[0-9a-f]{64}$/.test(named)) return redirect('/meg#innlogginger');
  const ended = await endOthers(services.pool, whose(context), all ? null : named);
  req.log.info({ person: user.id, ended }, 'ended sessions of their own');
  return redirect(`/meg?logget-ut=${ended}#svar`);
}

export const sessionsPage = userPage({
  path: '/meg/innlogginger',
  access: { loggedIn: true },
  personal: 'none',
  get: () => Promise.resolve(redirect('/meg#innlogginger')),
  post,
});
