import { aPerson } from '../../../testing/builders.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';
import { aRequest } from '../../../testing/access.js';

let web: TestWeb;
let officer: string;
beforeAll(async () => {
  web = await testWeb({ pages });
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
}, 60_000);
afterEach(async () => {
  await web.prisma.command.deleteMany();
  await web.prisma.process.deleteMany();
  await web.prisma.accessRequest.deleteMany();
});
afterAll(() => web.close());

const path = '/embete/FMRO/tilganger';
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const linked = (html: string) => [...main(html).matchAll(/<th scope="row"><a class="ds-link" href="\/tilgang\/([0-9a-f-]+)"/g)].map((match) => match[1]); // prettier-ignore
const tick = async (agent: Agent, ids: readonly string[], at = path) =>
  post(agent, at, { ...hiddenFields((await agent.get(at)).text, at), valgt: ids });

test('those who wait in the county, who waited longest first; nobody else’s', async () => {
  const at = (day: number) => ({ submittedAt: new Date(`2026-02-0${day}T08:00:00Z`) });
  const second = await aRequest(web, at(2));
  const first = await aRequest(web, { ...at(1), municipalityCode: '1149', state: 'needsClarification' });
  await aRequest(web, { municipalityCode: '1804' });
  await aRequest(web, { state: 'denied', closedAt: new Date() });
  const { text } = await (await web.as(officer)).get(path).expect(200);
  expect(linked(text)).toEqual([first.id, second.id]);
  expect(main(text)).toContain('2 personer');
});

test('only for those who let in there', async () => {
  const statusFor = async (role: string, at: string, where: string) =>
    (await (await web.as(await aPerson(web.prisma, [{ role: role as 'leader', at }]))).get(where)).status;
  const municipal = '/kommune/1151/tilganger';
  for (const [role, at, where, status] of [
    ['leader', 'FMRO', path, 200],
    ['countyGovernorAdmin', 'FMRO', `${path}.csv`, 200],
    ['assessor', 'FMRO', path, 404],
    ['caseOfficer', 'FMNO', path, 404],
    ['caseOfficer', 'FMNO', `${path}.csv`, 404],
    ['municipalCoordinator', '1151', municipal, 200],
    ['municipalCoordinator', '1151', path, 404],
    ['municipalCoordinator', '1149', municipal, 404],
    ['applicant', '1151', `${municipal}.csv`, 404],
  ] as const)
    expect([role, where, await statusFor(role, at, where)]).toEqual([role, where, status]);
});

test('settled ones and invitations under the filter, with who decided; a search by name or address', async () => {
  const denied = await aRequest(web, { state: 'denied', closedAt: new Date(), decidedAt: new Date(), decidedById: officer }); // prettier-ignore
  const invited = await aRequest(web, { state: 'invited', invitedById: officer, personId: null });
  const waiting = await aRequest(web, { firstName: 'Åse', email: 'ase@utsira.kommune.example' });
  const agent = await web.as(officer);
  const settled = (await agent.get(`${path}?vis=avgjort`)).text;
  expect([linked(settled), main(settled).includes('Prøve Person')]).toEqual([[denied.id], true]);
  expect(linked((await agent.get(`${path}?vis=inviterte`)).text)).toEqual([invited.id]);
  expect(linked((await agent.get(`${path}?sok=%C3%85SE`)).text)).toEqual([waiting.id]);
  expect(main((await agent.get(`${path}?sok=ingen`)).text)).toContain('Ingen passer med søket.');
  expect((await agent.get(`${path}?vis=x&side=-1&sok=%00`)).status).toBe(200);
});

test('several are approved by one form, each by its own command; sent again it is the same commands', async () => {
  const [one, two, left] = [await aRequest(web), await aRequest(web), await aRequest(web)];
  const agent = await web.as(officer);
  const form = { ...hiddenFields((await agent.get(path)).text, path), valgt: [one.id, two.id] };
  const first = await post(agent, path, form);
  const second = await post(agent, path, form);
  expect(second.headers['location']).toBe(first.headers['location']);
  const commands = await web.prisma.command.findMany({ orderBy: { processId: 'asc' } });
  expect(commands.map(({ processId, name, actorRole }) => ({ processId, name, actorRole }))).toEqual(
    [one.processId, two.processId].sort().map((processId) => ({ processId, name: 'approve', actorRole: 'caseOfficer' })),
  );
  expect(commands.map(({ processId }) => processId)).not.toContain(left.processId);
  const told = main((await agent.get(first.headers['location'] as string)).text);
  expect(told.match(/Mottatt, blir behandlet\./g)).toHaveLength(2);
}); // prettier-ignore

test('each row has its own result: approved, decided by a colleague, an address that needs a reason, one’s own', async () => {
  const colleague = await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }], { firstName: 'Roar', lastName: 'Demo' });
  const both = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  const [good, gone, foreign, own] = [await aRequest(web, { firstName: 'God' }), await aRequest(web, { firstName: 'Borte' }), await aRequest(web, { firstName: 'Fremmed', email: 'x@privat.example' }), await aRequest(web, { firstName: 'Egen', personId: both })];
  const [mine, theirs] = [await web.as(both), await web.as(colleague)];
  const form = hiddenFields((await mine.get(path)).text, path);
  await tick(theirs, [gone.id]);
  await web.prisma.command.updateMany({ data: { status: 'applied' } });
  await web.prisma.process.update({ where: { id: gone.processId }, data: { state: 'approved', waitsFor: 'nobody', appliedSeq: 1, final: true } });
  const answer = await post(mine, path, { ...form, valgt: [good.id, gone.id, foreign.id, own.id] });
  expect((await web.prisma.command.findMany({ where: { actorId: both } })).map(({ processId }) => processId)).toEqual([good.processId]);
  await web.prisma.command.updateMany({ data: { status: 'applied' } });
  const told = main((await mine.get(answer.headers['location'] as string)).text);
  expect(told).toContain('1 av 4 har fått tilgang');
  expect(told).toMatch(/God Demony<\/bdi><\/a>: Tilgangen er gitt\./);
  expect(told).toMatch(/Borte Demony<\/bdi><\/a>: .*Roar Demo kom først: «Gi tilgang»/);
  expect(told).toMatch(/Fremmed Demony<\/bdi><\/a>: Ikke gitt: e-postadressen hører ikke til kommunen\./);
  expect(told).toMatch(/Egen Demony<\/bdi><\/a>: Det gjelder din egen/);
}); // prettier-ignore

test('a request of another county is not approved by adding its number to the form; nor is its name told', async () => {
  const elsewhere = await aRequest(web, {
    municipalityCode: '1804',
    firstName: 'Hemmelig',
    email: 'k@bodo.kommune.no',
  });
  await aRequest(web);
  const agent = await web.as(officer);
  const answer = await tick(agent, [elsewhere.id]);
  expect(await web.prisma.command.count()).toBe(0);
  expect((await agent.get(answer.headers['location'] as string)).text).not.toContain('Hemmelig');
});

test('nothing ticked is told', async () => {
  await aRequest(web);
  const answer = await tick(await web.as(officer), []);
  expect([answer.status, answer.text.includes('Kryss av for minst én')]).toEqual([422, true]);
});

test('a coordinator approves colleagues until the Governor takes it back', async () => {
  const coordinator = await web.as(await aPerson(web.prisma, [{ role: 'municipalCoordinator', at: '1149' }]));
  const { id, processId } = await aRequest(web, { municipalityCode: '1149', email: 'k@karmoy.kommune.no' });
  const where = '/kommune/1149/tilganger';
  const form = { ...hiddenFields((await coordinator.get(where)).text, where), valgt: [id] };
  await web.prisma.municipality.update({ where: { code: '1149' }, data: { coordinatorApproves: false } });
  for (const answer of [await coordinator.get(where), await coordinator.get(`${where}.csv`), await post(coordinator, where, form)])
    expect(answer.status).toBe(404); // prettier-ignore
  await web.prisma.municipality.update({ where: { code: '1149' }, data: { coordinatorApproves: true } });
  await post(coordinator, where, form);
  expect(await web.prisma.command.findMany({ where: { processId } })).toMatchObject([{ actorRole: 'municipalCoordinator' }]); // prettier-ignore
});

test('an officer finds the way to invite someone of each municipality in the county', async () => {
  const { text } = await (await web.as(officer)).get(path);
  const ways = [...main(text).matchAll(/href="\/kommune\/(\d{4})\/inviter"/g)].map((match) => match[1]);
  const county = await web.prisma.municipality.count({ where: { county: { countyGovernorCode: 'FMRO' } } });
  expect([ways.length, ways.includes('1151'), ways.includes('1804')]).toEqual([county, true, false]);
  expect(text).not.toContain('/embete/FMRO/inviter');
});

test('the download has what the filter shows; what begins like a formula stays text', async () => {
  await aRequest(web, { firstName: '=1+1', submittedAt: new Date('2026-02-01T08:00:00Z') });
  await aRequest(web, { state: 'denied', closedAt: new Date() });
  const { text, headers } = await (await web.as(officer)).get(`${path}.csv`);
  expect(headers['content-disposition']).toContain('attachment');
  const [heading, row, end] = text.split('\r\n');
  expect(heading).toBe('\uFEFFNavn;Kommune;Rolle;E-postadresse;Adressen;Venter siden;Status;Avgjort;Avgjort av;Grunn;Lenke'); // prettier-ignore
  expect(row).toContain("'=1+1 Demony;Utsira;Søker;unn@utsira.kommune.example;Kommunens adresse;1. februar 2026");
  expect(end).toBe('');
});
