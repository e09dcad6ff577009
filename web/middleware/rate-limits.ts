import type { Request, RequestHandler } from 'express';
import { countedAddress, type LimitKind, type Limits } from './limits.js';

/** What a request counts as; a page without a question costs nothing. */
function kindOf({ method, path, originalUrl }: Request): LimitKind | null {
  if (path.startsWith('/logg-inn/')) return 'logIn';
  if (method === 'POST') return 'post';
  if (/\.zip$|^\/saker\.pdf$/.test(path)) return 'bundle';
  return originalUrl.includes('?') || /\.(csv|xlsx|json)$/.test(path) ? 'search' : null;
}

/** Per person, or per address while nobody is logged in; a log-in also per session. Throws `TooMany`. */
export function rateLimits(limits: Limits): RequestHandler {
  return async (req, _res, next) => {
    const kind = kindOf(req);
    const person = kind === 'logIn' ? undefined : req.session.login?.personId;
    if (kind) await limits.consume(kind, person ?? countedAddress(req.ip));
    // One that has begun here: who is one of many at an address is stopped alone.
    const begun = req.session.underWay !== undefined || req.session.login !== undefined;
    if (kind === 'logIn' && begun) await limits.consume('logInSession', req.sessionID);
    next();
  };
}
