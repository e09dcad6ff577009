/** Log-in sessions in Postgres; wall time throughout. */
import { promisify } from 'node:util';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import connectPgSimple from 'connect-pg-simple';
import type pg from 'pg';
import type { WebConfig } from '../config.js';

/** What is known of a log-in. `sid` and `sub` are the log-in service’s; the identity number is not kept. */
export type Login = {
  personId: string;
  /** The provider that vouches; `sub` and `sid` mean something only there. */
  provider: string;
  high: boolean;
  sub: string;
  sid: string | null;
  at: number;
};
/** A log-in that has begun. */
export type LoginUnderWay = {
  provider: string;
  verifier: string;
  state: string;
  nonce: string;
  acr: string;
  to: string;
};
/** A form that arrived after the session had ended; `owner`: the person who had it. */
export type HeldForm = { owner: string; path: string; fields: [string, string][] };

declare module 'express-session' {
  interface SessionData {
    login?: Login;
    underWay?: LoginUnderWay;
    place?: { kind: string; code: string };
    held?: HeldForm;
  }
}

export const IDLE_MS = 2 * 3_600_000;
export const LONGEST_LOGIN_MS = 10 * 3_600_000;
export const cookieName = 'sesjon';

/** Ends after two hours without a request. A session is only kept once something is in it. */
export function sessions(config: WebConfig, pool: pg.Pool): RequestHandler {
  const Store = connectPgSimple(session);
  const https = config.BASE_URL.startsWith('https:');
  return session({
    store: new Store({ pool, pruneSessionInterval: 15 * 60 }),
    name: https ? `__Host-${cookieName}` : cookieName,
    secret: config.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: https,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/', maxAge: IDLE_MS },
  });
}

/**
 * Keeps the session now. express-session sends the head of an answer before it has saved, and a browser follows a redirect as
 * soon as it has the head: what the next page needs must be kept before.
 */
export async function saveSession(req: Request): Promise<void> {
  await promisify((done: (error: unknown) => void) => req.session.save(done))();
}

/** A new session id; only what is named is carried over. */
export async function regenerate(req: Request, kept: Partial<Pick<Request['session'], 'held'>> = {}): Promise<void> {
  await promisify((done: (error: unknown) => void) => req.session.regenerate(done))();
  Object.assign(req.session, kept);
}

export async function endSession(req: Request): Promise<void> {
  await promisify((done: (error: unknown) => void) => req.session.destroy(done))();
}

export type LoggedOutElsewhere = { provider: string; sid: string | null; sub: string | null; tokenId: string };

/** Longer than a log-out token is taken for: what is forgotten is refused as too old. */
const REMEMBERED = '10 minutes';

/**
 * Ends every session of a log-in at a provider, or of its subject when no log-in is named, and remembers the token, in one statement.
 * Answers how many; null when the token has been used before.
 */
export async function endSessionsOf(pool: pg.Pool, elsewhere: LoggedOutElsewhere): Promise<number | null> {
  const { provider, sid, sub, tokenId } = elsewhere;
  const { rows } = await pool.query<{ fresh: number; ended: number }>(
    `with forgotten as (delete from log_out_token where expire < now()),
       fresh as (
         insert into log_out_token (id, expire) values ($1, now() + $2::interval) on conflict do nothing returning id),
       ended as (
         delete from session where exists (select from fresh) and sess->'login'->>'provider' = $3
           and ${sid ? `sess->'login'->>'sid'` : `sess->'login'->>'sub'`} = $4 returning sid)
     select (select count(*)::int from fresh) as fresh, (select count(*)::int from ended) as ended`,
    [`${provider} ${tokenId}`, REMEMBERED, provider, sid ?? sub],
  );
  return rows[0]!.fresh > 0 ? rows[0]!.ended : null;
}
