import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import request from 'supertest';
import { aPerson } from '../../testing/builders.js';
import { fillIn, logIn, testLimits, testWeb, type TestWeb } from '../../testing/web.js';
import { pages as access } from '../access/index.js';
import { createApp } from '../app.js';
import { openPage, type Page } from '../page.js';
import { pages as person } from '../person/index.js';
import { TooMany } from '../refused-request.js';
import { countedAddress, createLimits } from './limits.js';

const answers = () => Promise.resolve({ kind: 'json' as const, body: 'svar' });
const list: Page = openPage({ path: '/liste', access: { public: true }, get: answers });
const download: Page = openPage({ path: '/liste.csv', access: { public: true }, get: answers });

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages: [], config: { LOG_LEVEL: 'fatal' } });
}, 60_000);
afterAll(() => web.close());

/** One web process of several, with an hour’s limits. Requests come through a proxy from the address they name. */
function aProcess(named: Parameters<typeof testLimits>[0]) {
  const limits = createLimits(web.services.pool, testLimits(named));
  const config = { ...web.services.config, TRUSTED_PROXIES: 'loopback' };
  return createApp({ ...web.services, limits, config }, { pages: [...person, ...access, list, download] });
}
const from = (address: string, path: string, app: ReturnType<typeof aProcess>) =>
  request(app).get(path).set('X-Forwarded-For', address);

describe('what is counted', () => {
  test('is counted for all web processes together', async () => {
    const [one, another] = [1, 2].map(() => createLimits(web.services.pool, testLimits({ post: 3 })));
    const key = randomUUID();
    for (const limits of [one!, another!, one!]) await limits.consume('post', key);
    await expect(another!.consume('post', key)).rejects.toThrow(TooMany);
    await expect(one!.consume('post', randomUUID())).resolves.toBeUndefined();
  });

  test('is counted by each for itself while the database does not answer', async () => {
    const away = new pg.Pool({ connectionString: 'postgres://127.0.0.1:9/nothing-here' });
    const limits = createLimits(away, testLimits({ post: 1 }));
    const key = randomUUID();
    await limits.consume('post', key);
    await expect(limits.consume('post', key)).rejects.toMatchObject({ seconds: 3600 });
    await away.end();
  });

  test('is nothing for a plain page', async () => {
    const before = await web.prisma.rateLimit.count();
    for (const path of ['/liste', '/logg-inn', '/finst-ikkje']) await from('192.0.2.1', path, aProcess({}));
    expect(await web.prisma.rateLimit.count()).toBe(before);
  });
});

test('an address in other letters is another address: nothing goes round what counts it', async () => {
  for (const path of ['/LOGG-INN/kommune?kapsler=ja', '/logg-inn/Kommune?kapsler=ja', '/liste.CSV'])
    expect([path, (await from('192.0.2.5', path, aProcess({}))).status]).toEqual([path, 404]);
});

test('a log-in is counted for its session too, so that one of many at an address is stopped alone', async () => {
  const app = aProcess({ logInSession: 2 });
  const { pool, config } = web.services;
  const steps = async () => {
    const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who: await aPerson(web.prisma) });
    const step = () => from('192.0.2.6', '/logg-inn/tilbake?state=x', app).set('Cookie', cookie);
    return [await step(), await step(), await step()].map(({ status }) => status);
  };
  for (let n = 0; n < 2; n++) expect(await steps()).toEqual([400, 400, 429]);
});

describe('too many are stopped, with when to come back', () => {
  test.each([
    ['searches, for an address', '/liste?sok=skog', { search: 2 }],
    ['exports, for an address', '/liste.csv', { search: 2 }],
    ['attachments as a ZIP, for an address', '/vedlegg.zip', { bundle: 2 }],
    ['many applications as one PDF, for an address', '/saker.pdf?status=registered', { bundle: 2 }],
    ['log-ins, for an address', '/logg-inn/kommune?kapsler=ja', { logIn: 2 }],
  ])('%s', async (what, path, named) => {
    const app = aProcess(named);
    const address = `192.0.2.${10 + what.length}`;
    for (let n = 0; n < 2; n++) expect((await from(address, path, app)).status).not.toBe(429);
    const stopped = await from(address, path, app);
    expect(stopped.status).toBe(429);
    expect(stopped.headers['retry-after']).toBe('3600');
    expect(stopped.text).toContain('Vent 60 minutter, og prøv igjen.');
    expect((await from('192.0.2.99', path, app)).status).not.toBe(429);
  });

  test('forms, for a person and not for a colleague at the same address', async () => {
    const app = aProcess({ post: 1 });
    const { pool, config } = web.services;
    const send = async (who: string) => {
      const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who });
      return request(app).post('/meg').set('Cookie', cookie).set('Sec-Fetch-Site', 'cross-site');
    };
    const [one, colleague] = [await aPerson(web.prisma), await aPerson(web.prisma, [], { language: 'nn' })];
    expect((await send(one)).status).toBe(403);
    expect((await send(one)).status).toBe(429);
    expect((await send(colleague)).status).toBe(403);
    expect((await send(colleague)).text).toContain('Vent 60 minutt, og prøv igjen.');
  });

  test('access requests, for a person; a form with faults is not one', async () => {
    const site = await testWeb({ pages: access, limits: { accessRequest: 2 } });
    const agent = await site.as(await aPerson(site.prisma));
    const asked = {
      firstName: 'Prøve',
      lastName: 'Person',
      email: 'p@demo.example',
      phone: '00 00 00 00',
      role: 'applicant',
    };
    const ask = (municipalityCode: string) => fillIn(agent, '/tilgang', { ...asked, municipalityCode });
    expect((await ask('')).status).toBe(422);
    expect([(await ask('1804')).status, (await ask('1806')).status, (await ask('1103')).status]).toEqual([
      303, 303, 429,
    ]);
    await site.close();
  }, 30_000);
});

test('the wait is told in seconds up to two minutes', async () => {
  const limits = createLimits(web.services.pool, { ...testLimits(), search: { points: 1, seconds: 60 } });
  const config = { ...web.services.config, TRUSTED_PROXIES: 'loopback' };
  const hurried = createApp({ ...web.services, limits, config }, { pages: [list] });
  await from('192.0.2.77', '/liste?sok=a', hurried);
  expect((await from('192.0.2.77', '/liste?sok=a', hurried)).text).toMatch(/Vent \d\d sekunder/);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  [undefined, 'unknown'],
])('the address %s counts as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});
