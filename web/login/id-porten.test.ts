/** The whole way in and out against the stand-in for ID-porten, over real sockets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { unusedNumber } from '../../embedded/id-porten/people.js';
import { freePort } from '../../embedded/ports.js';
import { testIdPorten, type TestIdPorten } from '../../testing/id-porten.js';
import { away, choose, logInThrough, logOutThrough, serveAt, visitorOf, type Site } from '../../testing/log-in.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import { cookieName } from '../middleware/session.js';
import { userPage, type Page } from '../page.js';
import { pages as person } from '../person/index.js';

const pid = unusedNumber([]);
const whoAmI: Page = userPage({
  path: '/hvem',
  access: { loggedIn: true },
  get: ({ user }) => Promise.resolve({ kind: 'json', body: user.id }),
});

let idPorten: TestIdPorten;
let web: TestWeb;
let site: Site;
beforeAll(async () => {
  const home = `http://127.0.0.1:${await freePort()}`;
  idPorten = await testIdPorten({ baseUrl: home, people: [{ pid, name: 'Prøve Person', group: 'Prøve', note: '' }] });
  web = await testWeb({
    pages: [...person, whoAmI],
    config: {
      BASE_URL: home,
      OIDC_ISSUER: idPorten.issuer,
      OIDC_CLIENT_ID: idPorten.clientId,
      OIDC_PRIVATE_KEY_FILE: idPorten.privateKeyFile,
      LOG_LEVEL: 'fatal',
    },
  });
  site = await serveAt(home, web.app);
}, 60_000);
afterAll(async () => {
  await site.close();
  await idPorten.close();
  await web.close();
});

const browser = () => request.agent(site.home);
const there = () => visitorOf(idPorten.issuer);
const isLoggedIn = async (agent: ReturnType<typeof browser>) => (await agent.get('/hvem')).status === 200;

test('in by each door, out in one place ends it in all', async () => {
  const visitor = there();
  const [one, another] = [browser(), browser()];
  await logInThrough({ browser: one, there: visitor, door: 'kommune', pid });
  await logInThrough({ browser: another, there: visitor, door: 'stat', pid });
  expect((await one.get('/hvem')).body).toBe((await another.get('/hvem')).body);
  const { rows } = await web.services.pool.query<{ high: string }>(
    `select sess->'login'->>'high' as high from session order by 1`,
  );
  expect(rows.map(({ high }) => high)).toEqual(['false', 'true']);

  expect(await logOutThrough(another, visitor)).toBe(`${site.home}/`);
  expect(await isLoggedIn(another)).toBe(false);
  for (let tries = 0; tries < 50 && (await isLoggedIn(one)); tries++) await sleep(100);
  expect(await isLoggedIn(one)).toBe(false);
}, 60_000);

describe('what was used, or meant for another, opens nothing', () => {
  test('the same call-back again, in the same browser and in another', async () => {
    const [own, another] = [browser(), browser()];
    const callback = await logInThrough({ browser: own, there: there(), door: 'kommune', pid });
    expect((await own.get(callback)).status).toBe(400);
    await away(another, 'kommune');
    expect((await another.get(callback)).status).toBe(400);
    expect(await isLoggedIn(another)).toBe(false);
  });

  test('a used code under a state of one’s own', async () => {
    const used = await logInThrough({ browser: browser(), there: there(), door: 'kommune', pid });
    await isRefusedWith(new URL(used, site.home).searchParams.get('code')!);
  });

  test('a fresh code that another browser asked for, under a state of one’s own', async () => {
    const stolen = await choose(there(), await away(browser(), 'kommune'), pid);
    await isRefusedWith(new URL(stolen, site.home).searchParams.get('code')!);
  });

  /** Begins a log-in, and comes back with another code. */
  async function isRefusedWith(code: string): Promise<void> {
    const attacker = browser();
    const callback = new URL(await choose(there(), await away(attacker, 'kommune'), pid), site.home);
    callback.searchParams.set('code', code);
    expect((await attacker.get(callback.pathname + callback.search)).status).toBe(400);
    expect(await isLoggedIn(attacker)).toBe(false);
  }

  test('a session that somebody else began: the log-in gets one of its own', async () => {
    const attacker = browser();
    await away(attacker, 'kommune');
    const planted = attacker.jar.getCookie(cookieName, {
      path: '/',
      domain: '127.0.0.1',
      secure: false,
      script: false,
    });
    const victim = browser();
    victim.jar.setCookie(`${cookieName}=${planted!.value}`, '127.0.0.1', '/');
    const callback = await choose(there(), await away(victim, 'kommune'), pid);
    expect((await victim.get(callback)).status).toBe(303);
    expect(await isLoggedIn(victim)).toBe(true);
    expect(await isLoggedIn(attacker)).toBe(false);
  });

  test('a session id of an attacker’s making is no session', async () => {
    const victim = browser();
    victim.jar.setCookie(`${cookieName}=s%3Achosen.signature`, '127.0.0.1', '/');
    await logInThrough({ browser: victim, there: there(), door: 'kommune', pid });
    expect(await web.prisma.session.count({ where: { sid: 'chosen' } })).toBe(0);
  });
});
