/** Log-in sessions in Postgres; wall time throughout. */
import { promisify } from 'node:util';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import connectPgSimple from 'connect-pg-simple';
import type pg from 'pg';
import type { Logger } from 'pino';
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
  /** "Firefox på Windows"; null where it is not known. */
  browser?: string | null;
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
    /** It has been in the store: when it is there no more it was ended, and is not put back. */
    kept?: true;
  }
}

export const IDLE_MS = 2 * 3_600_000;
export const LONGEST_LOGIN_MS = 10 * 3_600_000;
export const cookieName = 'sesjon';

const PgStore = connectPgSimple(session);

/** A session that somebody ended while a request of its own was under way stays ended. Old ones are cleared by `keepCleared`. */
class Store extends PgStore {
  readonly #pool: pg.Pool;
  constructor(pool: pg.Pool) {
    super({ pool, pruneSessionInterval: false });
    this.#pool = pool;
  }

  override set(sid: string, data: session.SessionData, done?: (error?: unknown) => void): void {
    if (!data.kept) return super.set(sid, { ...data, kept: true }, done);
    const expires = data.cookie.expires ? new Date(data.cookie.expires) : new Date(Date.now() + IDLE_MS);
    void this.#pool
      .query('update session set sess = $2, expire = to_timestamp($3) where sid = $1', [sid, JSON.stringify(data), Math.ceil(expires.getTime() / 1000)])
      .then(() => done?.(), done);
  }
} // prettier-ignore

/** Clears sessions that have run out, every quarter of an hour, for as long as the web runs. Answers what stops it. */
export function keepCleared(pool: pg.Pool, log: Logger, everyMs = 15 * 60_000): () => Promise<void> {
  let under: Promise<unknown> = Promise.resolve();
  const clear = () => {
    under = pool
      .query('delete from session where expire < now()')
      .catch((error: unknown) => log.warn({ err: error }, 'old sessions were not cleared'));
  };
  const timer = setInterval(clear, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await under;
  };
}

/** Ends after two hours without a request. A session is only kept once something is in it. */
export function sessions(config: WebConfig, pool: pg.Pool): RequestHandler {
  const https = config.BASE_URL.startsWith('https:');
  return session({
    store: new Store(pool),
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

/** A log-in that is under way. `handle` names it and opens nothing; `own`: the one that asks. */
export type OwnSession = {
  handle: string;
  begun: Date;
  used: Date;
  provider: string;
  high: boolean;
  browser: string | null;
  own: boolean;
};
type Whose = { personId: string; sid: string };

const handle = `encode(sha256(convert_to(sid, 'UTF8')), 'hex')`;
const live = `sess->'login'->>'personId' = $1 and expire > now()`;

/** A person’s sessions, the one that asks first, then the last used. */
export async function sessionsOf(pool: pg.Pool, { personId, sid }: Whose): Promise<OwnSession[]> {
  const { rows } = await pool.query<OwnSession>(
    `select ${handle} as handle, to_timestamp((sess->'login'->>'at')::double precision / 1000) as begun,
       expire at time zone current_setting('TimeZone') - $3 * interval '1 millisecond' as used,
       sess->'login'->>'provider' as provider, (sess->'login'->>'high')::boolean as high, sess->'login'->>'browser' as browser, sid = $2 as own
     from session where ${live} and (sess->'login'->>'at')::double precision > extract(epoch from now()) * 1000 - $4
     order by own desc, used desc`,
    [personId, sid, IDLE_MS, LONGEST_LOGIN_MS],
  );
  return rows;
}

/** Ends the others of a person’s sessions, or the one of them that is named; never the one that asks. Answers how many. */
export async function endOthers(pool: pg.Pool, { personId, sid }: Whose, named: string | null): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from session where ${live} and sid <> $2 and ($3::text is null or ${handle} = $3)`,
    [personId, sid, named],
  );
  return rowCount ?? 0;
}
