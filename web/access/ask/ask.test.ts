import { aPerson } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { aRequest } from '../../../testing/access.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

const filled = {
  municipalityCode: '1151',
  role: 'applicant',
  firstName: 'Unn',
  lastName: 'Demony',
  email: 'unn@utsira.kommune.example',
  phone: '12 34 56 78',
};
const form = async (agent: Agent) => hiddenFields((await agent.get('/tilgang').expect(200)).text, '/tilgang');
const ask = async (agent: Agent, fields: Record<string, string> = {}) =>
  post(agent, '/tilgang', { ...(await form(agent)), ...filled, ...fields });
const requestsOf = (personId: string) => web.prisma.accessRequest.findMany({ where: { personId } });

test('asking for access makes one request, also when the form is sent twice; a code is on its way', async () => {
  const newcomer = await aPerson(web.prisma);
  const agent = await web.as(newcomer);
  const sent = { ...(await form(agent)), ...filled };
  const first = await post(agent, '/tilgang', sent);
  const second = await post(agent, '/tilgang', sent);
  expect([first.status, second.headers['location']]).toEqual([303, first.headers['location']]);
  const [request, ...others] = await requestsOf(newcomer);
  expect(others).toEqual([]);
  const process = await web.prisma.process.findUniqueOrThrow({ where: { id: `access-request/${request!.id}` } });
  expect(process).toMatchObject({ countyGovernorCode: 'FMRO', municipalityCode: '1151' });
  const commands = await web.prisma.command.findMany({ where: { processId: process.id } });
  expect(commands.map(({ name, content }) => [name, content])).toEqual([
    ['start', { code: expect.stringMatching(/^\d{6}$/) }],
  ]);
});

test('two forms at the same moment are one request; the other is told, and what was typed is kept', async () => {
  const newcomer = await aPerson(web.prisma);
  const agent = await web.as(newcomer);
  const [one, two] = [await form(agent), await form(agent)];
  const answers = await Promise.all([one, two].map((fields) => post(agent, '/tilgang', { ...fields, ...filled })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  const told = answers.find(({ status }) => status === 422)!.text;
  expect(told).toContain('Du har allerede bedt om tilgang til denne kommunen.');
  expect(told).toContain('value="unn@utsira.kommune.example"');
  expect(await requestsOf(newcomer)).toHaveLength(1);
});

test('several municipalities for one person, each once; the list shows them with their state', async () => {
  const newcomer = await aPerson(web.prisma);
  const agent = await web.as(newcomer);
  await ask(agent);
  expect((await ask(agent, { municipalityCode: '1149', email: 'unn@karmoy.kommune.no' })).status).toBe(303);
  const again = await ask(agent);
  expect(again.status).toBe(422);
  expect(again.text).toContain('Utsira kommune · Søker');
  expect(again.text).toContain('Karmøy kommune · Søker');
});

test('who has the role is told; the other role may still be asked for', async () => {
  const agent = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1151' }]));
  expect((await ask(agent)).text).toContain('Du har allerede denne tilgangen til kommunen.');
  expect((await ask(agent, { role: 'localApprover' })).status).toBe(303);
});

test('a merged municipality is found, and leads to what it has become', async () => {
  const agent = await web.as(await aPerson(web.prisma));
  expect((await agent.get('/tilgang')).text).toContain('Rygge (nå Moss)');
  const answer = await ask(agent, { municipalityCode: 'tidligere:Rygge' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Rygge er en del av Moss kommune fra 1. januar 2020.');
  expect(answer.text).toMatch(/<option value="3103" selected>/);
});

test('the number of a municipality that has ended is told of beside the field', async () => {
  await web.prisma.municipality.create({
    data: { code: '0136', name: 'Rygge', officialName: 'Rygge', parallelNames: [], countyCode: '31', writtenForm: 'nb', validTo: new Date('2020-01-01'), postReceptionEmail: '', chiefExecutiveEmail: '' },
  }); // prettier-ignore
  const agent = await web.as(await aPerson(web.prisma));
  const answer = await ask(agent, { municipalityCode: '0136' });
  expect(answer.text).toContain('id="municipalityCode-error">Rygge er en del av Moss kommune');
  expect((await agent.get('/tilgang')).text).not.toContain('value="0136"');
});

test('each fault is told beside its field, and what was typed is kept, as text', async () => {
  const agent = await web.as(await aPerson(web.prisma, [], { language: 'nn' }));
  const { text, status } = await ask(agent, {
    municipalityCode: '9999',
    role: 'leader',
    firstName: '',
    lastName: 'Å'.repeat(117),
    email: 'åse@utsira.kommune.no',
    phone: '<b>1</b>',
  });
  expect(status).toBe(422);
  for (const told of ['Vel ein kommune.', 'Vel kva du skal gjere', 'Skriv fornamnet.', '37 teikn for langt', 'Framfor @', 'berre med siffer'])
    expect(text).toContain(told); // prettier-ignore
  expect(text).toContain('value="åse@utsira.kommune.no"');
  expect(text).toContain('&lt;b&gt;1&lt;/b&gt;');
  expect(text.match(/aria-invalid="true"/g)!.length).toBeGreaterThanOrEqual(6);
});

test('a name in Sámi, with a combining mark or from right to left is kept as written and cannot turn the page round', async () => {
  const newcomer = await aPerson(web.prisma);
  const agent = await web.as(newcomer);
  const names = { firstName: 'Áŋŋá Zoe\u0308', lastName: 'شيرين' };
  const { headers } = await ask(agent, { ...names, email: 'anna@blåbær.example' });
  const [request] = await requestsOf(newcomer);
  expect(request).toMatchObject({ firstName: 'Áŋŋá Zoë', lastName: 'شيرين', email: 'anna@blåbær.example' });
  expect((await agent.get(headers['location'] as string)).text).toContain('<bdi>Áŋŋá Zoë شيرين</bdi>');
});

test('a request that is settled does not stand in the way of a new one', async () => {
  const newcomer = await aPerson(web.prisma);
  await aRequest(web, { personId: newcomer, state: 'denied', closedAt: new Date(), decidedAt: new Date() });
  expect((await ask(await web.as(newcomer))).status).toBe(303);
});
