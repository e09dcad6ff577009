import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { aPerson } from '../../testing/builders.js';
import { testIssuer, type Issuer, type LogOutOptions, type Signed } from '../../testing/issuer.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import { cookieName } from '../middleware/session.js';
import { userPage, type Page } from '../page.js';
import { pages as person } from '../person/index.js';
import { ownPath } from './own-path.js';
import { subjectHash } from './person.js';

const whoAmI: Page = userPage({
  path: '/hvem',
  access: { loggedIn: true },
  get: ({ user }) => Promise.resolve({ kind: 'json', body: { ...user.actor, at: user.at } }),
});

let issuer: Issuer;
let web: TestWeb;
beforeAll(async () => {
  issuer = await testIssuer();
  web = await testWeb({
    pages: [...person, whoAmI],
    config: { OIDC_ISSUER: issuer.url, OIDC_PRIVATE_KEY_FILE: issuer.keyFile, LOG_LEVEL: 'fatal' },
  });
}, 60_000);
afterAll(async () => {
  await web.close();
  await issuer.close();
});
beforeEach(() => {
  issuer.next = {};
  issuer.signed = 'own';
});

const begin = async (browser: Agent, door = 'kommune', to = '') => {
  await browser.get('/logg-inn');
  return browser.get(`/logg-inn/${door}${to && `?til=${encodeURIComponent(to)}`}`);
};
/** Comes back from the log-in service; `state` as it was asked unless told otherwise. */
const comeBack = (browser: Agent, said: { state?: string; iss?: string | null } = {}) => {
  const { state = issuer.asked.at(-1)!.get('state')!, iss = issuer.url } = said;
  return browser.get(
    `/logg-inn/tilbake?${new URLSearchParams({ code: 'code', state, ...(iss ? { iss } : {}) }).toString()}`,
  );
};
const logIn = async (browser: Agent, door?: string, to?: string) => {
  await begin(browser, door, to);
  return comeBack(browser);
};
const sessionOf = (set: string | string[] | undefined): string =>
  decodeURIComponent([set ?? []].flat().find((one) => one.startsWith(`${cookieName}=`)) ?? '').replace(
    /^.*?s:([^.]*)\..*$/s,
    '$1',
  );
const own = (pid: string) =>
  web.prisma.person.findUnique({ where: { subjectHash: subjectHash(web.services.config.PID_KEY, pid) } });

describe('the way in', () => {
  test('the request is pushed, with PKCE, and names the door’s level', async () => {
    const away = await begin(request.agent(web.app), 'stat');
    expect(away.status).toBe(303);
    expect(new URL(away.headers['location']!).origin).toBe(issuer.url);
    expect([...new URL(away.headers['location']!).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const asked = issuer.asked.at(-1)!;
    expect(asked.get('acr_values')).toBe('idporten-loa-high');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('client_assertion_type')).toContain('jwt-bearer');
  });

  test('a person is made at the first log-in, known again at the next, and the number is nowhere', async () => {
    issuer.next = { pid: '02020299998', given_name: 'Prøve', family_name: 'Person', locale: 'nn' };
    const answer = await logIn(request.agent(web.app));
    expect(answer.headers['location']).toBe('/tilgang');
    const made = await own('02020299998');
    expect(made).toMatchObject({ firstName: 'Prøve', lastName: 'Person', language: 'nn', email: '' });
    await logIn(request.agent(web.app));
    expect((await own('02020299998'))?.id).toBe(made!.id);
    // Known from now on, by a process that forgets who does not come back; begun once.
    const begun = await web.prisma.command.findMany({ where: { processId: `person/${made!.id}` } });
    expect(begun).toMatchObject([{ seq: 1, name: 'logIn', actorRole: 'system', status: 'pending' }]);
    const { rows } = await web.services.pool.query(
      `select count(*)::int as n from session where sess::text like '%02020299998%'`,
    );
    expect(rows[0].n).toBe(0);
  });

  test('who has a role has the process that began with it, and no other by logging in', async () => {
    issuer.next = { pid: '03030399997' };
    await logIn(request.agent(web.app));
    const { id } = (await own('03030399997'))!;
    await web.prisma.command.deleteMany({ where: { processId: `person/${id}` } });
    await web.prisma.process.delete({ where: { id: `person/${id}` } });
    await web.prisma.roleGrant.create({
      data: { id: randomUUID(), personId: id, role: 'auditor', fromAt: new Date(0) },
    });
    await logIn(request.agent(web.app));
    expect(await web.prisma.process.findUnique({ where: { id: `person/${id}` } })).toBeNull();
  });

  test('the session’s id is a new one, and the old one opens nothing', async () => {
    const browser = request.agent(web.app);
    const before = await begin(browser);
    const old = before.headers['set-cookie'] as unknown as string[];
    const after = await comeBack(browser);
    expect(sessionOf(after.headers['set-cookie'] as unknown as string[])).toMatch(/^.{20,}$/);
    expect(sessionOf(after.headers['set-cookie'] as unknown as string[])).not.toBe(sessionOf(old));
    expect((await browser.get('/hvem')).status).toBe(200);
    expect((await request(web.app).get('/hvem').set('Cookie', old)).status).toBe(303);
    expect(await web.prisma.session.count({ where: { sid: sessionOf(old) } })).toBe(0);
    expect(old.join()).toMatch(/HttpOnly.*SameSite=Lax/);
  });

  test('the log-in is kept before the browser is sent on', async () => {
    await web.services.pool.query(`
      create function slow_insert() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return new; end $$;
      create trigger slow_insert before insert on session for each row execute function slow_insert()`);
    const server = web.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const visit = (path: string, cookie: string) => fetch(host + path, { redirect: 'manual', headers: { cookie } });
    const cookieOf = (answer: Response) => answer.headers.getSetCookie().map((set) => set.split(';')[0]).join('; '); // prettier-ignore

    try {
      const away = await visit('/logg-inn/kommune', 'kapsler=ja');
      const query = new URLSearchParams({
        code: 'code',
        state: issuer.asked.at(-1)!.get('state')!,
        iss: issuer.url,
      }).toString();
      const back = await visit(`/logg-inn/tilbake?${query}`, cookieOf(away)); // fetch answers at the head, as a browser does
      expect((await visit('/hvem', cookieOf(back))).status).toBe(200);
    } finally {
      await web.services.pool.query('drop trigger slow_insert on session; drop function slow_insert');
      server.close();
      server.closeAllConnections();
    }
  });

  test('back to where one was going, and only to an address of our own', async () => {
    expect((await logIn(request.agent(web.app), 'kommune', '/meg?a=1')).headers['location']).toBe('/meg?a=1');
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      '/%2e//evil.example',
      '/x/%2E%2e//evil.example/y',
      '/.\\/evil.example',
      '/.//\\evil.example',
    ])
      expect(ownPath(to)).toBeNull();
    expect(ownPath('/x/../meg?til=//a#b')).toBe('/meg?til=//a#b');
    for (const to of ['//evil.example', '/.//evil.example'])
      expect((await logIn(request.agent(web.app), 'kommune', to)).headers['location']).toBe('/tilgang');
  });

  /** A browser that was logged in as this person, whose session has run out. */
  const ended = async (pid: string) => {
    const browser = request.agent(web.app);
    issuer.next = { pid };
    await logIn(browser);
    await web.prisma.session.deleteMany({ where: { sess: { path: ['login', 'personId'], equals: (await own(pid))!.id } } }); // prettier-ignore
    return browser;
  };

  test('a form that came after the session had ended is there again after the log-in, for nobody else', async () => {
    const shared = await ended('01010199999');
    await post(shared, '/meg', { _csrf: 'old', firstName: 'Et langt svar' });
    issuer.next = { pid: '02020299998' };
    await begin(shared, 'kommune', '/logg-inn/fortsett');
    await comeBack(shared);
    expect((await shared.get('/logg-inn/fortsett')).headers['location']).toBe('/');

    const browser = await ended('01010199999');
    const lost = await post(browser, '/meg', {
      _csrf: 'old',
      firstName: 'Et langt svar',
      lastName: 'P',
      email: 'p@demo.example',
      language: 'nn',
    });
    const doors = await browser.get(lost.headers['location']!);
    const door = /href="(\/logg-inn\/kommune[^"]*)"/.exec(doors.text)![1]!.replaceAll('&#x3D;', '=');
    await browser.get(door);
    const back = await comeBack(browser);
    expect(back.headers['location']).toBe('/logg-inn/fortsett');
    const kept = await browser.get('/logg-inn/fortsett');
    const saved = await post(browser, '/meg', hiddenFields(kept.text, '/meg'));
    expect(saved.headers['location']).toBe('/meg?lagret=1#svar');
    expect(await own('01010199999')).toMatchObject({ firstName: 'Et langt svar', language: 'nn' });
    expect((await browser.get('/logg-inn/fortsett')).status).toBe(303);
  });
});

describe('a browser that keeps no cookies', () => {
  /** Follows redirects of ours as such a browser does: nothing is sent back. */
  const visits = async (path: string): Promise<{ paths: string[]; text: string; status: number }> => {
    const paths: string[] = [];
    for (let next = path; ;) {
      paths.push(next);
      const { status, headers, text } = await request(web.app).get(next);
      if (status !== 303 || paths.length > 5) return { paths, text, status };
      next = headers['location']!;
    }
  };

  test.each(['/logg-inn/kommune?til=/soknader/1', '/logg-inn/stat', '/logg-inn/tilbake?code=code&state=x'])(
    'is told at %s that it must, and why, and goes in no circle',
    async (path) => {
      const { paths, text, status } = await visits(path);
      expect(status).toBe(400);
      expect(text).toContain('Nettleseren tar ikke imot informasjonskapsler');
      expect(text).toContain('for å vite at det er du som er logget inn');
      expect(paths.length).toBeLessThanOrEqual(2);
    },
  );

  test('is told so when it sends a form', async () => {
    const sent = await post(request.agent(web.app), '/meg', { _csrf: 'none', firstName: 'Prøve' });
    expect(sent.status).toBe(400);
    expect(sent.text).toContain('Nettleseren tar ikke imot informasjonskapsler');
  });

  test('one that keeps them is sent on, with where it was going, also without having seen the doors', async () => {
    const browser = request.agent(web.app);
    const round = await browser.get('/logg-inn/kommune?til=/hvem');
    const away = await browser.get(round.headers['location']!);
    expect(new URL(away.headers['location']!).origin).toBe(issuer.url);
    expect((await comeBack(browser)).headers['location']).toBe('/hvem');
  });
});

describe('refused', () => {
  const hourAgo = () => Math.floor(Date.now() / 1000) - 3600;
  const isRefused = async (browser: Agent, answer: { status: number; text: string }, status = 400) => {
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('Du er ikke logget inn');
    expect((await browser.get('/hvem')).status).toBe(303);
  };

  test.each([
    ['another state', { state: 'another' }],
    ['another issuer beside the code', { iss: 'https://another.example' }],
    ['no issuer beside the code, though the provider says it sends one', { iss: null }],
  ])('%s', async (_what, said) => {
    const browser = request.agent(web.app);
    await begin(browser);
    await isRefused(browser, await comeBack(browser, said));
  });

  test.each([
    ['another nonce', { nonce: 'another' }, 400],
    ['no nonce', { nonce: undefined }, 400],
    ['another issuer', { iss: 'https://another.example' }, 400],
    ['another audience', { aud: 'another' }, 400],
    ['several audiences and none said to be meant', { aud: ['test', 'another'] }, 400],
    ['a time that is over', { iat: hourAgo() - 300, exp: hourAgo() }, 400],
    ['no identity number', { pid: undefined }, 400],
    ['something else for an identity number', { pid: 'https://another.example 1' }, 400],
    ['a level that is none', { acr: 'self-declared' }, 403],
    ['no level', { acr: undefined }, 403],
  ])('an ID token with %s', async (_what, claims, status) => {
    const browser = request.agent(web.app);
    await begin(browser);
    issuer.next = claims;
    await isRefused(browser, await comeBack(browser), status);
  });

  test.each<[string, Signed]>([
    ['by a stranger', 'stranger'],
    ['with a secret that everyone knows', 'secret'],
    ['by nobody', 'none'],
  ])('an ID token signed %s', async (_by, signed) => {
    const browser = request.agent(web.app);
    await begin(browser);
    issuer.signed = signed;
    await isRefused(browser, await comeBack(browser));
  });

  test('a lower level than the door asks for', async () => {
    const browser = request.agent(web.app);
    await begin(browser, 'stat');
    issuer.next = { acr: 'idporten-loa-substantial' };
    const answer = await comeBack(browser);
    expect([answer.status, answer.text.includes('høyt sikkerhetsnivå')]).toEqual([403, true]);
  });

  test('a call-back that nobody asked for, and one used again', async () => {
    expect((await comeBack(request.agent(web.app))).status).toBe(400);
    const browser = request.agent(web.app);
    await logIn(browser);
    expect((await comeBack(browser)).status).toBe(400);
  });
});

describe('roles', () => {
  test('staff roles count only with the high level', async () => {
    const id = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'applicant', at: '1804' }]); // prettier-ignore
    const rolesOf = async (high: boolean) => {
      const { grants } = (await (await web.as(id, { high })).get('/hvem')).body as { grants: { role: string }[] };
      return grants.map(({ role }) => role).sort();
    };
    expect(await rolesOf(true)).toEqual(['applicant', 'caseOfficer']);
    expect(await rolesOf(false)).toEqual(['applicant']);
  });

  test('with several places one chooses, and changes without logging out', async () => {
    const id = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }, { role: 'applicant', at: '1806' }]); // prettier-ignore
    const agent = await web.as(id);
    expect((await agent.get('/hvem')).body.at).toBeNull();
    expect((await agent.get('/logg-inn')).headers['location']).toBe('/velg');
    expect((await fillIn(agent, '/velg', {})).status).toBe(422);
    expect((await fillIn(agent, '/velg', { place: 'municipality/1103' })).status).toBe(422);
    expect((await fillIn(agent, '/velg', { place: 'municipality/1806' })).headers['location']).toBe('/kommune/1806');
    expect((await agent.get('/hvem')).body.at).toEqual({ kind: 'municipality', code: '1806', name: 'Narvik kommune' });
    await fillIn(agent, '/velg', { place: 'municipality/1804' });
    expect((await agent.get('/hvem')).body.at.code).toBe('1804');
  });

  test('a role that is taken away is gone at the next request', async () => {
    const id = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
    const agent = await web.as(id);
    await web.prisma.roleGrant.updateMany({ where: { personId: id }, data: { state: 'revoked' } });
    expect((await agent.get('/hvem')).body).toMatchObject({ grants: [], at: null });
  });
});

describe('a session', () => {
  const sessions = (text: string, values: unknown[]) => web.services.pool.query<{ left: number }>(text, values);

  test('ends ten hours after the log-in, however busy', async () => {
    const agent = await web.as(await aPerson(web.prisma), { sid: 'long' });
    const move = (hours: number) =>
      sessions(
        `update session set sess = jsonb_set(sess, '{login,at}', to_jsonb($1::bigint)) where sess->'login'->>'sid' = 'long'`,
        [Date.now() - hours * 3_600_000],
      );
    await move(9.99);
    expect((await agent.get('/hvem')).status).toBe(200);
    await move(10);
    expect((await agent.get('/hvem')).status).toBe(303);
  });

  test('ends two hours after the last request, which each request puts off', async () => {
    const agent = request.agent(web.app);
    issuer.next = { sid: 'idle' };
    await logIn(agent);
    const left = async () => {
      const { rows } = await sessions(
        `select round(extract(epoch from expire - now()::timestamp) / 60)::int as left from session where sess->'login'->>'sid' = $1`,
        ['idle'],
      );
      return rows[0]?.left;
    };
    await sessions(`update session set expire = now() + interval '5 minutes' where sess->'login'->>'sid' = $1`, [
      'idle',
    ]);
    expect((await agent.get('/hvem')).status).toBe(200);
    expect(await left()).toBe(120);
    await sessions(`update session set expire = now() - interval '1 second' where sess->'login'->>'sid' = $1`, [
      'idle',
    ]);
    expect((await agent.get('/hvem')).status).toBe(303);
  });
});

describe('the way out', () => {
  const sign = (token: string) =>
    request(web.app).post('/logg-ut/fra-idporten').type('form').send({ logout_token: token });

  test('log-out ends the session and goes on to the log-in service', async () => {
    const browser = request.agent(web.app);
    await logIn(browser);
    const { text } = await browser.get('/meg');
    const csrf = /action="\/logg-ut"><input type="hidden" name="_csrf" value="([^"]*)"/.exec(text)![1]!;
    const out = await post(browser, '/logg-ut', { _csrf: csrf });
    const to = new URL(out.headers['location']!);
    expect([to.origin + to.pathname, to.searchParams.get('post_logout_redirect_uri')]).toEqual([
      `${issuer.url}/endsession`,
      'http://localhost:3000/',
    ]);
    expect((await browser.get('/hvem')).status).toBe(303);
    expect((await request(web.app).get('/meg')).headers['content-security-policy']).toContain(issuer.url);
  });

  test('log-out elsewhere ends the log-in’s sessions within one request, and no other', async () => {
    const id = await aPerson(web.prisma);
    const [one, another] = [await web.as(id, { sid: 'login-a' }), await web.as(id, { sid: 'login-b' })];
    expect((await one.get('/hvem')).status).toBe(200);
    expect((await sign(await issuer.logOutToken({ sid: 'login-a' }))).status).toBe(200);
    expect((await one.get('/hvem')).status).toBe(303);
    expect((await another.get('/hvem')).status).toBe(200);
    expect((await sign(await issuer.logOutToken({ sub: `sub-${id}` }))).status).toBe(200);
    expect((await another.get('/hvem')).status).toBe(303);
  });

  test.each([
    ['signed by a stranger', {}, { signed: 'stranger' }],
    ['signed with a secret', {}, { signed: 'secret' }],
    ['not signed', {}, { signed: 'none' }],
    ['from another issuer', { iss: 'https://another.example' }, {}],
    ['for another', {}, { audience: 'another' }],
    ['of another type', {}, { typ: 'JWT' }],
    ['an ID token', { nonce: 'x' }, {}],
    ['without the event', { events: {} }, {}],
    ['about nobody', { sid: undefined }, {}],
    ['without an id of its own', { jti: undefined }, {}],
    ['without its time', { iat: undefined }, {}],
    ['an hour old', { iat: Math.floor(Date.now() / 1000) - 3600 }, {}],
    ['past its end', { exp: Math.floor(Date.now() / 1000) - 60 }, {}],
  ] as [string, object, LogOutOptions][])('a token that is %s ends nothing', async (_what, claims, options) => {
    const agent = await web.as(await aPerson(web.prisma), { sid: 'login-c' });
    expect((await sign(await issuer.logOutToken({ sid: 'login-c', ...claims }, options))).status).toBe(400);
    expect((await agent.get('/hvem')).status).toBe(200);
  });

  test('what is no token ends nothing', async () => {
    for (const text of ['', 'x.y.z']) expect((await sign(text)).status).toBe(400);
  });

  test('a provider that leaves the type out is understood', async () => {
    const agent = await web.as(await aPerson(web.prisma), { sid: 'login-d' });
    expect((await sign(await issuer.logOutToken({ sid: 'login-d' }, { typ: null }))).status).toBe(200);
    expect((await agent.get('/hvem')).status).toBe(303);
  });

  test('a token works once: sent again it does not end who has logged in since', async () => {
    const id = await aPerson(web.prisma);
    const token = await issuer.logOutToken({ sub: `sub-${id}` });
    expect((await sign(token)).status).toBe(200);
    const since = await web.as(id);
    expect((await sign(token)).status).toBe(400);
    expect((await since.get('/hvem')).status).toBe(200);
  });

  test('used tokens are forgotten when they are too old to be taken anyway', async () => {
    await web.services.pool.query(`insert into log_out_token values ('id-porten old', now() - interval '1 second')`);
    await sign(await issuer.logOutToken({ sid: 'login-e' }));
    expect(await web.prisma.logOutToken.count({ where: { id: 'id-porten old' } })).toBe(0);
  });
});

describe('two providers that say the same', () => {
  /** The web with the test’s issuer as both; only the addresses differ. */
  const both = () => {
    const { OIDC_ISSUER: STAFF_OIDC_ISSUER, OIDC_PRIVATE_KEY_FILE: STAFF_OIDC_PRIVATE_KEY_FILE } = web.services.config;
    const staff = { STAFF_OIDC_ISSUER, STAFF_OIDC_PRIVATE_KEY_FILE, STAFF_OIDC_CLIENT_ID: 'test' };
    return createApp({ ...web.services, config: { ...web.services.config, ...staff } }, { pages: [whoAmI] });
  };

  test('an answer to the one is none for the other, which would count as high', async () => {
    const browser = request.agent(both());
    await begin(browser, 'kommune');
    const query = { code: 'code', state: issuer.asked.at(-1)!.get('state')!, iss: issuer.url };
    const answer = await browser.get(`/logg-inn/tilbake-stat?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(400);
    expect((await browser.get('/hvem')).status).toBe(303);
  });

  test('the one ends no session of the other, though the log-ins are called the same', async () => {
    const agent = await web.as(await aPerson(web.prisma), { sid: 'same' });
    const logOut = async (path: string) =>
      request(both())
        .post(path)
        .type('form')
        .send({ logout_token: await issuer.logOutToken({ sid: 'same' }) });
    expect((await logOut('/logg-ut/fra-stat')).status).toBe(200);
    expect((await agent.get('/hvem')).status).toBe(200);
    expect((await logOut('/logg-ut/fra-idporten')).status).toBe(200);
    expect((await agent.get('/hvem')).status).toBe(303);
  });
});
