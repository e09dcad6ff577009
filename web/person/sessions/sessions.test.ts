/** One’s own sessions: seen, and ended from another. */
import { randomUUID } from 'node:crypto';
import { aPerson } from '../../../testing/builders.js';
import { hiddenPairs, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { userPage, type Page } from '../../page.js';
import { pages } from '../index.js';

/** A page whose answer waits until the test lets it, and which then writes in its session. */
let letGo: () => void = () => undefined;
let arrived: Promise<void>;
const slow: Page = userPage({
  path: '/treg',
  access: { loggedIn: true },
  get: async ({ req }) => {
    await new Promise<void>((resolve) => {
      letGo = resolve;
      hasArrived();
    });
    req.session.place = { kind: 'office', code: 'FMNO' };
    return { kind: 'json', body: {} };
  },
});
let hasArrived: () => void = () => undefined;

let web: TestWeb;
let me: string;
beforeAll(async () => {
  web = await testWeb({ pages: [...pages, slow] });
}, 60_000);
afterAll(() => web.close());
beforeEach(async () => {
  me = await aPerson(web.prisma);
  arrived = new Promise((resolve) => (hasArrived = resolve));
});

const main = ({ text }: { text: string }) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));
const section = async (agent: Agent) => {
  const page = main(await agent.get('/meg').expect(200));
  return page.slice(page.indexOf('id="innlogginger"'));
};
const isIn = async (agent: Agent) => (await agent.get('/meg')).status === 200;
/** The hidden fields of each form in the list, the one for all of them last. */
const formsOf = (html: string): Record<string, string>[] =>
  (html.match(/<form[\s\S]*?<\/form>/g) ?? []).map((form) => Object.fromEntries(hiddenPairs(`<main>${form}`)));
const end = (agent: Agent, fields: Record<string, string>) => post(agent, '/meg/innlogginger', fields);

test('one sees when each began, when it was last used, how one logged in, and which one this is', async () => {
  const [here] = [await web.as(me), await web.as(me, { high: false })];
  const shown = await section(here);
  await web.services.pool.query(`update session set sess = jsonb_set(sess::jsonb, '{login,browser}', '"Firefox på Windows"')::json where sess->'login'->>'personId' = $1 and not (sess->'login'->>'high')::boolean`, [me]); // prettier-ignore
  expect(await section(here)).toContain('Firefox på Windows, ID-porten, betydelig nivå');
  expect(shown).toContain('ID-porten, høyt nivå');
  expect(shown).toContain('ID-porten, betydelig nivå');
  expect(shown.match(/Begynte \d+\. \p{L}+ \d{4} kl\. \d\d\.\d\d\.<br>Sist brukt/gu)).toHaveLength(2);
  expect(shown.match(/>Denne</g)).toHaveLength(1);
  expect(formsOf(shown)).toHaveLength(2);
  const { rows } = await web.services.pool.query<{ sid: string }>(
    `select sid from session where sess->'login'->>'personId' = $1`,
    [me],
  );
  for (const { sid } of rows) expect(shown).not.toContain(sid);
});

test('one is ended: out with its next request, the others are not', async () => {
  const here = await web.as(me);
  const stolen = await web.as(me, { high: false });
  expect(await isIn(stolen)).toBe(true);
  const [one] = formsOf(await section(here));
  await web.as(me);
  const answer = await end(here, one!);
  expect(answer.headers['location']).toBe('/meg?logget-ut=1#svar');
  expect(await isIn(stolen)).toBe(false);
  expect(await isIn(here)).toBe(true);
  expect(formsOf(await section(here))).toHaveLength(2);
  expect(main(await here.get('/meg?logget-ut=1'))).toContain('1 innlogging er logget ut.');
});

test('all the others are ended at once, and nobody else’s', async () => {
  const somebody = await web.as(await aPerson(web.prisma));
  const [here, one, another] = [await web.as(me), await web.as(me), await web.as(me)];
  const all = formsOf(await section(here)).at(-1)!;
  expect(all['all']).toBe('yes');
  expect((await end(here, all)).headers['location']).toBe('/meg?logget-ut=2#svar');
  expect([await isIn(here), await isIn(one), await isIn(another), await isIn(somebody)]).toEqual([true, false, false, true]);
  expect(formsOf(await section(here))).toEqual([]);
}); // prettier-ignore

test('a session that is ended while a request of its own is under way does not come back', async () => {
  const [here, other] = [await web.as(me), await web.as(me)];
  // Kept by the web once, as every session is after its first request that wrote in it.
  const first = other.get('/treg').then((answer) => answer.status);
  await arrived;
  letGo();
  expect(await first).toBe(200);
  arrived = new Promise((resolve) => (hasArrived = resolve));
  await web.services.pool.query(`update session set sess = (sess::jsonb - 'place')::json where sess->'login'->>'personId' = $1`, [me]);
  const second = other.get('/treg').then((answer) => answer.status);
  await arrived;
  await end(here, formsOf(await section(here)).at(-1)!);
  letGo();
  expect(await second).toBe(200);
  expect(await isIn(other)).toBe(false);
  const { rows } = await web.services.pool.query(`select 1 from session where sess->'login'->>'personId' = $1`, [me]);
  expect(rows).toHaveLength(1);
}); // prettier-ignore

test('another person’s, one’s own, what is no name, and a form without the token end nothing', async () => {
  const [mine, theirs] = [await web.as(me), await web.as(await aPerson(web.prisma))];
  const more = await web.as(me);
  const { _csrf } = formsOf(await section(mine))[0]!;
  await web.as(me);
  const { session } = formsOf(await section(more))[0]!;
  const stranger = formsOf(main(await theirs.get('/meg')))[0]!;
  expect((await end(theirs, { _csrf: stranger['_csrf']!, session: session! })).headers['location']).toBe('/meg?logget-ut=0#svar'); // prettier-ignore
  for (const named of ['', randomUUID(), "' or 1=1 --", 'f'.repeat(64)]) await end(mine, { _csrf: _csrf!, session: named });
  // A form without the token is shown again to who sent it, to be sent once more.
  expect((await end(mine, { all: 'yes' })).headers['location']).toBeUndefined();
  const foreign = mine.post('/meg/innlogginger').set('Sec-Fetch-Site', 'cross-site').type('form').send({ _csrf, all: 'yes' });
  expect((await foreign).status).toBe(403);
  expect([await isIn(mine), await isIn(more)]).toEqual([true, true]);
}); // prettier-ignore
