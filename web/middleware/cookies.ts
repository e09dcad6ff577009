/** Does the browser keep cookies? Log-in and forms cannot do without them. */
import type { Request, Response } from 'express';
import { cookieName } from './session.js';

const probe = 'kapsler';

/** Over HTTPS a cookie is this host’s alone, and its name says so. */
const hostName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Sets a cookie that no script may read; it lasts `maxAge` ms, or as long as the browser is open. */
export function setCookie(
  { secure }: Request,
  res: Response,
  cookie: { name: string; value: string; maxAge?: number },
): void {
  const { name, value, ...lasting } = cookie;
  res.cookie(hostName(name, secure), value, { httpOnly: true, sameSite: 'lax', secure, path: '/', ...lasting });
}

/** Set where a log-in begins; says nothing of who it is. */
export function probeCookies(req: Request, res: Response): void {
  setCookie(req, res, { name: probe, value: 'ja' });
}

/** The browser has sent back a cookie of ours: the probe or a session’s. */
export const takesCookies = (req: Request): boolean =>
  new RegExp(`(?:^|; )(?:${probe}|(?:__Host-)?${cookieName})=`).test(req.headers.cookie ?? '');
