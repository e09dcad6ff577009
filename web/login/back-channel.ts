import type { RequestHandler } from 'express';
import { endSessionsOf } from '../middleware/session.js';
import type { Services } from '../services.js';
import type { LoginClient } from './client.js';

/** Log-out elsewhere: ID-porten’s signed token ends the sessions of that log-in (OpenID Connect Back-Channel Logout 1.0). */
export function backChannelLogOut({ pool, log }: Services, client: LoginClient): RequestHandler {
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const token = (req.body as { logout_token?: unknown } | undefined)?.logout_token;
    const ended = await client.verifyLogOut(typeof token === 'string' ? token : '').catch((error: unknown) => {
      log.warn({ err: error }, 'a log-out token was refused');
      return null;
    });
    if (!ended) {
      res.status(400).json({ error: 'invalid_request' });
      return;
    }
    await endSessionsOf(pool, ended);
    res.status(200).end();
  };
}
