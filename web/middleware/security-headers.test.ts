/** What answers of every kind carry, over HTTP as in the demo and over HTTPS as in production. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Express } from 'express';
import { aPerson } from '../../testing/builders.js';
import { logIn, testWeb, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import { openPage, view, type Page } from '../page.js';
import { pages as person } from '../person/index.js';
import { ownerValue } from './owner.js';
import { cookieName } from './session.js';

const told = { heading: 'Åpen', text: '', correlation: null, links: [] };
const open: Page = openPage({
  path: '/apen',
  access: { public: true },
  get: () => Promise.resolve(view('errors/telling', 'Åpen', told)),
});
const failing: Page = openPage({
  path: '/feil',
  access: { public: true },
  get: () => Promise.reject(new Error('failed')),
});
const file = (path: string, inline: boolean): Page =>
  openPage({
    path,
    access: { public: true },
    get: () =>
      Promise.resolve({
        kind: 'file',
        name: 'brev.pdf',
        contentType: 'application/pdf',
        body: Buffer.from('%PDF-'),
        inline,
      }),
  });
const pages = [...person, open, failing, file('/fil', false), file('/vist', true)];

let web: TestWeb;
let https: Express;
beforeAll(async () => {
  web = await testWeb({ pages, config: { LOG_LEVEL: 'fatal' } });
  const config = { ...web.services.config, BASE_URL: 'https://prosjektskjonn.example', TRUSTED_PROXIES: 'loopback' };
  https = createApp({ ...web.services, config }, { pages });
}, 60_000);
afterAll(() => web.close());

const ask = (app: Express, path: string) => request(app).get(path).set('X-Forwarded-Proto', 'https');
const everyKind = ['/apen', '/meg', '/finst-ikkje', '/feil', '/fil', '/vist', '/health', '/favicon.ico', '/logg-inn'];

describe.each(['http', 'https'])('over %s', (scheme) => {
  const app = () => (scheme === 'https' ? https : web.app);

  test.each(everyKind)('%s', async (path) => {
    const { headers } = await ask(app(), path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    if (/text|json/.test(headers['content-type'] ?? '')) expect(headers['content-type']).toMatch(/; charset=utf-8$/);
    expect(headers['permissions-policy']).toContain('camera=(), ');
    const policy = headers['content-security-policy']!;
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/localhost:3001)/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('HTTPS is demanded for a year, with subdomains, and only where the product is served by it', async () => {
    for (const path of everyKind) {
      const { headers } = await ask(app(), path);
      expect(headers['strict-transport-security']).toBe(
        scheme === 'https' ? 'max-age=31536000; includeSubDomains' : undefined,
      );
    }
    const { headers } = await ask(app(), '/apen');
    expect(headers['content-security-policy']!.includes('upgrade-insecure-requests')).toBe(scheme === 'https');
  });

  test('no cookie is for scripts, nor sent along from elsewhere; over HTTPS it is this host’s alone', async () => {
    const owner = `eier=${ownerValue(web.services.config.SESSION_SECRET, randomUUID())}`;
    const cookies = [
      ...((await ask(app(), '/logg-inn')).headers['set-cookie'] as unknown as string[]),
      ...((await ask(app(), '/apen?sprak=nn')).headers['set-cookie'] as unknown as string[]),
      ...((
        await request(app())
          .post('/meg')
          .set('Cookie', owner)
          .set('X-Forwarded-Proto', 'https')
          .set('Sec-Fetch-Site', 'same-origin')
      ).headers['set-cookie'] as unknown as string[]),
    ];
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(
      ['kapsler', cookieName, 'sprak'].map((name) => (scheme === 'https' ? `__Host-${name}` : name)),
    );
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(/; Secure/.test(cookie)).toBe(scheme === 'https');
      expect(cookie).not.toMatch(/; Domain=/);
    }
  });
});

test('a page names the log-in service as the only other place a form leads to', async () => {
  const { headers } = await ask(web.app, '/apen');
  expect(headers['content-security-policy']).toContain("form-action 'self' http://localhost:3001;");
});

test('nothing a person sees is kept by browsers or on the way', async () => {
  const { pool, config } = web.services;
  const cookie = await logIn({ pool, secret: config.SESSION_SECRET }, { who: await aPerson(web.prisma) });
  for (const path of ['/meg', '/apen', '/fil', '/finst-ikkje'])
    expect((await request(web.app).get(path).set('Cookie', cookie)).headers['cache-control']).toBe('no-store');
  expect((await request(web.app).get('/apen')).headers['cache-control']).toBe('private, no-cache');
});

test('what a request carried is not sent back to who asks with TRACE', async () => {
  const { status, text } = await request(web.app).trace('/apen').set('Cookie', 'hemmelig=ja');
  expect([status, text.includes('hemmelig')]).toEqual([404, false]);
});

describe('files', () => {
  test('are saved under their name', async () => {
    const { headers } = await ask(web.app, '/fil');
    expect(headers['content-disposition']).toBe('attachment; filename=brev.pdf');
    expect(headers['content-type']).toBe('application/pdf');
  });

  test('that are shown have neither script, origin nor form', async () => {
    const { headers } = await ask(web.app, '/vist');
    expect(headers['content-disposition']).toBe('inline; filename=brev.pdf');
    // Browsers show no PDF in a sandbox: the policy that lets it do nothing is what holds it.
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; base-uri 'none'/);
  });
});
