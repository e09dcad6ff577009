import { jest } from '@jest/globals';
import { testWeb, type TestWeb } from '../../testing/web.js';
import type { InboxMail, JumpState } from '../services.js';

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
