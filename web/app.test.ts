import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { aPerson } from '../testing/builders.js';
import { fillIn, hiddenFields, post, testLimits, testWeb, type TestWeb } from '../testing/web.js';
import { createApp } from './app.js';
import { createLimits } from './middleware/limits.js';
import { ownerValue } from './middleware/owner.js';
import { openPage, userPage, view, type Page } from './page.js';
import { pages as person } from './person/index.js';

jest.setTimeout(30_000);

const hidden: Page = userPage({ path: '/hemmelig/:id', access: { can: 'application.read', subject: ({ params }) => Promise.resolve(params['id'] === 'finst' ? { municipalityCode: '1804', state: 'draft' } : null) }, get: () => Promise.resolve(view('errors/telling', 'Hemmelig', { heading: 'Hemmelig', text: 'innhold', correlation: null, link: null })) }); // prettier-ignore
const failing: Page = openPage({
  path: '/feil',
  access: { public: true },
  get: () => Promise.reject(new Error('the password is hunter2')),
});
const halfCase: Page = openPage({ path: '/halv-sak', access: { public: true }, get: () => Promise.resolve(view('errors/telling', 'Sak', { case: true, heading: 'Sak', text: '', correlation: null, link: null })) }); // prettier-ignore
const open: Page = openPage({ path: '/apen', access: { public: true }, get: ({ t }) => Promise.resolve(view('errors/telling', t('common.menu.calls'), { heading: t('common.menu.calls'), text: '', correlation: null, link: null })) }); // prettier-ignore

let web: TestWeb;
let applicant: string;
beforeAll(async () => {
  web = await testWeb({ pages: [...person, hidden, failing, halfCase, open], config: { LOG_LEVEL: 'fatal' } });
  applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Ane', lastName: 'Prøve' });
}, 60_000);
afterAll(() => web.close());

/** A browser that this person was logged in with; the session has ended. */
const endedSessionOf = (who: string, app = web.app) =>
  request.agent(app).set('Cookie', `eier=${ownerValue(web.services.config.SESSION_SECRET, who)}`);

describe('headers', () => {
  test('pages have no script or style of their own, and static files may be kept', async () => {
    const { text } = await request(web.app).get('/apen');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
    const sheet = /href="(\/static\/[^"]*product\.css)"/.exec(text)![1]!;
    const { headers, status } = await request(web.app).get(sheet);
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('immutable');
    for (const [, address] of text.matchAll(/(?:href|src)="(\/static\/[^"]*)"/g))
      expect((await request(web.app).get(address!)).status).toBe(200);
  });
});

describe('who may come', () => {
  test('a page without an access rule does not register, nor one address twice', () => {
    expect(() => createApp(web.services, { pages: [{ path: '/uten' } as Page] })).toThrow('no access rule');
    expect(() => createApp(web.services, { pages: [open, open] })).toThrow('given twice');
  });

  test('what may not be seen is answered exactly like what does not exist', async () => {
    const outsider = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1806' }]));
    const answers = await Promise.all(
      ['/hemmelig/finst', '/hemmelig/manglar', '/ingen-slik-side'].map((path) => outsider.get(path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const plain = answers.map(({ text }) => text.replaceAll(/name="_csrf" value="[^"]*"/g, ''));
    expect(new Set(plain).size).toBe(1);
    expect((await (await web.as(applicant)).get('/hemmelig/finst')).status).toBe(200);
  });

  test('who is not logged in is asked to, whether the thing exists or not', async () => {
    for (const id of ['finst', 'manglar']) {
      const { status, headers } = await request(web.app).get(`/hemmelig/${id}?a=1`);
      expect([status, headers['location']]).toEqual([
        303,
        `/logg-inn?til=${encodeURIComponent(`/hemmelig/${id}?a=1`)}`,
      ]);
    }
  });

  test('demo pages do not exist without the demo', async () => {
    const answering: Page = openPage({
      path: '/innboks',
      access: { demo: true },
      get: () => Promise.resolve({ kind: 'json', body: 'mail' }),
    });
    const app = createApp(web.services, { pages: [answering] });
    expect((await request(app).get('/innboks')).status).toBe(404);
    expect(
      (await request(createApp({ ...web.services, demo: {} as never }, { pages: [answering] })).get('/innboks')).status,
    ).toBe(200);
  });
});

describe('posts', () => {
  test('one’s details are saved from the form, in the written form chosen', async () => {
    const id = await aPerson(web.prisma);
    const agent = await web.as(id);
    const saved = await fillIn(agent, '/meg', {
      firstName: 'Åse',
      lastName: 'Ø "&" Å',
      email: 'aase@demo.example',
      language: 'nn',
    });
    expect([saved.status, saved.headers['location']]).toEqual([303, '/meg?lagret=1#svar']);
    const { text } = await agent.get('/meg');
    expect(text).toContain('<html lang="nn"');
    expect(text).toContain('Opplysningane mine');
    expect(text).toContain('Ø &quot;&amp;&quot; Å');
    expect(text).not.toContain('Ø "&" Å');
  });

  test('faults: 422, the title says so, links to the field, everything typed is kept', async () => {
    const agent = await web.as(applicant);
    const { status, text } = await fillIn(agent, '/meg', {
      firstName: 'Ny & "god"',
      lastName: '',
      phone: 'ikke et nummer',
      language: 'nb',
    });
    expect(status).toBe(422);
    expect(text).toMatch(/<title>Feil: /);
    expect(text).toContain('<a class="ds-link" href="#phone">');
    expect(text).toContain('value="ikke et nummer"');
    expect(text).toContain('value="Ny &amp; &quot;god&quot;"');
    expect((await web.prisma.person.findUniqueOrThrow({ where: { id: applicant } })).firstName).toBe('Ane');
  });

  test('from another site, or without the session’s token, nothing is taken in', async () => {
    const agent = await web.as(applicant);
    const { text } = await agent.get('/meg');
    const fields = {
      ...hiddenFields(text),
      firstName: 'Stjålet',
      lastName: 'X',
      email: 'x@demo.example',
      language: 'nb',
    };
    const elsewhere = await agent.post('/meg').set('Sec-Fetch-Site', 'cross-site').type('form').send(fields);
    const sibling = await agent.post('/meg').set('Sec-Fetch-Site', 'same-site').type('form').send(fields);
    const otherOrigin = await agent.post('/meg').set('Origin', 'https://evil.example').type('form').send(fields);
    const noToken = await agent
      .post('/meg')
      .type('form')
      .send({ ...fields, _csrf: '' });
    expect([elsewhere, sibling, otherOrigin, noToken].map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const another = await web.as(await aPerson(web.prisma));
    const withOthersToken = await another.post('/meg').type('form').send(fields);
    expect(withOthersToken.status).toBe(403);
    expect(await web.prisma.person.count({ where: { firstName: 'Stjålet' } })).toBe(0);
  });

  test('a form whose session has ended is kept through the log-in', async () => {
    const browser = endedSessionOf(applicant);
    const lost = await post(browser, '/meg', { _csrf: 'old', firstName: 'Langt <svar>', token: 'old' });
    expect(lost.headers['location']).toBe('/logg-inn?til=/logg-inn/fortsett');
    const stored = await web.services.pool.query(
      `select sess->'held' as held from session where sess->'held' is not null`,
    );
    expect(stored.rows[0].held).toEqual({ owner: applicant, path: '/meg', fields: [['firstName', 'Langt <svar>'], ['token', 'old']] }); // prettier-ignore
    const again = await post(await web.as(applicant), '/meg', {
      _csrf: 'old',
      firstName: 'Langt <svar>',
      lastName: 'P',
      email: 'a@demo.example',
      language: 'nb',
    });
    expect(again.text).toContain('value="Langt &lt;svar&gt;"');
    expect(hiddenFields(again.text, '/meg')['firstName']).toBe('Langt <svar>');
  });

  test('a form is not kept for who had no session here, beyond 64 kB, or too often', async () => {
    const kept = async () => Number((await web.services.pool.query(`select 1 from session where sess->'held' is not null`)).rowCount); // prettier-ignore
    const before = await kept();
    const long = { _csrf: 'old', firstName: 'a'.repeat(70_000) };
    const stranger = request.agent(web.app).set('Cookie', `kapsler=ja; eier=${applicant}.${'A'.repeat(43)}`);
    expect((await post(stranger, '/meg', { _csrf: 'old' })).status).toBe(403);
    expect((await post(request.agent(web.app), '/meg', { _csrf: 'old' })).status).toBe(400);
    expect((await post(endedSessionOf(applicant), '/meg', long)).status).toBe(413);
    expect(await kept()).toBe(before);

    const limits = createLimits(web.services.pool, testLimits({ heldForm: 2 }));
    const app = createApp({ ...web.services, limits }, { pages: person });
    const owner = await aPerson(web.prisma);
    const sent = [];
    for (let n = 0; n < 3; n++) sent.push((await post(endedSessionOf(owner, app), '/meg', { _csrf: 'old' })).status);
    expect(sent).toEqual([303, 303, 429]);
  });

  test('while the clock is turned nothing is taken in', async () => {
    const turning = { state: () => ({ kind: 'turning', from: 0, now: 0, target: 1, instants: 0 }) } as never;
    const demo = await testWeb({
      pages: person,
      demo: { inbox: {} as never, timeMachine: turning, tour: {} as never },
    });
    const agent = await demo.as(await aPerson(demo.prisma, [], { language: 'nn' }));
    const answer = await fillIn(agent, '/meg', { firstName: 'Ny' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '10']);
    expect(answer.text).toContain('Klokka blir skrudd fram no');
    expect(answer.text).toContain('class="demo-bar"');
    await demo.close();
  }, 30_000);
});

describe('what goes wrong', () => {
  test('is told with a number and not a word of how', async () => {
    const { status, text, headers } = await request(web.app).get('/feil');
    expect(status).toBe(500);
    expect(text).toContain(headers['x-request-id']);
    expect(text).not.toMatch(/hunter2|at .*\.ts/);
  });

  test('a page of a case without where-now is not drawn', async () => {
    expect((await request(web.app).get('/halv-sak')).status).toBe(500);
  });

  test('bytes that are no text, and ids that are none, are no accident', async () => {
    const agent = await web.as(applicant);
    const nul = await fillIn(agent, '/meg', {
      firstName: 'A\u0000B',
      lastName: 'C\r\nD',
      email: 'a@demo.example',
      language: 'nb',
    });
    expect(nul.status).toBe(303);
    expect(
      await web.prisma.person.findUniqueOrThrow({
        where: { id: applicant },
        select: { firstName: true, lastName: true },
      }),
    ).toEqual({ firstName: 'AB', lastName: 'C D' });
    expect((await agent.get('/hemmelig/%E0%A4%A')).status).toBe(400);
  });
});

test('the browser’s own language counts until one is chosen; in the header it is changed for good', async () => {
  const asking = (language: string) => request(web.app).get('/').set('Accept-Language', language);
  expect((await asking('nn-NO,nn;q=0.9,no;q=0.8')).text).toContain('<html lang="nn"');
  expect((await asking('nb-NO,nn;q=0.9')).text).toContain('<html lang="nb"');
  expect((await asking('fi')).text).toContain('<html lang="nb"');

  const id = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  const agent = await web.as(id);
  const { text } = await agent.get('/meg?fra=her');
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(text) ?? [];
  expect(text).toContain('name="til" value="/meg?fra&#x3D;her"');
  const changed = await agent
    .post('/meg/sprak')
    .type('form')
    .send({ _csrf: csrf, language: 'nn', til: '/meg?fra=her' });
  expect(changed.headers['location']).toBe('/meg?fra=her');
  expect((await agent.get('/meg')).text).toContain('<html lang="nn"');
  const away = await agent
    .post('/meg/sprak')
    .type('form')
    .send({ _csrf: csrf, language: 'nb', til: '//annet.example' });
  expect(away.headers['location']).toBe('/meg');
});

test('the language is asked for in the address and remembered', async () => {
  const browser = request.agent(web.app);
  expect((await browser.get('/apen')).text).toContain('<html lang="nb"');
  expect((await browser.get('/apen?sprak=nn')).text).toContain('Utlysingar');
  expect((await browser.get('/apen')).text).toContain('<html lang="nn"');
});

test('health says whether the database answers', async () => {
  expect((await request(web.app).get('/health')).body).toEqual({ database: true });
});

test('a session of nobody is not kept', async () => {
  const before = await web.prisma.session.count();
  await request(web.app).get('/apen');
  await (await web.as(randomUUID())).get('/apen');
  expect(await web.prisma.session.count()).toBe(before + 1);
});
