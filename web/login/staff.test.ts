/** A provider of the state’s own beside ID-porten: two stand-ins, over real sockets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { standInTenant } from '../../embedded/id-porten/stands-for.js';
import { unusedNumber } from '../../embedded/id-porten/people.js';
import { freePort } from '../../embedded/ports.js';
import { aPerson } from '../../testing/builders.js';
import { testIdPorten, type TestIdPorten } from '../../testing/id-porten.js';
import { away, choose, logInThrough, logOutThrough, serveAt, visitorOf, type Site } from '../../testing/log-in.js';
import { logIn, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import { userPage, type Page } from '../page.js';
import { pages as person } from '../person/index.js';

const pid = unusedNumber([]);
const people = [{ pid, name: 'Prøve Person', group: 'Prøve', note: '' }];
const whoAmI: Page = userPage({
  path: '/hvem',
  access: { loggedIn: true },
  get: ({ user, req }) =>
    Promise.resolve({
      kind: 'json',
      body: { id: user.id, high: req.session.login?.high, roles: user.actor.grants.map(({ role }) => role) },
    }),
});

let idPorten: TestIdPorten;
let directory: TestIdPorten;
let web: TestWeb;
let site: Site;
beforeAll(async () => {
  const home = `http://127.0.0.1:${await freePort()}`;
  idPorten = await testIdPorten({ baseUrl: home, people });
  directory = await testIdPorten({ baseUrl: home, people, standsFor: 'staff' });
  web = await testWeb({
    pages: [...person, whoAmI],
    config: {
      BASE_URL: home,
      OIDC_ISSUER: idPorten.issuer,
      OIDC_CLIENT_ID: idPorten.clientId,
      OIDC_PRIVATE_KEY_FILE: idPorten.privateKeyFile,
      STAFF_OIDC_ISSUER: directory.issuer,
      STAFF_OIDC_CLIENT_ID: directory.clientId,
      STAFF_OIDC_PRIVATE_KEY_FILE: directory.privateKeyFile,
      STAFF_OIDC_REQUIRED_AMR: 'mfa',
      STAFF_OIDC_SUBJECT_CLAIM: 'oid',
      STAFF_OIDC_TENANT: standInTenant,
      LOG_LEVEL: 'fatal',
    },
  });
  site = await serveAt(home, web.app);
}, 60_000);
afterAll(async () => {
  await site.close();
  await Promise.all([idPorten.close(), directory.close()]);
  await web.close();
});

const browser = () => request.agent(site.home);
const who = async (agent: Agent) => (await agent.get('/hvem')).body as { id: string; high: boolean };
const isLoggedIn = async (agent: Agent) => (await agent.get('/hvem')).status === 200;

test('each door leads to its own provider; what looks like the same number there is another person', async () => {
  const [municipal, state] = [browser(), browser()];
  expect(await away(browser(), 'kommune')).toContain(idPorten.issuer);
  expect(await away(browser(), 'stat')).toContain(directory.issuer);
  await logInThrough({ browser: municipal, there: visitorOf(idPorten.issuer), door: 'kommune', pid });
  await logInThrough({ browser: state, there: visitorOf(directory.issuer), door: 'stat', pid });
  expect((await who(municipal)).high).toBe(false);
  expect((await who(state)).high).toBe(true);
  expect((await who(state)).id).not.toBe((await who(municipal)).id);

  const again = browser();
  await logInThrough({ browser: again, there: visitorOf(directory.issuer), door: 'stat', pid });
  expect((await who(again)).id).toBe((await who(state)).id);
  expect((await state.get('/meg')).headers['content-security-policy']).toContain(new URL(directory.issuer).origin);
}, 60_000);

test('log-out goes to the provider one came from, which ends that log-in everywhere and leaves the other’s', async () => {
  const visitor = visitorOf(directory.issuer);
  const [one, another, municipal] = [browser(), browser(), browser()];
  await logInThrough({ browser: one, there: visitor, door: 'stat', pid });
  await logInThrough({ browser: another, there: visitor, door: 'stat', pid });
  await logInThrough({ browser: municipal, there: visitorOf(idPorten.issuer), door: 'kommune', pid });
  expect(await logOutThrough(one, visitor)).toBe(`${site.home}/`);
  for (let tries = 0; tries < 50 && (await isLoggedIn(another)); tries++) await sleep(100);
  expect([await isLoggedIn(one), await isLoggedIn(another), await isLoggedIn(municipal)]).toEqual([false, false, true]);
}, 60_000);

test('one provider’s answer at the other’s address is refused', async () => {
  const victim = browser();
  const callback = await choose(visitorOf(idPorten.issuer), await away(victim, 'kommune'), pid);
  expect((await victim.get(callback.replace('/logg-inn/tilbake', '/logg-inn/tilbake-stat'))).status).toBe(400);
  expect(await isLoggedIn(victim)).toBe(false);
});

test('a log-in by ID-porten is not one of the state’s people, whatever its level and whenever it was made', async () => {
  const roles = [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'applicant', at: '1804' }] as const; // prettier-ignore
  const id = await aPerson(web.prisma, roles);
  const agent = await web.as(id, { high: true });
  expect((await agent.get('/hvem')).body).toMatchObject({ id, roles: ['applicant'] });
  // Where ID-porten is the state’s way in too, it is.
  const config = { ...web.services.config, STAFF_OIDC_ISSUER: undefined };
  const alone = request.agent(createApp({ ...web.services, config }, { pages: [whoAmI] }));
  alone.set('Cookie', await logIn({ pool: web.services.pool, secret: config.SESSION_SECRET }, { who: id }));
  expect(((await alone.get('/hvem')).body as { roles: string[] }).roles.sort()).toEqual(['applicant', 'caseOfficer']);
});

test('the doors tell which account to use', async () => {
  expect((await browser().get('/logg-inn')).text).toContain('med jobbkontoen din');
});

describe('what the provider’s word must hold', () => {
  /** The same web with other demands, at the same address in between. */
  async function answerWith(demands: Record<string, string>): Promise<{ status: number; text: string }> {
    const app = createApp({ ...web.services, config: { ...web.services.config, ...demands } }, { pages: person });
    const stranger = request.agent(app);
    return stranger.get(await choose(visitorOf(directory.issuer), await away(stranger, 'stat'), pid));
  }

  test.each([
    ['another way of proving it', { STAFF_OIDC_REQUIRED_AMR: 'hwk' }, 403, 'Du må logge inn med to faktorer'],
    ['another level', { STAFF_OIDC_REQUIRED_ACR: 'c1' }, 403, 'Du må logge inn med to faktorer'],
    ['another tenant', { STAFF_OIDC_TENANT: 'another.example' }, 403, 'hører ikke til et embete'],
    ['a claim it does not send', { STAFF_OIDC_SUBJECT_CLAIM: 'employee' }, 403, 'sa ikke hvem du er'],
  ])('%s is demanded: refused', async (_what, demands, status, words) => {
    const answer = await answerWith(demands);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
  });

  test('the right ones are let in', async () => {
    expect((await answerWith({ STAFF_OIDC_REQUIRED_AMR: 'pwd' })).status).toBe(303);
  });
});
