import { aCall, aPerson, anApplication } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
let leader: string;
let officer: string;
beforeAll(async () => {
  web = await testWeb({ pages });
  leader = await aPerson(web.prisma, [{ role: 'leader', at: 'FMNO' }]);
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Siri', lastName: 'Demo' });
}, 60_000);
afterEach(() => web.prisma.command.deleteMany());
afterAll(() => web.close());

const listOf = (callId: string) => `/saker?utlysning=${callId}`;
/** The form under the list as it is drawn now, with these ticked. */
async function ticked(agent: Agent, path: string, ids: readonly string[], officerId = officer) {
  const { text } = await agent.get(path);
  const form = `<main>${text.slice(text.indexOf('<form method="post" action="/saker?'))}`;
  return { ...hiddenFields(form), valgt: [...ids], officer: officerId };
}
async function threeCases() {
  const call = await aCall(web.prisma);
  const made = [];
  for (const title of ['En', 'To', 'Tre'])
    made.push(await anApplication(web.prisma, { callId: call.id, state: 'registered', title }));
  return { path: listOf(call.id), cases: made };
}
const commands = () => web.prisma.command.findMany({ orderBy: { processId: 'asc' } });

test('each that is ticked gets its own command; sent again it is the same ones', async () => {
  const { path, cases } = await threeCases();
  const agent = await web.as(leader);
  const form = await ticked(agent, path, [cases[0]!.id, cases[2]!.id]);
  const answer = await post(agent, path, form);
  expect(answer.status).toBe(303);
  const sent = await commands();
  expect(sent.map(({ processId }) => processId).sort()).toEqual([cases[0]!, cases[2]!].map(({ id }) => `grant/${id}`).sort()); // prettier-ignore
  expect(sent[0]).toMatchObject({ name: 'assign', content: { officerId: officer }, actorId: leader, actorRole: 'leader' }); // prettier-ignore
  await post(agent, path, form);
  expect((await commands()).map(({ id }) => id)).toEqual(sent.map(({ id }) => id));

  await web.prisma.command.update({ where: { id: sent[0]!.id }, data: { status: 'applied' } });
  await web.prisma.command.update({ where: { id: sent[1]!.id }, data: { status: 'refused', refusal: 'personInConflict' } }); // prettier-ignore
  const told = (await agent.get(answer.headers['location'] as string)).text;
  expect(answer.headers['location']).toContain('utlysning=');
  expect(told).toContain('Velg en annen.');
  expect((told.match(/<th scope="row">2027-[0-9a-f]{8} (En|Tre)<\/th>/g) ?? []).length).toBe(2);
});

test('nothing ticked, or nobody chosen, is told; what was ticked stays ticked', async () => {
  const { path, cases } = await threeCases();
  const agent = await web.as(leader);
  const none = await post(agent, path, await ticked(agent, path, []));
  expect([none.status, none.text.includes('Kryss av minst én')]).toEqual([422, true]);
  const nobody = await post(agent, path, await ticked(agent, path, [cases[1]!.id], ''));
  expect(nobody.status).toBe(422);
  expect(nobody.text).toContain('Velg en saksbehandler fra lista.');
  expect(nobody.text).toMatch(new RegExp(`value="${cases[1]!.id}"[^>]* checked`));
  const stranger = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  expect((await post(agent, path, await ticked(agent, path, [cases[1]!.id], stranger))).status).toBe(422);
  expect(await commands()).toEqual([]);
});

test('one in conflict neither ticks nor sends; what is decided or being processed cannot be ticked', async () => {
  const { path, cases } = await threeCases();
  const [conflicted, pending, decided] = cases.map(({ id }) => id) as [string, string, string];
  await web.prisma.impartialityDeclaration.create({
    data: { applicationId: conflicted, personId: leader, outcome: 'conflict', declaredAt: new Date() },
  });
  const agent = await web.as(leader);
  const before = await ticked(agent, path, [conflicted]);
  expect((await post(agent, path, before)).status).not.toBe(500);
  expect(await commands()).toEqual([]);
  await web.prisma.process.update({ where: { id: `grant/${pending}` }, data: { lastSeq: 1 } });
  await web.prisma.process.update({ where: { id: `grant/${decided}` }, data: { state: 'granted' } });
  const { text } = await agent.get(path);
  expect(text).not.toContain('type="checkbox" name="valgt"');
  expect(text).not.toContain('Fordel valgte');
});

test('who assesses or reads has no form, and sends nothing by writing one', async () => {
  const { path, cases } = await threeCases();
  const assessor = await web.as(await aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }]));
  expect((await assessor.get(path)).text).not.toContain('Fordel valgte');
  const form = { ...(await ticked(await web.as(leader), path, [cases[0]!.id])), _csrf: '' };
  await post(assessor, path, { ...form, ...hiddenFields((await assessor.get(path)).text, '/saker/visninger') });
  expect(await commands()).toEqual([]);
  const reader = await web.as(await aPerson(web.prisma, [{ role: 'ministryReader' }]));
  expect((await post(reader, path, form)).status).not.toBe(303);
});

test('beside each officer stands how many open cases they have', async () => {
  const { path, cases } = await threeCases();
  await web.prisma.application.updateMany({ where: { caseOfficerId: officer }, data: { caseOfficerId: null } });
  for (const { id } of cases) await web.prisma.application.update({ where: { id }, data: { caseOfficerId: officer } });
  await web.prisma.process.update({ where: { id: `grant/${cases[0]!.id}` }, data: { state: 'withdrawn' } });
  expect((await (await web.as(leader)).get(path)).text).toContain('Siri Demo, 2 åpne saker');
});
