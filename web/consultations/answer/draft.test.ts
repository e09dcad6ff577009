import { jest } from '@jest/globals';
import { aConsultation, anAnswer, aPerson } from '../../../testing/builders.js';
import { process } from '../../../testing/processing.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';

jest.setTimeout(30_000);
let web: TestWeb;
let berit: string;
let officer: Agent;
let applicant: Agent;
let colleague: Agent;
beforeAll(async () => {
  web = await testWeb();
  const { prisma } = web;
  berit = await aPerson(prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Berit', lastName: 'Demo' });
  const bjarne = await aPerson(prisma, [{ role: 'municipalCoordinator', at: '1804' }], { firstName: 'Bjarne', lastName: 'Demo' }); // prettier-ignore
  officer = await web.as(await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  applicant = await web.as(berit);
  colleague = await web.as(bjarne);
}, 60_000);
afterAll(() => web.close());

const half = 'Halvskrevet, men ikke borte.';
const draftsOf = (consultationId: string) => web.prisma.consultationDraft.findMany({ where: { consultationId } });
const answers = (consultationId: string) =>
  web.prisma.consultationAnswer.findMany({ where: { consultationId }, include: { replies: { orderBy: { position: 'asc' } } } }); // prettier-ignore
const commands = (id: string) => web.prisma.command.findMany({ where: { processId: `consultation/${id}` } });
const pathOf = (id: string) => `/horinger/${id}/svar`;
const drawn = async (agent: Agent, id: string) => hiddenFields((await agent.get(pathOf(id))).text, pathOf(id));
const main = async (agent: Agent, path: string): Promise<string> => {
  const { text } = await agent.get(path);
  return text.slice(text.indexOf('<main'), text.indexOf('</main>')).replaceAll('\u00a0', ' ');
};
const autosave = (agent: Agent, id: string, fields: Record<string, string>) =>
  post(agent, pathOf(id), { ...fields, do: 'autosave' });

test('«Lagre» keeps what is half written, and a colleague finds it and who wrote it', async () => {
  const { id } = await aConsultation(web.prisma);
  const saved = await post(applicant, pathOf(id), { ...(await drawn(applicant, id)), 'valg-1': 'partly', 'svar-2': half, do: 'stay' }); // prettier-ignore
  expect(saved.headers['location']).toBe(`${pathOf(id)}?lagret#svar`);
  expect(await main(applicant, `${pathOf(id)}?lagret`)).toContain('Utkastet er lagret, men ikke sendt.');
  const seen = await main(colleague, pathOf(id));
  expect(seen).toContain(half);
  expect(seen).toMatch(/id="valg-1-partly"[^>]*checked/);
  expect(seen).toMatch(/Berit Demo lagret utkastet .* Det er ikke sendt, og bare dere i kommunen ser det\./);
  expect(await main(colleague, `/horinger/${id}`)).toContain('Fortsett på svaret');
  expect(await commands(id)).toEqual([]);
  expect(await web.prisma.task.count({ where: { processId: `consultation/${id}`, doneAt: { not: null } } })).toBe(0);
});

test('what is typed is saved by itself, also what is longer than an answer may be', async () => {
  const { id } = await aConsultation(web.prisma);
  const fields = await drawn(applicant, id);
  const answer = await autosave(applicant, id, { ...fields, 'svar-1': 'x'.repeat(5037), 'svar-2': half });
  expect([answer.status, answer.body]).toEqual([200, { saved: expect.stringContaining('Lagret kl.'), drawn: expect.any(String), clashes: [], unread: [] }]); // prettier-ignore
  const page = await main(applicant, pathOf(id));
  expect(page).toContain('x'.repeat(5037));
  expect(page).toContain(half);
  // The next saving goes on from this one.
  const again = await autosave(applicant, id, { ...fields, drawn: answer.body.drawn as string, 'svar-1': 'Kort.', 'svar-2': half }); // prettier-ignore
  expect(again.body.clashes).toEqual([]);
  expect((await draftsOf(id))[0]!.replies).toMatchObject({ 1: { text: 'Kort.' }, 2: { text: half } });
});

test('two who write on different questions both keep theirs; nothing is sent before it has been seen', async () => {
  const { id } = await aConsultation(web.prisma);
  const [mine, theirs] = [await drawn(applicant, id), await drawn(colleague, id)];
  await autosave(colleague, id, { ...theirs, 'svar-1': 'Fra Bjarne.' });
  const saved = await autosave(applicant, id, { ...mine, 'svar-2': 'Fra Berit.' });
  expect(saved.body.clashes).toEqual([]);
  expect((await draftsOf(id))[0]!.replies).toMatchObject({ 1: { text: 'Fra Bjarne.' }, 2: { text: 'Fra Berit.' } });
  const stopped = await post(applicant, pathOf(id), { ...mine, drawn: saved.body.drawn as string, 'svar-2': 'Fra Berit.' }); // prettier-ignore
  expect(stopped.status).toBe(422);
  expect(stopped.text).toContain('En kollega har også skrevet på svaret.');
  expect(stopped.text).toContain('Fra Bjarne.');
  expect(await commands(id)).toEqual([]);
  const both = { 'svar-1': 'Fra Bjarne.', 'svar-2': 'Fra Berit.' };
  expect((await post(applicant, pathOf(id), { ...hiddenFields(stopped.text, pathOf(id)), ...both })).status).toBe(303);
});

test('two who write on the same question are told, and shown both; what is saved again counts', async () => {
  const { id } = await aConsultation(web.prisma);
  const [mine, theirs] = [await drawn(applicant, id), await drawn(colleague, id)];
  await autosave(colleague, id, { ...theirs, 'valg-1': 'agree', 'svar-1': 'Fra Bjarne.' });
  const quiet = await autosave(applicant, id, { ...mine, 'svar-1': 'Fra Berit.' });
  expect(quiet.body.clashes).toEqual(['spørsmål 1']);
  for (const pressed of [{ do: 'stay' }, {}]) {
    const told = await post(applicant, pathOf(id), { ...mine, 'svar-1': 'Fra Berit.', ...pressed });
    expect(told.status).toBe(422);
    for (const text of ['En kollega har også skrevet på spørsmål 1', 'Kollegaens, som er lagret nå: Enig: Fra Bjarne.', 'Fra Berit.'])
      expect(told.text).toContain(text);
    expect((await draftsOf(id))[0]!.replies).toMatchObject({ 1: { choice: 'agree', text: 'Fra Bjarne.' } });
  }
  const told = await post(applicant, pathOf(id), { ...mine, 'svar-1': 'Fra Berit.', do: 'stay' });
  const chosen = await post(applicant, pathOf(id), { ...hiddenFields(told.text, pathOf(id)), 'svar-1': 'Fra Berit.', do: 'stay' }); // prettier-ignore
  expect(chosen.status).toBe(303);
  expect((await draftsOf(id))[0]!.replies).toMatchObject({ 1: { choice: null, text: 'Fra Berit.' } });
}); // prettier-ignore

test('the office, other municipalities and the public see nothing of it, while it is open and when it has closed', async () => {
  const { id } = await aConsultation(web.prisma);
  await autosave(applicant, id, { ...(await drawn(applicant, id)), 'svar-2': half });
  const other = await web.as(await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]));
  const everybody = [officer, other, await web.as('anonymous')];
  const pages = ['', '/svar', '/logg', '/svar.csv', '/svar.json', '/oppsummering'];
  const seen = async () => {
    const texts = [];
    for (const agent of everybody) for (const page of pages) texts.push((await agent.get(`/horinger/${id}${page}`)).text ?? ''); // prettier-ignore
    return texts.filter((text) => text.includes(half));
  };
  expect(await seen()).toEqual([]);
  expect(await main(officer, `/horinger/${id}`)).toContain('0 av 2 kommuner har svart');
  await web.prisma.consultation.update({ where: { id }, data: { closedAt: new Date() } });
  await web.prisma.process.update({ where: { id: `consultation/${id}` }, data: { state: 'closed' } });
  expect(await seen()).toEqual([]);
  // They themselves still find what they did not send.
  const own = await main(colleague, pathOf(id));
  expect(own).toContain(half);
  expect(own).not.toContain('<textarea');
  const late = await autosave(applicant, id, { _csrf: (await csrf(applicant)), 'svar-2': 'for sent' }); // prettier-ignore
  expect([late.status, late.body.reason]).toEqual([409, expect.stringContaining('Svarfristen er gått ut')]);
  expect((await draftsOf(id))[0]!.replies).toMatchObject({ 2: { text: half } });
});
const csrf = async (agent: Agent): Promise<string> => /name="_csrf" value="([^"]*)"/.exec((await agent.get('/meg')).text)![1]!; // prettier-ignore

test('sending takes the draft with it; a new one begins from what was sent, and what says the same is none', async () => {
  const { id } = await aConsultation(web.prisma);
  const fields = await drawn(applicant, id);
  const { body } = await autosave(applicant, id, { ...fields, 'svar-1': 'Ferdig svar.' });
  const sent = await post(applicant, pathOf(id), { ...fields, drawn: body.drawn as string, 'svar-1': 'Ferdig svar.' });
  expect(sent.status).toBe(303);
  await process(web.prisma, `consultation/${id}`);
  expect((await answers(id))[0]!.replies).toMatchObject([{ position: 1, text: 'Ferdig svar.' }]);
  expect(await draftsOf(id)).toEqual([]);
  const again = await drawn(colleague, id);
  await autosave(colleague, id, { ...again, 'svar-1': 'Ferdig svar.', 'svar-2': 'Mer.' });
  expect((await draftsOf(id))[0]).toMatchObject({ replies: { 1: { text: 'Ferdig svar.' }, 2: { text: 'Mer.' } } });
  expect((await answers(id))[0]!.replies).toHaveLength(1);
  const from = await drawn(colleague, id);
  await autosave(colleague, id, { ...from, 'svar-1': 'Ferdig svar.', 'svar-2': '' });
  expect(await draftsOf(id)).toEqual([]);
});

test('what a colleague writes while an answer is on its way stays a draft', async () => {
  const { id } = await aConsultation(web.prisma);
  const sent = await post(applicant, pathOf(id), { ...(await drawn(applicant, id)), 'svar-1': 'Sendt.' });
  expect(sent.status).toBe(303);
  const [command] = await commands(id);
  await web.prisma.consultationDraft.updateMany({
    where: { consultationId: id },
    data: { replies: { 1: { choice: null, text: 'Nyere.' }, 2: { choice: null, text: '' } }, savedAt: new Date(command!.receivedAt.getTime() + 1000) },
  }); // prettier-ignore
  await process(web.prisma, `consultation/${id}`);
  expect(await draftsOf(id)).toMatchObject([{ replies: { 1: { text: 'Nyere.' } } }]);
});

test('a draft is the municipality’s, also where another has answered', async () => {
  const { id } = await aConsultation(web.prisma);
  const other = await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]);
  await anAnswer(web.prisma, { consultationId: id, authorId: other, municipalityCode: '1839' });
  await autosave(applicant, id, { ...(await drawn(applicant, id)), 'svar-2': half });
  expect(await draftsOf(id)).toMatchObject([{ municipalityCode: '1804', savedById: berit }]);
  expect(await main(await web.as(other), pathOf(id))).not.toContain(half);
});

test('with the summary what nobody sent is gone', async () => {
  const { id } = await aConsultation(web.prisma);
  await autosave(applicant, id, { ...(await drawn(applicant, id)), 'svar-2': half });
  await web.prisma.consultation.update({ where: { id }, data: { closedAt: new Date() } });
  await web.prisma.process.update({ where: { id: `consultation/${id}` }, data: { state: 'closed' } });
  const path = `/horinger/${id}/oppsummering`;
  const texts = { summaryNb: 'Kommunene er enige i forslaget.', summaryNn: 'Kommunane er samde i framlegget.' };
  const published = await post(officer, path, { ...hiddenFields((await officer.get(path)).text, path), ...texts, action: 'publish' }); // prettier-ignore
  expect(published.status).toBe(303);
  expect(await draftsOf(id)).toHaveLength(1);
  await process(web.prisma, `consultation/${id}`);
  expect(await draftsOf(id)).toEqual([]);
});
