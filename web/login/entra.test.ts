/** Entra ID as the state’s provider, against tokens and endpoints of its documented shape. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import request from 'supertest';
import { testEntra, type Entra } from '../../testing/entra.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import { readWebConfig, type WebConfig } from '../config.js';
import { userPage, type Page } from '../page.js';

const whoAmI: Page = userPage({
  path: '/hvem',
  access: { loggedIn: true },
  get: ({ user, req }) => Promise.resolve({ kind: 'json', body: { id: user.id, name: user.name, login: req.session.login } }),
}); // prettier-ignore

let entra: Entra;
let web: TestWeb;
let staff: Partial<WebConfig>;
beforeAll(async () => {
  entra = await testEntra();
  staff = {
    STAFF_OIDC_KIND: 'entra',
    STAFF_OIDC_ISSUER: entra.issuer,
    STAFF_OIDC_CLIENT_ID: entra.clientId,
    STAFF_OIDC_PRIVATE_KEY_FILE: entra.keyFile,
    STAFF_OIDC_CERTIFICATE_FILE: entra.certificateFile,
    STAFF_OIDC_TENANT: entra.tenant,
    STAFF_OIDC_REQUIRED_ACR: 'c1',
    LOG_LEVEL: 'fatal',
  };
  web = await testWeb({ pages: [whoAmI], config: staff });
}, 60_000);
afterAll(async () => {
  await entra.close();
  await web.close();
});
beforeEach(() => {
  entra.next = {};
  entra.satisfied = ['c1'];
});

/** In by the state’s door, with this of the configuration otherwise. */
async function logIn(other: Partial<WebConfig> = {}) {
  const app = createApp({ ...web.services, config: { ...web.services.config, ...other } }, { pages: [whoAmI] });
  const browser = request.agent(app);
  await browser.get('/logg-inn');
  const there = (await browser.get('/logg-inn/stat')).headers['location'];
  if (!there) return { there: '', browser, answer: await browser.get('/logg-inn/stat') };
  return { there, browser, answer: await browser.get(entra.authorize(there)) };
}
type Seen = { id: string; name: string; login: { provider: string; high: boolean } };

test('who has satisfied the authentication context is let in at the high level, by oid; the key is told by its certificate', async () => {
  const { there, browser, answer } = await logIn();
  const asked = new URL(there).searchParams;
  expect(asked.has('acr_values')).toBe(false);
  expect(JSON.parse(asked.get('claims')!)).toEqual({ id_token: { acrs: { essential: true, value: 'c1' } } });
  expect(answer.status).toBe(303);
  expect(entra.assertions.at(-1)).toMatchObject({ alg: 'PS256', typ: 'JWT' });
  const seen = (await browser.get('/hvem')).body as Seen;
  expect(seen).toMatchObject({ name: 'Prøve Anne Person', login: { provider: 'staff', high: true } });
  expect(await web.prisma.person.findUnique({ where: { id: seen.id } })).toMatchObject({ firstName: 'Prøve Anne', lastName: 'Person' }); // prettier-ignore

  // Another name, user name and pairwise subject are the same person; another oid is another.
  entra.next = { sub: 'another', preferred_username: 'ny@embete.example', name: 'Nytt Navn' };
  expect(((await (await logIn()).browser.get('/hvem')).body as Seen).id).toBe(seen.id);
  entra.next = { oid: randomUUID() };
  expect(((await (await logIn()).browser.get('/hvem')).body as Seen).id).not.toBe(seen.id);
});

test.each([
  ['the context was not satisfied', { satisfied: [] }, 'Du må logge inn med to faktorer'],
  ['another context was', { satisfied: ['c2'] }, 'Du må logge inn med to faktorer'],
  ['an acr that nobody asked Entra for says so', { satisfied: [], next: { acr: 'c1', amr: ['mfa'] } }, 'Du må logge inn med to faktorer'],
  ['another tenant', { next: { tid: randomUUID() } }, 'hører ikke til et embete'],
  ['no tenant', { next: { tid: undefined } }, 'sa ikke hvem du er'],
  ['no oid, since the scope was not granted', { next: { oid: undefined } }, 'sa ikke hvem du er'],
  ['an oid that is no identifier', { next: { oid: 'prove.person@embete.example' } }, 'sa ikke hvem du er'],
  ['a v1.0 token', { next: { ver: '1.0' } }, 'sa ikke hvem du er'],
] as const)('refused with words: %s', async (_what, { next = {}, satisfied = ['c1'] }: { next?: object; satisfied?: readonly string[] }, words) => {
  Object.assign(entra, { next, satisfied: [...satisfied] });
  const { browser, answer } = await logIn();
  expect([answer.status, answer.text.includes(words)]).toEqual([403, true]);
  expect((await browser.get('/hvem')).status).toBe(303);
}); // prettier-ignore

test.each([
  ['for another client', { aud: randomUUID() }],
  ['of another issuer', { iss: 'https://login.microsoftonline.com/other/v2.0' }],
  ['with another nonce', { nonce: 'another' }],
])('a token %s is no log-in', async (_what, next) => {
  entra.next = next;
  expect((await logIn()).answer.status).toBe(400);
});

test('without a context demanded the directory’s own policy is all there is, and nothing is asked for', async () => {
  entra.satisfied = [];
  const { there, answer } = await logIn({ STAFF_OIDC_REQUIRED_ACR: undefined });
  expect(new URL(there).searchParams.has('claims')).toBe(false);
  expect(answer.status).toBe(303);
});

test('a certificate that is not of the key stops the log-in before it leaves', async () => {
  const file = path.join(path.dirname(entra.keyFile), 'other.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { there, answer } = await logIn({ STAFF_OIDC_PRIVATE_KEY_FILE: file });
  expect([there, answer.status]).toEqual(['', 503]);
});

test('the configuration of Entra ID says what it lacks', () => {
  const base = {
    DATABASE_URL: 'postgres://x.example/x', TEMPORAL_ADDRESS: 'x.example:7233', BASE_URL: 'https://x.example', OIDC_ISSUER: 'https://idporten.example',
    OIDC_CLIENT_ID: 'x', OIDC_PRIVATE_KEY_FILE: 'x', CLAMD_ADDRESS: 'x.example:3310', SESSION_SECRET: 's'.repeat(32), PID_KEY: 'p'.repeat(32),
    STAFF_OIDC_ISSUER: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0', STAFF_OIDC_CLIENT_ID: 'x', STAFF_OIDC_PRIVATE_KEY_FILE: 'x',
  }; // prettier-ignore
  expect(() => readWebConfig(base)).toThrow(
    /STAFF_OIDC_TENANT: goes with Entra ID\n.*STAFF_OIDC_CERTIFICATE_FILE: goes/,
  );
  const whole = { ...base, STAFF_OIDC_TENANT: 'x', STAFF_OIDC_CERTIFICATE_FILE: 'x' };
  expect(() => readWebConfig(whole)).not.toThrow();
  expect(() => readWebConfig({ ...whole, STAFF_OIDC_REQUIRED_AMR: 'mfa' })).toThrow('authentication context');
  expect(() => readWebConfig({ ...base, STAFF_OIDC_KIND: 'standard' })).not.toThrow();
});
