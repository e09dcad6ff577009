import { aPerson } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

const path = '/saker/visninger';
const officer = async () => {
  const id = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  return { id, agent: await web.as(id) };
};
const form = async (agent: Agent, fields: Record<string, string>) => {
  const { _csrf } = hiddenFields((await agent.get('/saker?status=registered')).text, path);
  return post(agent, path, { _csrf: _csrf!, ...fields });
};
const save = (agent: Agent, name: string, query = 'status=registered&sorter=title', more = {}) =>
  form(agent, { do: 'save', name, query, ...more });
const viewsOf = (personId: string) => web.prisma.savedView.findMany({ where: { personId }, orderBy: { name: 'asc' } });

test('a filter is saved under a name, and the list has the way to it', async () => {
  const { id, agent } = await officer();
  expect((await save(agent, '  Nye   saker ', 'status=registered&sorter=title&side=4&ukjent=1')).status).toBe(303);
  expect(await viewsOf(id)).toMatchObject([{ name: 'Nye saker', query: 'status=registered&sorter=title', isDefault: false }]); // prettier-ignore
  const { text } = await agent.get('/saker?status=registered&sorter=title');
  expect(text).toMatch(/href="\/saker\?status&#x3D;registered&amp;sorter&#x3D;title" aria-current="true">Nye saker</);
});

test('the list begins with the one that is chosen for it, and all cases are still one way off', async () => {
  const { agent, id } = await officer();
  await save(agent, 'Første', 'status=registered', { default: 'ja' });
  await save(agent, 'Andre', 'status=recommended', { default: 'ja' });
  const views = await viewsOf(id);
  expect(views.map(({ name, isDefault }) => [name, isDefault])).toEqual([['Andre', true], ['Første', false]]); // prettier-ignore
  expect((await agent.get('/saker')).headers['location']).toBe('/saker?status=recommended');
  expect((await agent.get('/saker?vis=alle')).status).toBe(200);
  await form(agent, { do: 'plain', id: views[0]!.id });
  expect((await agent.get('/saker')).status).toBe(200);
  await form(agent, { do: 'default', id: views[1]!.id });
  expect((await agent.get('/saker')).headers['location']).toBe('/saker?status=registered');
});

test('a name that is missing, too long or used is told beside it, and what was typed stays', async () => {
  const { agent, id } = await officer();
  await save(agent, 'Mine');
  for (const [name, text] of [
    ['  ', 'Skriv et navn på visningen.'],
    ['x'.repeat(61), 'høyst 60 tegn'],
    ['mINE', 'allerede en visning'],
  ] as const) {
    const answer = await save(agent, name, 'status=recommended');
    expect([answer.status, answer.text.includes(text)]).toEqual([422, true]);
    expect(answer.text).toContain('name="query" value="status&#x3D;recommended"');
    expect(answer.text).toMatch(/id="navn"[^>]*aria-invalid="true"/);
  }
  expect(await viewsOf(id)).toHaveLength(1);
});

test('twenty and no more, also when two are saved at once', async () => {
  const { agent, id } = await officer();
  for (let n = 0; n < 19; n++) await save(agent, `Visning ${n}`);
  const answers = await Promise.all([save(agent, 'A'), save(agent, 'B')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  expect(await viewsOf(id)).toHaveLength(20);
});

test('they are renamed and deleted by their owner, and nobody else sees or touches them', async () => {
  const { agent, id } = await officer();
  const other = await officer();
  await save(agent, 'Hemmelig');
  const [view] = await viewsOf(id);
  expect((await other.agent.get(path)).text).not.toContain('Hemmelig');
  for (const act of ['rename', 'default', 'delete'])
    expect((await form(other.agent, { do: act, id: view!.id, name: 'Tatt' })).status).toBe(422);
  expect(await viewsOf(id)).toMatchObject([{ name: 'Hemmelig', isDefault: false }]);
  await form(agent, { do: 'rename', id: view!.id, name: 'Åpen' });
  expect((await viewsOf(id))[0]!.name).toBe('Åpen');
  await form(agent, { do: 'delete', id: view!.id });
  expect(await viewsOf(id)).toEqual([]);
});
