/** Does the browser keep cookies? Log-in and forms cannot do without them. */
import type { Request, Response } from 'express';
import { cookieName } from './session.js';

const probe = 'kapsler';

/** Set where a log-in begins; says nothing of who it is. */
export function probeCookies({ secure }: Request, res: Response): void {
  res.cookie(probe, 'ja', { sameSite: 'lax', secure });
}

/** The browser has sent back a cookie of ours: the probe or a session’s. */
export const takesCookies = (req: Request): boolean =>
  new RegExp(`(?:^|; )(?:${probe}|(?:__Host-)?${cookieName})=`).test(req.headers.cookie ?? '');
