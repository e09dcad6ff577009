/** Does the browser keep cookies? Log-in and forms cannot do without them. */
import type { Request, Response } from 'express';
import { cookieName } from './session.js';

const probe = 'kapsler';
/** Whose browser it was: `owner.ts`. */
export const ownerCookie = 'eier';

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

/** The value of a cookie that `setCookie` has set. */
export function readCookie({ headers }: Request, name: string): string | null {
  const value = new RegExp(`(?:^|; )(?:__Host-)?${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  return value ?? null;
}

/** Set where a log-in begins; says nothing of who it is. */
export function probeCookies(req: Request, res: Response): void {
  setCookie(req, res, { name: probe, value: 'ja' });
}

/** The browser has sent back a cookie of ours: the probe, a session’s or its owner’s. */
export const takesCookies = (req: Request): boolean =>
  new RegExp(`(?:^|; )(?:${probe}|(?:__Host-)?(?:${cookieName}|${ownerCookie}))=`).test(req.headers.cookie ?? '');
