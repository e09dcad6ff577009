/** The whole way in and out against the stand-in for ID-porten, over real sockets. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { unusedNumber } from '../../embedded/id-porten/people.js';
import { freePort } from '../../embedded/ports.js';
import { testIdPorten, type TestIdPorten } from '../../testing/id-porten.js';
import { testWeb, type Agent, type TestWeb } from '../../testing/web.js';
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
let server: Server;
let home: string;
beforeAll(async () => {
  const port = await freePort();
  home = `http://127.0.0.1:${port}`;
  idPorten = await testIdPorten({ baseUrl: home, people: [{ pid, name: 'Prøve Person', group: 'Prøve', note: '' }] });
  web = await testWeb({
    pages: [...person, whoAmI],
    config: {
      BASE_URL: home,
      OIDC_ISSUER: idPorten.issuer,
      OIDC_CLIENT_ID: idPorten.clientId,
      OIDC_PRIVATE_KEY_FILE: idPorten.privateKeyFile,
    },
  });
  await new Promise<void>((resolve) => (server = web.app.listen(port, '127.0.0.1', () => resolve())));
}, 60_000);
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await idPorten.close();
  await web.close();
});

const local = (address: string): string => new URL(address, home).pathname + new URL(address, home).search;

/** Follows redirects within one host; answers the address that leads elsewhere, or the page. */
async function follow(agent: Agent, address: string) {
  const origin = new URL(address).origin;
  for (let next = address; ;) {
    const answer = await agent.get(local(next));
    if (answer.status !== 303 && answer.status !== 302) return { answer, away: null };
    next = new URL(answer.headers['location']!, origin).href;
    if (new URL(next).origin !== origin) return { answer, away: next };
  }
}

async function logIn(browser: Agent, there: Agent, door: string): Promise<void> {
  await browser.get('/logg-inn');
  const away = (await browser.get(`/logg-inn/${door}`)).headers['location']!;
  let { answer, away: back } = await follow(there, away);
  if (!back) {
    const action = /<form[^>]*action="([^"]*)"/.exec(answer.text)![1]!.replaceAll('&#x3D;', '=');
    const chosen = await there.post(action).type('form').send({ pid });
    ({ answer, away: back } = await follow(there, new URL(chosen.headers['location']!, idPorten.issuer).href));
  }
  expect((await browser.get(local(back!))).headers['location']).toBe('/tilgang');
}

test('in by each door, out in one place ends it in all', async () => {
  const there = request.agent(new URL(idPorten.issuer).origin);
  const [one, another] = [request.agent(home), request.agent(home)];
  await logIn(one, there, 'kommune');
  await logIn(another, there, 'stat');
  expect((await one.get('/hvem')).body).toBe((await another.get('/hvem')).body);
  const { rows } = await web.services.pool.query<{ high: string }>(
    `select sess->'login'->>'high' as high from session order by 1`,
  );
  expect(rows.map(({ high }) => high)).toEqual(['false', 'true']);

  const me = await another.get('/meg');
  const csrf = /action="\/logg-ut"><input type="hidden" name="_csrf" value="([^"]*)"/.exec(me.text)![1]!;
  const out = await another.post('/logg-ut').set('Sec-Fetch-Site', 'same-origin').type('form').send({ _csrf: csrf });
  const { answer } = await follow(there, out.headers['location']!);
  const [, action, token] = /action="([^"]*)"[\s\S]*?name="xsrf" value="([^"]*)"/.exec(answer.text)!;
  const done = await there.post(local(action!)).type('form').send({ xsrf: token, logout: 'yes' });
  expect(done.headers['location']).toMatch(new RegExp(`^${home}/`));
  expect((await another.get('/hvem')).status).toBe(303);
  for (let tries = 0; tries < 50 && (await one.get('/hvem')).status !== 303; tries++) await sleep(100);
  expect((await one.get('/hvem')).status).toBe(303);
}, 60_000);
