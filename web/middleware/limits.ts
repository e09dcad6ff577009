/** How often somebody may do what costs us or others something: counted in Postgres, for all web processes together. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooMany } from '../refused-request.js';

type Limit = { points: number; seconds: number };

export const limitTable = {
  /** Steps of a log-in, per address: several whole offices may sit behind one. */
  logIn: { points: 1200, seconds: 60 },
  /** The same, per session. */
  logInSession: { points: 30, seconds: 60 },
  /** Forms, per person. */
  post: { points: 240, seconds: 60 },
  /** Forms kept for who had a session, per person. */
  heldForm: { points: 10, seconds: 3600 },
  /** Forms with files, per person: with script each file is one. */
  upload: { points: 200, seconds: 3600 },
  /** Searches, filtered lists and exports, per person or address. */
  search: { points: 240, seconds: 60 },
  /** What is put together while it is asked for: all attachments as a ZIP, many applications as one PDF; per person or address. */
  bundle: { points: 60, seconds: 600 },
  /** New access requests, per person. */
  accessRequest: { points: 10, seconds: 3600 },
  /** Codes sent by e-mail, per person who asks for them. */
  codeSent: { points: 15, seconds: 86_400 },
  /** Codes tried, right or wrong, per person. */
  codeTry: { points: 30, seconds: 86_400 },
  /** Codes and invitations sent to one address, whoever asks. */
  mailTo: { points: 30, seconds: 86_400 },
  /** Invitations, per person who invites. */
  invitation: { points: 60, seconds: 3600 },
} as const satisfies Record<string, Limit>;

export type LimitKind = keyof typeof limitTable;
export type LimitTable = Record<LimitKind, Limit>;

export type Limits = {
  /** Counts one of a kind for whom `key` names. Throws `TooMany` when there have been too many. */
  consume(kind: LimitKind, key: string): Promise<void>;
};

/** While the database does not answer, each process counts for itself. */
export function createLimits(pool: pg.Pool, table: LimitTable = limitTable): Limits {
  const limiter = (kind: LimitKind): RateLimiterPostgres => {
    const limit = { keyPrefix: kind, points: table[kind].points, duration: table[kind].seconds };
    return new RateLimiterPostgres({
      ...limit,
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: kind === 'logIn', // clears the whole table, once is enough
      insuranceLimiter: new RateLimiterMemory(limit),
    });
  };
  const kinds = Object.keys(table) as LimitKind[];
  const limiters = Object.fromEntries(kinds.map((kind) => [kind, limiter(kind)])) as Record<
    LimitKind,
    RateLimiterPostgres
  >;
  return {
    async consume(kind, key) {
      await limiters[kind].consume(key).catch((refused: unknown) => {
        throw refused instanceof RateLimiterRes ? new TooMany(Math.ceil(refused.msBeforeNext / 1000)) : refused;
      });
    },
  };
}

/** An e-mail address as it is counted: not to be read from the counter. */
export const countedMail = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('hex');

/** An address as it is counted: of IPv6 the network, since one subscriber has all addresses in it. */
export function countedAddress(address: string | undefined): string {
  const plain = (address ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
