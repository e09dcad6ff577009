/** Posts must come from our own pages: the browser’s word for it, then a token kept in the session. */
import type { Request, RequestHandler } from 'express';
import { csrfSync } from 'csrf-sync';
import { Forgery } from '../refused-request.js';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, string | undefined> | undefined)?.['_csrf'],
});

/** The session’s token; makes one (and with it a session) on first use. */
export const csrfToken = (req: Request): string => generateToken(req);

/** Did the browser say that the request comes from our own origin? undefined: it did not say. */
function sameOrigin(req: Request, origin: string): boolean | undefined {
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = req.get('Origin');
  return from === undefined ? undefined : from === origin;
}

/** Throws `Forgery`; `ownPage` in it says that the browser vouches for the page, so that what was typed may be shown again. */
export function csrf(baseUrl: string): RequestHandler {
  const origin = new URL(baseUrl).origin;
  return (req, _res, next) => {
    if (req.method !== 'POST') return next();
    const own = sameOrigin(req, origin);
    if (own === false) throw new Forgery(false);
    if (!isRequestValid(req)) throw new Forgery(own === true);
    next();
  };
}
