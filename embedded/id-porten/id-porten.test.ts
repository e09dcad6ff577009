import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { AxeBuilder } from '@axe-core/playwright';
import { createLocalJWKSet, importJWK, type JWK, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { type TestIdPorten, testIdPorten } from '../../testing/id-porten.js';
import { isIdentityNumber } from '../../domain/identity-number.js';
import { launchBrowser } from '../browser.js';
import { isSyntheticNumber, type Person, unusedNumber } from './people.js';

const people: Person[] = [
  { pid: unusedNumber([]), name: 'Berit Demosøker', group: 'Kommune', note: 'Bodø kommune, søker' },
  { pid: '', name: 'Ærlig Åsen', group: 'Statsforvalteren i Nordland', note: 'saksbehandler' },
];
people[1]!.pid = unusedNumber(people);
const berit = people[0]!.pid;

let idPorten: TestIdPorten;
let product: Server;
let productUrl: string;
let client: oidc.Configuration;
/** Log-out tokens that reached the product's back channel. */
let logOutTokens: string[];

beforeAll(async () => {
  product = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      if (request.url === '/logg-ut/fra-idporten')
        logOutTokens.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.end('<!doctype html><title>Produktet</title>');
    });
  }).listen(0, '127.0.0.1');
  await once(product, 'listening');
  productUrl = `http://127.0.0.1:${String((product.address() as { port: number }).port)}`;

  idPorten = await testIdPorten({ baseUrl: productUrl, people });
  const key = JSON.parse(readFileSync(idPorten.privateKeyFile, 'utf8')) as JWK;
  const signing = (await importJWK(key, 'RS256')) as oidc.CryptoKey;
  const authentication = oidc.PrivateKeyJwt({ key: signing, kid: key.kid! });
  client = await oidc.discovery(new URL(idPorten.issuer), idPorten.clientId, {}, authentication, {
    execute: [oidc.allowInsecureRequests],
  });
});
afterAll(async () => {
  await idPorten.close();
  product.close();
  product.closeAllConnections();
});
beforeEach(() => {
  logOutTokens = [];
});

/** A browser without a screen: follows redirects with cookies, and stops where the product begins. */
function visitor() {
  const cookies = new Map<string, string>();
  return async function visit(
    url: string | URL,
    form?: Record<string, string>,
  ): Promise<{ url: URL; status: number; body: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) return { url: new URL(url), status: response.status, body: await response.text() };
    const next = new URL(location, url);
    return next.origin === productUrl ? { url: next, status: response.status, body: '' } : visit(next);
  };
}

async function request(extra: Record<string, string> = {}) {
  const checks = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  const parameters = {
    redirect_uri: `${productUrl}/logg-inn/tilbake`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...extra,
  };
  return { checks, parameters };
}

async function logIn(visit: ReturnType<typeof visitor>, pid: string, acr = 'idporten-loa-substantial') {
  const { checks, parameters } = await request({ acr_values: acr });
  const page = await visit(await oidc.buildAuthorizationUrlWithPAR(client, parameters));
  const back = page.url.origin === productUrl ? page : await visit(page.url, { pid });
  const tokens = await oidc.authorizationCodeGrant(client, back.url, checks);
  return { claims: tokens.claims()!, idToken: tokens.id_token!, sawPage: page.url.origin !== productUrl };
}

test('a log-in gives the claims of ID-porten, with a sub that does not tell the pid', async () => {
  const { claims } = await logIn(visitor(), berit);

  expect(claims).toMatchObject({ pid: berit, acr: 'idporten-loa-substantial', amr: ['TestID'], locale: 'nb' });
  expect(claims['auth_time']).toEqual(expect.any(Number));
  expect(claims['sid']).toEqual(expect.any(String));
  expect(claims.sub).not.toContain(berit);
  expect((await logIn(visitor(), berit)).claims.sub).toBe(claims.sub);
  expect((await logIn(visitor(), people[1]!.pid)).claims.sub).not.toBe(claims.sub);
});

test('whoever is logged in comes through at once, but must log in again for the high level', async () => {
  const visit = visitor();
  await logIn(visit, berit);

  expect((await logIn(visit, berit)).sawPage).toBe(false);
  const high = await logIn(visit, berit, 'idporten-loa-high');
  expect(high).toMatchObject({ sawPage: true, claims: { acr: 'idporten-loa-high' } });
  expect((await logIn(visit, berit, 'idporten-loa-high')).sawPage).toBe(false);
});

test('an answer to another state is refused', async () => {
  const { checks, parameters } = await request();
  const visit = visitor();
  const page = await visit(oidc.buildAuthorizationUrl(client, parameters));
  const back = await visit(page.url, { pid: berit });

  const swapped = oidc.authorizationCodeGrant(client, back.url, { ...checks, expectedState: oidc.randomState() });
  await expect(swapped).rejects.toMatchObject({ cause: { message: expect.stringContaining('"state"') as string } });
});

test('a code is good for the verifier it was asked for with, and once', async () => {
  const visit = visitor();
  const { checks, parameters } = await request();
  const page = await visit(oidc.buildAuthorizationUrl(client, parameters));
  const { url } = await visit(page.url, { pid: berit });

  const wrong = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  await expect(oidc.authorizationCodeGrant(client, url, wrong)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('a request without PKCE is sent back with an error', async () => {
  const { parameters } = await request();
  const { code_challenge: _challenge, code_challenge_method: _method, ...without } = parameters;
  const { url } = await visitor()(oidc.buildAuthorizationUrl(client, without));
  expect(url.searchParams.get('error')).toBe('invalid_request');
});

test('another redirect address is not followed', async () => {
  const { parameters } = await request({ redirect_uri: 'https://annet.example/tilbake' });
  const { status, body } = await visitor()(oidc.buildAuthorizationUrl(client, parameters));
  expect(status).toBe(400);
  expect(body).toContain('invalid_redirect_uri');
});

const ofRealKind = '01010750160';

test('a new person logs in with any synthetic number; a number of the kind that real people have is refused', async () => {
  const visit = visitor();
  const { parameters } = await request();
  const page = await visit(oidc.buildAuthorizationUrl(client, parameters));

  expect(isIdentityNumber(ofRealKind)).toBe(true);
  const real = await visit(page.url, { pid: ofRealKind });
  expect(real.status).toBe(422);
  expect(real.body).toContain('Dette er ikke et gyldig syntetisk fødselsnummer.');
  expect((await visit(page.url, { pid: unusedNumber(people) })).url.origin).toBe(productUrl);
});

test.each([
  [ofRealKind, false, 'a real one'],
  [berit, true, 'month + 80'],
  [`${berit.slice(0, 10)}${String((Number(berit[10]) + 1) % 10)}`, false, 'a wrong check digit'],
  ['', false, 'nothing'],
])('%s is synthetic: %s (%s)', (number, expected) => {
  expect(isSyntheticNumber(number)).toBe(expected);
});

test('log-out ends the session, tells the product on its back channel, and leads home', async () => {
  const visit = visitor();
  const { claims, idToken } = await logIn(visit, berit);
  const page = await visit(
    oidc.buildEndSessionUrl(client, { id_token_hint: idToken, post_logout_redirect_uri: `${productUrl}/` }),
  );
  const [, action = ''] = /action="([^"]+)"/.exec(page.body) ?? [];
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.body) ?? [];
  const home = await visit(action, { xsrf, logout: 'yes' });

  expect(home.url.href).toBe(`${productUrl}/`);
  const keys = createLocalJWKSet((await (await fetch(client.serverMetadata().jwks_uri!)).json()) as never);
  const { payload } = await jwtVerify(logOutTokens[0]!, keys, { issuer: idPorten.issuer, audience: idPorten.clientId });
  expect(payload).toMatchObject({ sub: claims.sub, sid: claims['sid'] });
  expect((await logIn(visit, berit)).sawPage).toBe(true);
});

test('the pages work in a browser: people by group, no violation of WCAG, log-out without a further click', async () => {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext({ locale: 'nb-NO' })).newPage();
    const complaints: string[] = [];
    page.on('console', (entry) => entry.type() === 'error' && complaints.push(entry.text()));
    const { parameters } = await request();
    await page.goto(oidc.buildAuthorizationUrl(client, parameters).href);

    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Kommune',
      'Statsforvalteren i Nordland',
      'En ny person',
    ]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel('Syntetisk fødselsnummer').fill('123');
    await page.getByRole('button', { name: 'Logg inn' }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    complaints.length = 0; // the browser tells of the 422 itself

    await page.getByRole('button', { name: 'Ærlig Åsen saksbehandler' }).click();
    await page.waitForURL(`${productUrl}/logg-inn/tilbake?**`);
    await page.goto(oidc.buildEndSessionUrl(client, { post_logout_redirect_uri: `${productUrl}/` }).href);
    await page.waitForURL(`${productUrl}/`);
    expect(logOutTokens).toHaveLength(1);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 60_000);
