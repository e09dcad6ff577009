/** Pages that tell why there is no other page. */
import { isHigh } from '../login/providers.js';
import { ownPath } from '../login/own-path.js';
import { takesCookies } from '../middleware/cookies.js';
import { csrfToken } from '../middleware/csrf.js';
import { ownerOf } from '../middleware/owner.js';
import { saveSession, type HeldForm } from '../middleware/session.js';
import { redirect, view, type Answer, type PageContext } from '../page.js';
import { Forgery, TooMany } from '../refused-request.js';

export type TellingModel = {
  heading: string;
  text: string;
  correlation: string | null;
  links: { text: string; href: string }[];
};

type Telling = {
  status: number;
  key: string;
  params?: Record<string, unknown>;
  correlation?: boolean;
  links?: TellingModel['links'];
};

function telling({ t, req }: PageContext, { status, key, params, correlation, links = [] }: Telling): Answer {
  const model: TellingModel = {
    heading: t(`common.error.${key}Title`),
    text: t(`common.error.${key}`, params),
    correlation: correlation ? t('common.error.correlation', { id: req.id }) : null,
    links,
  };
  return view('errors/telling', model.heading, model, status);
}

/** Faults of the request itself, as Express and its parsers tell them; a status on any other error is not ours. */
function statusOf(error: unknown): number {
  const { status, expose } = (error ?? {}) as { status?: number; expose?: boolean };
  return expose || error instanceof URIError ? (status ?? 400) : 500;
}

/**
 * Not there, or not for this person: the same words. Who came by a link from an e-mail may be logged in as another, so the page says
 * as whom, and the way to be another.
 */
function notFound(context: PageContext): Extract<Answer, { kind: 'view' }> {
  const { t, user, req, services } = context;
  const here = encodeURIComponent(req.originalUrl);
  const links = [
    ...(user?.suspended ? [{ text: t('common.error.suspendedNext'), href: '/meg' }] : []),
    ...(user && user.places.length > 1 ? [{ text: t('common.error.otherPlace'), href: '/velg' }] : []),
    ...(user && !isHigh(services.config, req.session.login)
      ? [{ text: t('common.error.asStaff'), href: `/logg-inn/stat?til=${here}` }]
      : []),
    { text: t('common.error.notFoundNext'), href: '/' },
  ];
  const told = user?.suspended
    ? { key: 'suspended' }
    : user
      ? user.name === ''
        ? { key: 'notForNewcomer' }
        : { key: 'notForYou', params: { name: user.name, place: user.at?.name || t('common.error.noPlace') } }
      : { key: 'notFound' };
  return telling(context, { status: 404, ...told, links }) as Extract<Answer, { kind: 'view' }>;
}

/** How long, in words: seconds up to two minutes, then whole minutes. */
const waiting = (seconds: number): Pick<Telling, 'key' | 'params'> =>
  seconds <= 120
    ? { key: 'tooMany', params: { count: seconds } }
    : { key: 'tooManyMinutes', params: { minutes: Math.ceil(seconds / 60) } };

export const pagesThatTell = {
  notFound,

  /** A browser that keeps no cookie cannot be logged in, nor send a form. */
  noCookies: (context: PageContext): Answer =>
    telling(context, {
      status: 400,
      key: 'noCookies',
      links: [{ text: context.t('common.error.noCookiesNext'), href: '/logg-inn' }],
    }),

  turning(context: PageContext): Answer {
    context.res.set('Retry-After', '10');
    return telling(context, { status: 503, key: 'turning' });
  },

  error(context: PageContext, error: unknown): Answer | Promise<Answer> {
    // What a page saves by itself is kept by the page.
    if (error instanceof Forgery && (context.req.body as { do?: string } | undefined)?.do === 'autosave')
      return { kind: 'json', status: 401, body: {} };
    if (error instanceof Forgery)
      return error.ownPage ? holdForm(context) : telling(context, { status: 403, key: 'forgery' });
    if (error instanceof TooMany) {
      context.res.set('Retry-After', String(error.seconds));
      return telling(context, { status: 429, ...waiting(error.seconds) });
    }
    const status = statusOf(error);
    if (status === 413) return telling(context, { status, key: 'tooLarge' });
    if (status === 404) return notFound(context);
    if (status >= 400 && status < 500) return telling(context, { status, key: 'badRequest', correlation: true });
    return telling(context, { status: 500, key: 'failed', correlation: true });
  },
};

export type HeldModel = { action: string; csrf: string; fields: { name: string; value: string }[] };

/** Where a form that is held waits for its owner. */
export const goOnPath = '/logg-inn/fortsett';

/** All that is kept of a form, in bytes: the longest of ours is well within it. */
const MOST_HELD = 64 * 1024;

/**
 * A form from our own page whose session has ended: what was typed is kept, through a new log-in if need be. Only for who had a session
 * here, and for nobody else afterwards.
 */
async function holdForm(context: PageContext): Promise<Answer> {
  const { req, user, lists, t, services } = context;
  const fields = Object.entries(lists).flatMap(([name, values]) =>
    name === '_csrf' ? [] : values.map((value): [string, string] => [name, value]),
  );
  if (user) return heldForm({ req, t }, { path: req.originalUrl, fields });
  if (!takesCookies(req)) return pagesThatTell.noCookies(context);
  const owner = ownerOf(req, services.config.SESSION_SECRET);
  if (!owner) return telling(context, { status: 403, key: 'forgery' });
  const held = { owner, path: req.originalUrl, fields };
  if (Buffer.byteLength(JSON.stringify(held)) > MOST_HELD) return telling(context, { status: 413, key: 'tooLarge' });
  try {
    await services.limits.consume('heldForm', owner);
  } catch (error) {
    return pagesThatTell.error(context, error);
  }
  req.session.held = held;
  await saveSession(req);
  return redirect(`/logg-inn?til=${goOnPath}`);
}

/** The form, to be sent again by a press of a button: with this session’s token. */
export function heldForm({ req, t }: Pick<PageContext, 'req' | 't'>, held: Omit<HeldForm, 'owner'>): Answer {
  const model: HeldModel = {
    action: ownPath(held.path) ?? '/',
    csrf: csrfToken(req),
    fields: held.fields.map(([name, value]) => ({ name, value })),
  };
  return view('errors/held', t('common.error.heldTitle'), model);
}
