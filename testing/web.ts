/**
 * The web on a real database with the reference data, and no engine: commands are received and stay pending. People are logged in by
 * a session row of the test’s own making; the product has no such door.
 */
import { createHmac, randomUUID } from 'node:crypto';
import pino from 'pino';
import request from 'supertest';
import type { Express } from 'express';
import { makeTurnable, shownTime, turnClockTo } from '../embedded/time-machine/clock.js';
import { connectDatabase } from '../prisma/connect.js';
import type { PrismaClient } from '../prisma/generated/client.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { createApp } from '../web/app.js';
import { readWebConfig, type WebConfig } from '../web/config.js';
import { createLimits, limitTable, type LimitKind, type LimitTable } from '../web/middleware/limits.js';
import { cookieName } from '../web/middleware/session.js';
import { createRoom, receivedAtOnce } from '../web/files/room.js';
import type { Page } from '../web/page.js';
import type { Services } from '../web/services.js';
import { testDatabase } from './postgres.js';

export type Agent = ReturnType<typeof request.agent>;

export type TestWeb = {
  app: Express;
  prisma: PrismaClient;
  services: Services;
  /** A browser of this person, or of nobody. `high: false`: logged in with the substantial level only. */
  as(who: string, options?: { high?: boolean; sid?: string }): Promise<Agent>;
  clock: { now(): Promise<number>; turnTo(instant: number): Promise<void> };
  close(): Promise<void>;
};

export type TestWebOptions = {
  /** The pages under test; without it all of the product’s. */
  pages?: readonly Page[];
  config?: Partial<WebConfig>;
  demo?: Services['demo'];
  scan?: Services['scan'];
  /** How much is received at once; as in the product when not given. */
  room?: Services['room'];
  /** Of a kind, how many an hour; the other kinds have none that a test would meet. */
  limits?: Partial<Record<LimitKind, number>>;
};

export const testConfig = (overrides: Partial<WebConfig> = {}): WebConfig => ({
  ...readWebConfig({
    DATABASE_URL: 'postgres://unused.invalid/unused',
    TEMPORAL_ADDRESS: 'unused.invalid:7233',
    BASE_URL: 'http://localhost:3000',
    OIDC_ISSUER: 'http://localhost:3001',
    OIDC_CLIENT_ID: 'test',
    OIDC_PRIVATE_KEY_FILE: 'no-such-key',
    CLAMD_ADDRESS: 'unused.invalid:3310',
    SESSION_SECRET: 'a secret of the tests, long enough for it',
    PID_KEY: 'a key of the tests, long enough to be one',
    LOG_LEVEL: 'error',
  }),
  ...overrides,
});

/** As when the engine is known to be down: everything stays received. */
export const neverDelivers: Services['deliver'] = { deliver: () => Promise.resolve(false), down: () => true };

/** An hour’s limits, wide where nothing is named. */
export const testLimits = (named: TestWebOptions['limits'] = {}): LimitTable => {
  const kinds = Object.keys(limitTable) as LimitKind[];
  return Object.fromEntries(
    kinds.map((kind) => [kind, { points: named[kind] ?? 100_000, seconds: 3600 }]),
  ) as LimitTable;
};

export async function testWeb(options: TestWebOptions = {}): Promise<TestWeb> {
  const { url, close: drop } = await testDatabase();
  const { pool, prisma, close: disconnect } = connectDatabase(url, 5);
  await makeTurnable(pool);
  await prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
  const config = testConfig({ ...options.config, DATABASE_URL: url });
  const services: Services = {
    limits: createLimits(pool, testLimits(options.limits)),
    prisma,
    pool,
    deliver: neverDelivers,
    scan: options.scan ?? null,
    room: options.room ?? createRoom(receivedAtOnce),
    config,
    log: pino({ level: config.LOG_LEVEL }),
    demo: options.demo,
  };
  const pages = options.pages ?? (await import('../web/pages.js')).allPages;
  const missingText = (key: string) => {
    throw new Error(`the text ${key} is missing`);
  };
  const app = createApp(services, { pages, missingText });

  return {
    app,
    prisma,
    services,
    async as(who, { high = true, sid = randomUUID() } = {}) {
      if (who === 'anonymous') return request.agent(app);
      return request.agent(app).set('Cookie', await logIn({ pool, secret: config.SESSION_SECRET }, { who, high, sid }));
    },
    clock: { now: () => shownTime(pool), turnTo: (instant) => turnClockTo(pool, instant) },
    async close() {
      await disconnect();
      await drop();
    },
  };
}

type Sessions = { pool: Services['pool']; secret: string };

/** Writes the session row of a person who is logged in and answers the cookie that opens it. */
export async function logIn(
  { pool, secret }: Sessions,
  { who, high = true, sid = randomUUID() }: { who: string; high?: boolean; sid?: string },
): Promise<string> {
  const id = randomUUID();
  const login = { personId: who, provider: 'id-porten', high, sub: `sub-${who}`, sid, at: Date.now() };
  const cookie = {
    originalMaxAge: 3_600_000,
    expires: new Date(Date.now() + 3_600_000),
    httpOnly: true,
    path: '/',
    sameSite: 'lax',
  };
  await pool.query(`insert into session (sid, sess, expire) values ($1, $2, now() + interval '1 hour')`, [
    id,
    JSON.stringify({ cookie, login }),
  ]);
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return `${cookieName}=${encodeURIComponent(`s:${id}.${signature}`)}`;
}

export const unescape = (text: string): string =>
  text.replace(/&#x([0-9A-F]+);/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'); // prettier-ignore

/** The hidden fields of the form in `<main>` that posts to `action` (without its fragment); of the first form when none is named. */
export function hiddenFields(html: string, action?: string): Record<string, string> {
  return Object.fromEntries(hiddenPairs(html, action));
}

/** The same, with names that come more than once. */
export function hiddenPairs(html: string, action?: string): [string, string][] {
  const main = html.slice(html.indexOf('<main'));
  const forms = main.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const target = (form: string): string => unescape(/action="([^"#]*)/.exec(form)?.[1] ?? '');
  const form = forms.find((one) => /method="post"/.test(one) && (action === undefined || target(one) === action));
  if (!form) throw new Error(`no form that posts${action ? ` to ${action}` : ''}`);
  const inputs = form.match(/<input type="hidden"[^>]*>/g) ?? [];
  return inputs.map((input) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    unescape(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
  ]);
}

export type Fields = Record<string, string | readonly string[]>;

/** Posts a form as a browser does, its hidden fields with it. */
export const post = (agent: Agent, action: string, fields: Fields) =>
  agent.post(action).set('Sec-Fetch-Site', 'same-origin').type('form').send(encode(fields));

/** Opens `page`, fills in the form that posts to `action` (the page itself when not given) and sends it. */
export async function fillIn(agent: Agent, page: string, fields: Fields, action = page) {
  const opened = await agent.get(page);
  if (opened.status !== 200) throw new Error(`${page} answered ${opened.status}`);
  return post(agent, action, { ...hiddenFields(opened.text, action), ...fields });
}

const encode = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  ).toString();
