import { jest } from '@jest/globals';
import { testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { aPerson } from '../../testing/builders.js';

jest.setTimeout(60_000);
let web: TestWeb;
let newcomer: string;
beforeAll(async () => {
  web = await testWeb();
  newcomer = await aPerson(web.prisma);
}, 60_000);
afterAll(() => web.close());

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const filled = {
  municipalityCode: '1151',
  firstName: 'Unn',
  lastName: 'Demony',
  email: 'unn@utsira.kommune.example',
  phone: '12 34 56 78',
};

async function form(agent: Agent): Promise<Record<string, string>> {
  const { text } = await agent.get('/tilgang').expect(200);
  return { id: hidden(text, 'id'), token: hidden(text, 'token'), _csrf: hidden(text, '_csrf') };
}

test('asking for access makes one request, also when the form is sent twice', async () => {
  const agent = await web.as(newcomer);
  const tokens = await form(agent);
  const sent = { ...tokens, ...filled };
  const first = await agent.post('/tilgang').type('form').send(sent).expect(303);
  const second = await agent.post('/tilgang').type('form').send(sent).expect(303);
  expect(second.headers['location']).toBe(first.headers['location']);
  expect(await web.prisma.accessRequest.count({ where: { personId: newcomer } })).toBe(1);
  const process = await web.prisma.process.findUniqueOrThrow({ where: { id: `access-request/${tokens['id']}` } });
  expect(process).toMatchObject({ countyGovernorCode: 'FMRO', municipalityCode: '1151' });
});

test('one open request per municipality', async () => {
  const agent = await web.as(newcomer);
  const { text } = await agent.post('/tilgang').type('form').send({ ...(await form(agent)), ...filled }).expect(422); // prettier-ignore
  expect(text).toContain('Du har allerede bedt om tilgang til denne kommunen.');
});

test('what is wrong is told beside the field, and what was typed is kept, as text', async () => {
  const agent = await web.as(newcomer);
  const typed = {
    ...filled,
    municipalityCode: '',
    email: 'ikke en adresse',
    phone: '1',
    firstName: '<script>alert(1)</script>',
  };
  const { text } = await agent.post('/tilgang').type('form').send({ ...(await form(agent)), ...typed }).expect(422); // prettier-ignore
  expect(text).toContain('Velg en kommune.');
  expect(text).toContain('Skriv en e-postadresse');
  expect(text).toContain('value="ikke en adresse"');
  expect(text).toContain('&lt;script&gt;');
  expect(text).not.toContain('<script>alert');
});

test('a wrong code is told; the right one sends the request', async () => {
  const agent = await web.as(newcomer);
  const { id } = await web.prisma.accessRequest.findFirstOrThrow({ where: { personId: newcomer } });
  const page = (await agent.get(`/tilgang/${id}`).expect(200)).text;
  const tokens = { token: hidden(page, 'token'), _csrf: hidden(page, '_csrf'), command: 'submit' };
  const wrong = await agent.post(`/tilgang/${id}`).type('form').send({ ...tokens, code: 'abc' }).expect(422); // prettier-ignore
  expect(wrong.text).toContain('Koden stemmer ikke.');
  const start = await web.prisma.command.findFirstOrThrow({ where: { name: 'start' } });
  const { code } = start.content as { code: string };
  await agent.post(`/tilgang/${id}`).type('form').send({ ...tokens, code: ` ${code} ` }).expect(303); // prettier-ignore
  expect(await web.prisma.command.count({ where: { processId: `access-request/${id}`, name: 'submit' } })).toBe(1);
});

test('the office of the county decides; another office, another person and nobody get what an absent page gives', async () => {
  const { id } = await web.prisma.accessRequest.findFirstOrThrow({ where: { personId: newcomer } });
  await web.prisma.process.update({
    where: { id: `access-request/${id}` },
    data: { state: 'submitted', waitsFor: 'governor' },
  });
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }], { language: 'nn' }));
  const page = (await officer.get(`/tilgang/${id}`).expect(200)).text;
  expect(page).toContain('Gje tilgang');
  const denial = {
    token: /name="token" value="([^"]*)"[\s\S]*?value="deny"/.exec(page)?.[1] ?? '',
    _csrf: hidden(page, '_csrf'),
    command: 'deny',
  };
  const short = await officer.post(`/tilgang/${id}`).type('form').send({ ...denial, reason: 'nei' }).expect(422); // prettier-ignore
  expect(short.text).toContain('minst 10 teikn');
  expect(short.text).toMatch(/>\s*nei<\/textarea>/);
  await (
    await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]))
  )
    .get(`/tilgang/${id}`)
    .expect(404);
  await (await web.as(await aPerson(web.prisma))).get(`/tilgang/${id}`).expect(404);
  await (await web.as('anonymous')).get(`/tilgang/${id}`).expect(303);
});

test('the warning about the address is for who decides, until it is decided', async () => {
  const { id } = await web.prisma.accessRequest.findFirstOrThrow({ where: { personId: newcomer } });
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]));
  const read = async (): Promise<string> => (await officer.get(`/tilgang/${id}`).expect(200)).text;
  await web.prisma.accessRequest.update({ where: { id }, data: { email: 'noen@privat.example' } });
  expect(await read()).toContain('ser ikke ut til å høre til kommunen');
  await web.prisma.process.update({
    where: { id: `access-request/${id}` },
    data: { state: 'approved', waitsFor: 'nobody' },
  });
  const after = await read();
  expect(after).not.toContain('ser ikke ut til å høre til kommunen');
  expect(after).not.toContain('Gi tilgang');
});
