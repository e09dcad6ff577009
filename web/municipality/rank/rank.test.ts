/** In which order the municipality wants its applications (A6): who may say so, until when, and what two at once see. */
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const applicant = (firstName = 'Prøve', language = 'nb', at = '1804') =>
  aPerson(web.prisma, [{ role: 'applicant', at }], { firstName, language });

/** Three of Bodø’s, and one of Beiarn’s, in one call. */
async function aRound(rules: Parameters<typeof aCall>[1] = {}) {
  const call = await aCall(web.prisma, { rankRequired: true, ...rules });
  const of = (title: string, options: Parameters<typeof anApplication>[1] = {}) =>
    anApplication(web.prisma, { callId: call.id, title, ...options });
  const [a, b, c] = [await of('Alfa'), await of('Beta', { state: 'submitted' }), await of('Gamma')];
  await of('Nabo', { municipalityCode: '1839' });
  return { call, a, b, c, page: `/kommune/1804/prioritering/${call.id}` };
}
type Round = Awaited<ReturnType<typeof aRound>>;
const numbers = ({ a, b, c }: Round, ...given: string[]): Record<string, string> =>
  Object.fromEntries([a, b, c].map(({ id }, i) => [`nr-${id}`, given[i] ?? '']));
const ranks = async ({ a, b, c }: Round) => {
  const rows = await web.prisma.application.findMany({ where: { id: { in: [a.id, b.id, c.id] } } });
  return [a, b, c].map(({ id }) => rows.find((row) => row.id === id)!.rank);
};
const open = async (agent: Agent, page: string) => hiddenFields((await agent.get(page)).text, page);

test('drafts and what is sent in are put in order by a number each; who changed it, and when, is kept', async () => {
  const round = await aRound();
  const person = await applicant();
  const agent = await web.as(person);
  const { text } = await agent.get(round.page);
  expect(['Alfa', 'Beta', 'Gamma'].every((title) => text.includes(title))).toBe(true);
  expect(text).not.toContain('Nabo');
  expect((await fillIn(agent, round.page, numbers(round, '3', '1', '2'))).status).toBe(303);
  expect(await ranks(round)).toEqual([3, 1, 2]);
  expect((await fillIn(agent, round.page, numbers(round, '1', '3', '2'))).status).toBe(303);
  expect(await ranks(round)).toEqual([1, 3, 2]);
  const changes = await web.prisma.rankChange.findMany({ where: { callId: round.call.id }, orderBy: { version: 'asc' } }); // prettier-ignore
  const { a, b, c } = round;
  expect(changes.map(({ version, actorId, applicationIds }) => ({ version, actorId, applicationIds }))).toEqual([
    { version: 1, actorId: person, applicationIds: [b.id, c.id, a.id] },
    { version: 2, actorId: person, applicationIds: [a.id, c.id, b.id] },
  ]);
  await expect(web.prisma.rankChange.deleteMany({ where: { callId: round.call.id } })).rejects.toThrow(/never changed/);
});

test('numbers that are missing, none or given twice are told at their field, and what was typed stands', async () => {
  const round = await aRound();
  const agent = await web.as(await applicant('Prøve', 'nn'));
  const answer = await fillIn(agent, round.page, numbers(round, '', '7', '<b>'));
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Skriv eit nummer frå 1 til 3.');
  expect(answer.text).toContain('«7» er ikkje eit nummer frå 1 til 3.');
  expect(answer.text).toContain('value="&lt;b&gt;"');
  const twice = await fillIn(agent, round.page, numbers(round, '2', '2', '1'));
  expect(twice.text).toContain('Ein annan søknad har òg nummer 2.');
  expect(await ranks(round)).toEqual([null, null, null]);
});

test('two colleagues at once: the second is told, sees both, and decides', async () => {
  const round = await aRound();
  const [kari, ola] = [await web.as(await applicant('Kari')), await web.as(await applicant('Ola'))];
  const drawn = await open(ola, round.page);
  await fillIn(kari, round.page, numbers(round, '1', '2', '3'));
  const answer = await post(ola, round.page, { ...drawn, ...numbers(round, '3', '2', '1') });
  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(/Lagret av Kari[\s\S]*Alfa[\s\S]*Beta[\s\S]*Gamma/);
  expect(answer.text).toContain(`name="nr-${round.a.id}" value="3"`);
  expect(await ranks(round)).toEqual([1, 2, 3]);
  const again = { ...hiddenFields(answer.text, round.page), ...numbers(round, '3', '2', '1') };
  expect((await post(ola, round.page, again)).status).toBe(303);
  // The same form twice is one change.
  expect((await post(ola, round.page, again)).status).toBe(303);
  expect(await ranks(round)).toEqual([3, 2, 1]);
  expect(await web.prisma.rankChange.count({ where: { callId: round.call.id } })).toBe(2);
});

test('two who save in the same instant: one is saved, the other is told', async () => {
  const round = await aRound();
  const agents = [await web.as(await applicant()), await web.as(await applicant())];
  const forms = await Promise.all(agents.map((agent) => open(agent, round.page)));
  const given = [numbers(round, '1', '2', '3'), numbers(round, '3', '1', '2')];
  const answers = await Promise.all(agents.map((agent, i) => post(agent, round.page, { ...forms[i], ...given[i]! })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
});

test('until the deadline, by its own municipality’s people alone; afterwards it is read', async () => {
  const round = await aRound();
  const agent = await web.as(await applicant());
  await fillIn(agent, round.page, numbers(round, '2', '1', '3'));
  const fields = { ...(await open(agent, round.page)), ...numbers(round, '1', '2', '3') };
  await web.prisma.call.update({ where: { id: round.call.id }, data: { deadline: new Date('2026-03-31T22:00:00Z') } });
  const late = await post(agent, round.page, fields);
  expect(late.status).toBe(422);
  expect(late.text).toContain('Fristen gikk ut 31. mars 2026 kl. 23.59. Rekkefølgen kan ikke endres lenger.');
  expect(await ranks(round)).toEqual([2, 1, 3]);
  expect((await agent.get(round.page)).text).not.toContain('Lagre rekkefølgen');
  for (const stranger of [await applicant('Prøve', 'nb', '1839'), await aPerson(web.prisma, [{ role: 'localApprover', at: '1804' }]), await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }])])
    expect((await (await web.as(stranger)).get(round.page)).status).toBe(404);
}); // prettier-ignore

test('a call of another county, one that is not announced and one that is none are not found', async () => {
  const agent = await web.as(await applicant());
  const [elsewhere, draft] = [await aCall(web.prisma, { countyCodes: ['11'] }), await aCall(web.prisma, { state: 'draft' })]; // prettier-ignore
  for (const id of [elsewhere.id, draft.id, 'x', '%00'])
    expect((await agent.get(`/kommune/1804/prioritering/${id}`)).status).toBe(404);
});

test('one that is withdrawn falls out and the others close ranks; the office sees places of what is sent in', async () => {
  const round = await aRound();
  const { a, b, c } = round;
  const agent = await web.as(await applicant());
  await fillIn(agent, round.page, numbers(round, '1', '2', '3'));
  await web.prisma.process.updateMany({ where: { id: { in: [a.processId, c.processId] } }, data: { state: 'registered' } }); // prettier-ignore
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  const list = async () => (await officer.get(`/saker?utlysning=${round.call.id}&sorter=title`)).text;
  expect((await list()).match(/prioritet \d av \d/g)).toEqual(['prioritet 1 av 3', 'prioritet 2 av 3', 'prioritet 3 av 3']); // prettier-ignore
  await web.prisma.process.update({ where: { id: a.processId }, data: { state: 'withdrawn' } });
  expect((await list()).match(/prioritet \d av \d/g)).toEqual(['prioritet 1 av 2', 'prioritet 2 av 2']);
  expect((await officer.get(`/utlysninger/${round.call.id}/fordeling`)).text).toContain('prioritet 2 av 2');
  const kept = await fillIn(agent, round.page, { [`nr-${b.id}`]: '2', [`nr-${c.id}`]: '1' });
  expect(kept.status).toBe(303);
  expect(await ranks(round)).toEqual([null, 2, 1]);
});

test('what is missing is told on the check page and at home, as a warning when seven days are left; it stops nothing', async () => {
  const round = await aRound();
  const agent = await web.as(await applicant());
  const check = async () => (await agent.get(`/soknader/${round.a.id}/innsending`)).text;
  expect(await check()).toMatch(/data-color="info"><p>Kommunen har 3 søknader til denne utlysningen/);
  expect(await check()).toContain('Send inn søknaden</button>');
  const deadline = new Date(Date.now() + 5 * 86_400_000);
  await web.prisma.call.update({ where: { id: round.call.id }, data: { deadline } });
  expect(await check()).toMatch(/data-color="warning"><p>Kommunen har 3 søknader til denne utlysningen/);
  expect((await agent.get('/kommune/1804')).text).toContain(`href="${round.page}"`);
  await fillIn(agent, round.page, numbers(round, '1', '2', '3'));
  expect(await check()).not.toContain('Kommunen har 3 søknader');
});

test('the database holds each number once for a municipality and call', async () => {
  const { a, b } = await aRound();
  await web.prisma.application.update({ where: { id: a.id }, data: { rank: 1 } });
  await expect(web.prisma.application.update({ where: { id: b.id }, data: { rank: 1 } })).rejects.toThrow();
});
