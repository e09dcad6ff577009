import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import pino from 'pino';
import request from 'supertest';
import { aPerson } from '../../testing/builders.js';
import { testIssuer } from '../../testing/issuer.js';
import { logIn, testWeb, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import type { WebConfig } from '../config.js';
import { userPage, type Page } from '../page.js';
import { pages as person } from '../person/index.js';

const hidden: Page = userPage({
  path: '/hemmelig',
  access: { can: 'application.read', subject: () => Promise.resolve(null) },
  get: () => Promise.reject(new Error('not asked')),
});

type Line = { level: number; time: number; msg: string; person?: string; req?: { id: string; path: string } };

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages: [] });
}, 60_000);
afterAll(() => web.close());

/** The web with its log as lines of JSON. */
function logged(config: Partial<WebConfig> = {}) {
  let text = '';
  const stream = new Writable({ write: (part: Buffer, _encoding, done) => ((text += part.toString()), done()) });
  const app = createApp(
    { ...web.services, config: { ...web.services.config, ...config }, log: pino(stream) },
    { pages: [...person, hidden] },
  );
  const lines = () => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line); // prettier-ignore
  return { app, lines, text: () => text };
}

test('every line tells when, who, what and under which number, and nothing of what was sent', async () => {
  const { app, lines, text } = logged();
  const id = await aPerson(web.prisma);
  const { pool, config } = web.services;
  const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who: id });
  const { headers } = await request(app).get('/meg?sok=hemmelig-ord').set('Cookie', cookie);
  const [line] = lines();
  expect(line).toMatchObject({ person: id, req: { id: headers['x-request-id'], path: '/meg' } });
  expect(Math.abs(line!.time - Date.now())).toBeLessThan(60_000);
  expect(text()).not.toMatch(/hemmelig-ord|sesjon=/);
});

test('what may not be seen, and what is refused, leaves a line of its own', async () => {
  const { app, lines } = logged();
  const { pool, config } = web.services;
  const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who: await aPerson(web.prisma) });
  await request(app).get('/hemmelig').set('Cookie', cookie);
  await request(app).post('/meg').set('Cookie', cookie).set('Sec-Fetch-Site', 'cross-site');
  const warnings = lines().filter(({ level }) => level === 40);
  expect(warnings.map(({ msg }) => msg)).toEqual(['not there, or not for this person', 'a request was refused']);
});

test('a log-in leaves a line, let in or refused, and the number is in none', async () => {
  const issuer = await testIssuer();
  const stream = logged({ OIDC_ISSUER: issuer.url, OIDC_PRIVATE_KEY_FILE: issuer.keyFile });
  const logInWith = async (claims: object) => {
    const browser = request.agent(stream.app);
    await browser.get('/logg-inn');
    await browser.get('/logg-inn/stat');
    issuer.next = { pid: '07070799993', ...claims };
    const query = { code: 'code', state: issuer.asked.at(-1)!.get('state')!, iss: issuer.url };
    await browser.get(`/logg-inn/tilbake?${new URLSearchParams(query).toString()}`);
  };
  await logInWith({});
  await logInWith({ nonce: 'another' });
  await logInWith({ acr: 'idporten-loa-substantial' });
  await issuer.close();
  const told = stream.lines().filter(({ msg }) => /logged in|log-in/.test(msg));
  expect(told.map(({ level, msg }) => [level, msg])).toEqual([
    [30, 'logged in'],
    [40, 'a log-in was refused'],
    [40, 'a log-in was refused'],
  ]);
  expect(told[0]).toMatchObject({ provider: 'id-porten', high: true, person: expect.any(String) as unknown });
  expect(stream.text()).not.toContain('07070799993');
});

test('a line break in an address begins no new line', async () => {
  const { app, lines } = logged();
  await request(app).get('/a%0A{"level":60}');
  expect(lines().every(({ level }) => level < 60)).toBe(true);
});
