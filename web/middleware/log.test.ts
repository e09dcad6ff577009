import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import pino from 'pino';
import request from 'supertest';
import { aPerson } from '../../testing/builders.js';
import { logIn, testWeb, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
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
function logged() {
  let text = '';
  const stream = new Writable({ write: (part: Buffer, _encoding, done) => ((text += part.toString()), done()) });
  const app = createApp({ ...web.services, log: pino(stream) }, { pages: [...person, hidden] });
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

test('a line break in an address begins no new line', async () => {
  const { app, lines } = logged();
  await request(app).get('/a%0A{"level":60}');
  expect(lines().every(({ level }) => level < 60)).toBe(true);
});
