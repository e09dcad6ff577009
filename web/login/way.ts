/** The way through the log-in service and back. */
import { goOnPath, heldForm, pagesThatTell } from '../errors/answers.js';
import { homeOf } from '../layout/layout.js';
import { probeCookies, takesCookies } from '../middleware/cookies.js';
import { csrfToken } from '../middleware/csrf.js';
import { rememberOwner } from '../middleware/owner.js';
import { endSession, regenerate, saveSession } from '../middleware/session.js';
import { loadUser } from '../middleware/user.js';
import { openPage, redirect, userPage, view, type Answer, type Page, type PageContext } from '../page.js';
import { browserOf } from './browser.js';
import type { LoginClient, LoginService, OpenDoor } from './client.js';
import { ownPath } from './own-path.js';
import { personOf } from './person.js';
import { isHigh } from './providers.js';
import { LoginRefused } from './refused.js';

export type RefusedModel = { text: string; again: string };

export function wayPages({ doors, clients }: LoginService): Page[] {
  const begin =
    ({ client, acr }: OpenDoor) =>
    async (context: PageContext) => {
      const { req, res, query } = context;
      if (!takesCookies(req)) {
        if (query.has('kapsler')) return pagesThatTell.noCookies(context);
        // Once round to see whether it comes back.
        probeCookies(req, res);
        return redirect(`${req.path}?${new URLSearchParams([...query, ['kapsler', 'ja']]).toString()}`);
      }
      try {
        const { url, underWay } = await client.begin(acr, ownPath(context.query.get('til')) ?? '');
        context.req.session.underWay = underWay;
        await saveSession(context.req);
        return redirect(url);
      } catch (error) {
        context.req.log.error({ err: error }, 'the log-in service does not answer as it should');
        return refused(context, 'unavailable');
      }
    };
  return [
    ...Object.entries(doors).map(([name, door]) =>
      openPage({ path: `/logg-inn/${name}`, access: { public: true }, get: begin(door) }),
    ),
    ...clients.map((client) =>
      openPage({
        path: client.provider.callbackPath,
        access: { public: true },
        get: (context) => comeBack(context, client),
      }),
    ),
    userPage({ path: goOnPath, access: { loggedIn: true }, personal: 'none', get: goOn }),
  ];
}

const statuses = { level: 403, staffLevel: 403, tenant: 403, claims: 403, failed: 400, unavailable: 503 } as const;

const refused = ({ t }: PageContext, why: keyof typeof statuses): Answer => {
  const model: RefusedModel = { text: t(`login.refused.${why}`), again: '/logg-inn' };
  return view('login/refused', t('login.refused.title'), model, statuses[why]);
};

/** A new session for who proved to be somebody; then to where one was going, or home. */
async function comeBack(context: PageContext, client: LoginClient): Promise<Answer> {
  const { req, services } = context;
  const { underWay, held } = req.session;
  if (!underWay) return takesCookies(req) ? refused(context, 'failed') : pagesThatTell.noCookies(context);
  delete req.session.underWay;
  try {
    const identity = await client.finish(new URL(req.originalUrl, services.config.BASE_URL), underWay);
    const personId = await personOf(context, identity);
    await regenerate(req, held?.owner === personId ? { held } : {});
    rememberOwner(req, context.res, { secret: services.config.SESSION_SECRET, personId });
    const login = {
      personId,
      provider: client.provider.name,
      high: identity.high,
      sub: identity.sub,
      sid: identity.sid,
      at: Date.now(),
      browser: browserOf(req.get('User-Agent')),
    };
    req.session.login = login;
    csrfToken(req);
    await saveSession(req);
    req.log.info({ person: personId, provider: login.provider, high: login.high }, 'logged in');
    const proved = { ...login, high: isHigh(services.config, login) };
    const user = await loadUser(services.prisma, proved, { chosen: undefined, clock: context.now });
    return redirect(underWay.to || (user ? homeOf(user) : '/'));
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error;
    req.log.warn({ err: error }, 'a log-in was refused');
    return refused(context, error.why === 'level' && client.provider.name === 'staff' ? 'staffLevel' : error.why);
  }
}

/** The form that came after the session had ended. */
function goOn(context: PageContext): Promise<Answer> {
  const { held } = context.req.session;
  if (!held) return Promise.resolve(redirect('/'));
  delete context.req.session.held;
  return Promise.resolve(heldForm(context, held));
}

/** Ends the session here, and goes on to end the log-in with the provider that made it. */
export const logOutPage = ({ clients }: LoginService): Page =>
  openPage({
    path: '/logg-ut',
    access: { public: true },
    post: async ({ req, user }) => {
      const client = clients.find(({ provider }) => provider.name === req.session.login?.provider);
      await endSession(req);
      req.log.info({ person: user?.id }, 'logged out');
      return redirect(user && client ? await client.logOutUrl().catch(() => '/') : '/');
    },
  });
