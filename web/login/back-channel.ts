import type { RequestHandler } from 'express';
import { endSessionsOf } from '../middleware/session.js';
import type { Services } from '../services.js';
import type { LoginClient } from './client.js';

/** Log-out elsewhere: the provider’s signed token ends the sessions of that log-in, once (OpenID Connect Back-Channel Logout 1.0). */
export function backChannelLogOut({ pool, log }: Services, client: LoginClient): RequestHandler {
  const provider = client.provider.name;
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const token = (req.body as { logout_token?: unknown } | undefined)?.logout_token;
    const loggedOut = await client.verifyLogOut(typeof token === 'string' ? token : '').catch((error: unknown) => {
      log.warn({ err: error, provider }, 'a log-out token was refused');
      return null;
    });
    const ended = loggedOut && (await endSessionsOf(pool, { provider, ...loggedOut }));
    if (ended === null) {
      res.status(400).json({ error: 'invalid_request' });
      return;
    }
    log.info({ provider, ended }, 'logged out by the provider');
    res.status(200).end();
  };
}
