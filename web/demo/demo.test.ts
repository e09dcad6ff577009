import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { fileMailStore } from '../../embedded/mail/store.js';
import { aCall, anApplication, aPerson } from '../../testing/builders.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import type { InboxMail, JumpState } from '../services.js';
import { pages } from './index.js';

jest.setTimeout(60_000);
let web: TestWeb;
let state: JumpState = { kind: 'still' };
let asked: number[] = [];
let refusal: string[] | null = null;
let read = false;
const mail: InboxMail = {
  id: '1',
  messageId: '<1@prosjektskjonn.example>',
  from: 'ikke-svar@prosjektskjonn.example',
  to: ['berit@demo.example'],
  subject: 'Prosjektskjønn: <b>brev</b>',
  text: 'Les brevet: http://localhost:3000/brev/1\n<script>alert(1)</script>',
  html: null,
  at: Date.UTC(2027, 2, 17, 7),
};
beforeAll(async () => {
  web = await testWeb({
    demo: {
      inbox: {
        list: ({ to }) => Promise.resolve(!to || mail.to.some((address) => address.includes(to)) ? [mail] : []),
        get: (id) => Promise.resolve(id === '1' ? mail : undefined),
      },
      timeMachine: {
        state: () => state,
        nextDue: () => Promise.resolve(Date.UTC(2027, 2, 17, 7)),
        turnTo: (target) =>
          Promise.resolve(refusal ? { started: false, why: refusal } : (asked.push(target), { started: true })),
      },
      tour: {
        tasks: () =>
          Promise.resolve([
            { key: 'ask', who: { name: 'Unn Demony', door: 'kommune' }, done: true },
            { key: 'read', who: null, done: read },
          ]),
        answer: (kroner) => Promise.resolve((read = kroner === 1_500_000)),
      },
    },
  });
}, 60_000);
afterAll(() => web.close());
beforeEach(() => {
  state = { kind: 'still' };
  asked = [];
  refusal = null;
  read = false;
});

const csrf = (html: string) => /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
async function turn(fields: Record<string, string>) {
  const agent = await web.as('anonymous');
  const { text } = await agent.get('/tid').expect(200);
  return agent
    .post('/tid')
    .type('form')
    .send({ _csrf: csrf(text), ...fields });
}

test('a day, the next event, a date: each asks the clock for its instant', async () => {
  const now = await web.clock.now();
  expect((await turn({ step: 'day' })).status).toBe(303);
  expect((await turn({ step: 'next' })).status).toBe(303);
  expect((await turn({ step: 'date', date: '2030-01-15' })).status).toBe(303);
  expect(asked[0]! - now).toBeGreaterThan(86_399_000);
  expect(asked.slice(1)).toEqual([Date.UTC(2027, 2, 17, 7), Date.UTC(2030, 0, 15, 7)]);
});

test('a past date, no date and a failing activity are told, and the date is kept', async () => {
  const past = await turn({ step: 'date', date: '2020-01-01' });
  expect(past.status).toBe(422);
  expect(past.text).toContain('Klokka kan bare skrus fram.');
  expect(past.text).toContain('value="2020-01-01"');
  expect((await turn({ step: 'date', date: 'i morgen' })).text).toContain('Velg en dato.');
  refusal = ['e-mail E3 of grant/x: mail:ECONNREFUSED'];
  expect((await turn({ step: 'day' })).text).toContain('e-mail E3 of grant/x: mail:ECONNREFUSED');
});

test('what comes is named, with its kind and the way to its page', async () => {
  const call = await aCall(web.prisma, { titleNb: 'Runde for klokka', titleNn: 'Runde for klokka på nynorsk' });
  const titled = await anApplication(web.prisma, { callId: call.id, title: 'Trygg <skolevei>' });
  const untitled = await anApplication(web.prisma, { callId: call.id, title: '' });
  const dueAt = new Date((await web.clock.now()) + 60_000);
  const duty = (processId: string) =>
    web.prisma.duty.create({ data: { key: `klokke/${processId}`, processId, ladder: 'deadline', name: 'before-3', type: 'reminder', dueAt } }); // prettier-ignore
  for (const processId of [call.processId, titled.processId, untitled.processId]) await duty(processId);
  const agent = await web.as('anonymous');
  const { text } = await agent.get('/tid').expect(200);
  expect(text).toContain(`Utlysning: <a class="ds-link" href="/utlysninger/${call.id}">Runde for klokka</a>`);
  expect(text).toContain(`Søknad: <a class="ds-link" href="/soknader/${titled.id}">Trygg &lt;skolevei&gt;</a>`);
  expect(text).toContain(`href="/soknader/${untitled.id}">${untitled.reference}</a>`);
  expect((await agent.get('/tid?sprak=nn')).text).toContain('Runde for klokka på nynorsk');
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  expect((await officer.get('/tid')).text).toContain(`href="/saker/${titled.id}"`);
});

test('while the clock turns the page shows how far, and comes again by itself', async () => {
  const from = await web.clock.now();
  state = { kind: 'turning', from, now: from + 1000, target: from + 90_000_000, instants: 7 };
  const { text, headers } = await (await web.as('anonymous')).get('/tid').expect(200);
  expect(headers['refresh']).toMatch(/^1; url=\/tid\?skrudd=7-\d+$/);
  expect(text).toContain('7 tidspunkter er passert');
});

test('the inbox shows what was sent, as text; links can be followed', async () => {
  const agent = await web.as('anonymous');
  const list = (await agent.get('/innboks').expect(200)).text;
  expect(list).toContain('Prosjektskjønn: &lt;b&gt;brev&lt;/b&gt;');
  const one = (await agent.get('/innboks/1').expect(200)).text;
  expect(one).toContain('href="http://localhost:3000/brev/1"');
  expect(one).not.toContain('<script>alert');
  await agent.get('/innboks/2').expect(404);
  expect((await agent.get('/innboks?til=ingen').expect(200)).text).toContain('Ingen e-poster');
});

test('the inbox has its mails page by page, and what comes meanwhile moves none of them', async () => {
  const store = fileMailStore(mkdtempSync(path.join(tmpdir(), 'innboks-')));
  const { id: _id, ...sent } = mail;
  const arrives = (n: number) =>
    store.save({
      ...sent,
      subject: `E-post nr. ${n}.`,
      to: [n % 2 ? 'odde@demo.example' : 'par@demo.example'],
      receivedAt: n,
    });
  for (let n = 1; n <= 120; n++) await arrives(n);
  const paged = await testWeb({ pages, demo: { inbox: store, timeMachine: {} as never, tour: {} as never } });
  try {
    const agent = await paged.as('anonymous');
    const read = async (address: string) => {
      const { text } = await agent.get(address).expect(200);
      const numbers = [...text.matchAll(/E-post nr\. (\d+)\./g)].map(([, n]) => Number(n));
      const link = (rel: string) =>
        new RegExp(`rel="${rel}" href="([^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ??
        null;
      return { numbers, newer: link('prev'), older: link('next') };
    };
    const from = (high: number, low: number) => Array.from({ length: high - low + 1 }, (_, i) => high - i);
    const first = await read('/innboks');
    expect([first.numbers, first.newer]).toEqual([from(120, 71), null]);
    await arrives(121);
    const second = await read(first.older!);
    expect(second.numbers).toEqual(from(70, 21));
    const last = await read(second.older!);
    expect([last.numbers, last.older]).toEqual([from(20, 1), null]);
    const back = await read(last.newer!);
    expect(back.numbers).toEqual(from(70, 21));
    // What is newer than these fills a page from the top.
    expect((await read(back.newer!)).numbers).toEqual(from(120, 71));
    expect((await read((await read(back.newer!)).newer!)).numbers).toEqual(from(121, 72));
    const even = await read('/innboks?til=par@demo.example');
    expect([even.numbers.length, even.numbers[0], (await read(even.older!)).numbers.length]).toEqual([50, 120, 10]);
    // A place that is none is the newest page.
    expect((await read('/innboks?for=tull')).numbers).toEqual(from(121, 72));
  } finally {
    await paged.close();
  }
});

test('the tour tells what is done and what is next, and checks the answer to its question', async () => {
  const agent = await web.as('anonymous');
  const { text } = await agent.get('/prov').expect(200);
  expect(text).toContain('1 av 2 oppgaver er gjort');
  expect(text).toMatch(/id="oppgave-1" data-phase="done"/);
  expect(text).toMatch(/id="oppgave-2" data-phase="now"/);
  const answer = (amount: string) =>
    agent
      .post('/prov')
      .type('form')
      .send({ _csrf: csrf(text), answer: amount });
  const wrong = await answer('240 000');
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Det er ikke det største beløpet.');
  expect(wrong.text).toContain('value="240 000"');
  expect((await answer('mye')).text).toContain('Skriv et beløp i hele kroner');
  await answer('1.500.000 kr').expect(303);
  const done = (await agent.get('/prov').expect(200)).text;
  expect(done).toContain('Alle oppgavene er gjort.');
  expect((await agent.get('/prov?sprak=nn').expect(200)).text).toContain('Alle oppgåvene er gjorde.');
});
