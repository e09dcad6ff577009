import { createHash, randomUUID } from 'node:crypto';
import { aCall, anApplication, aPerson, aProject, aReport } from '../../testing/builders.js';
import { aRequest } from '../../testing/access.js';
import { hiddenFields, post, testWeb, type TestWeb } from '../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const home = '/kommune/1804';
const start = `${home}/ny-soknad`;
const applicant = (at = '1804', language = 'nb') => aPerson(web.prisma, [{ role: 'applicant', at }], { language });

/** The form that starts an application to this call. */
const startForm = (html: string, callId: string): Record<string, string> => {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  return hiddenFields(`<main>${forms.find((form) => form.includes(callId))!}`);
};

test('only for the municipality’s own people', async () => {
  const own = await web.as(await applicant());
  expect((await own.get(home)).status).toBe(200);
  const strangers = [
    await applicant('1839'),
    await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
    await aPerson(web.prisma),
  ];
  for (const stranger of strangers) expect((await (await web.as(stranger)).get(home)).status).toBe(404);
  for (const strange of ['/kommune/9999', '/kommune/x', '/kommune/%00'])
    expect((await own.get(strange)).status).toBe(404);
});

test('starting an application gives a draft with the next reference, once, whatever is pressed twice', async () => {
  const call = await aCall(web.prisma, { titleNb: 'Prosjektskjønn 2027' });
  const person = await applicant('1804', 'nn');
  const agent = await web.as(person);
  const fields = startForm((await agent.get(home)).text, call.id);
  const [first, second] = [await post(agent, start, fields), await post(agent, start, fields)];
  const address = `/soknader/${fields['applicationId']}/soknaden`;
  expect(first.headers['location']).toContain(address);
  expect(second.headers['location']).toContain(address);
  const made = await web.prisma.application.findMany({ where: { callId: call.id } });
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({
    id: fields['applicationId'],
    municipalityCode: '1804',
    contactId: person,
    firstYear: 2027,
  });
  expect(made[0]!.reference).toMatch(/^\d{4}-\d+$/);
  const command = await web.prisma.command.findMany({ where: { processId: `grant/${made[0]!.id}` } });
  expect(command).toHaveLength(1);
  expect(command[0]).toMatchObject({ name: 'create', seq: 1, actorRole: 'applicant' });
  expect((await agent.get(address)).text).toContain('<textarea');

  const next = await post(agent, start, startForm((await agent.get(home)).text, call.id));
  const reference = (
    await web.prisma.application.findUniqueOrThrow({ where: { id: next.headers['location']!.split('/')[2]! } })
  ).reference;
  expect(Number(reference.split('-')[1])).toBe(Number(made[0]!.reference.split('-')[1]) + 1);
});

test('the draft’s language is the municipality’s own; where it has chosen none, the person’s', async () => {
  const call = await aCall(web.prisma);
  const begin = async (code: string, writtenForm: string) => {
    await web.prisma.municipality.update({ where: { code }, data: { writtenForm } });
    const agent = await web.as(await applicant(code, 'nn'));
    const fields = startForm((await agent.get(`/kommune/${code}`)).text, call.id);
    await post(agent, `/kommune/${code}/ny-soknad`, fields);
    return (await web.prisma.application.findUniqueOrThrow({ where: { id: fields['applicationId']! } })).language;
  };
  expect(await begin('1839', 'nb')).toBe('nb');
  expect(await begin('1841', 'neutral')).toBe('nn');
});

test('a call of another county, one that is not open, or past its deadline starts nothing', async () => {
  const agent = await web.as(await applicant());
  const own = await aCall(web.prisma);
  const fields = startForm((await agent.get(home)).text, own.id);
  const elsewhere = await aCall(web.prisma, { countyCodes: ['11'], countyGovernorCode: 'FMRO' });
  const closed = await aCall(web.prisma, { state: 'closed' });
  const past = await aCall(web.prisma, { deadline: new Date(Date.now() - 1000) });
  const { text } = await agent.get(home);
  for (const call of [elsewhere, closed, past]) {
    expect(text).not.toContain(call.id);
    await post(agent, start, { ...fields, callId: call.id });
  }
  expect(await web.prisma.application.count({ where: { callId: { in: [elsewhere.id, closed.id, past.id] } } })).toBe(0);
});

test('a colleague who asks to be let in is a task for who lets in', async () => {
  const { id } = await aRequest(web, { municipalityCode: '1804', firstName: 'Kollega', lastName: 'Demo' });
  const read = async (role: 'applicant' | 'municipalCoordinator') =>
    (await (await web.as(await aPerson(web.prisma, [{ role, at: '1804' }]))).get('/kommune/1804').expect(200)).text;
  expect(await read('municipalCoordinator')).toMatch(
    new RegExp(`Ta stilling til tilgang · Kollega Demo[\\s\\S]*/tilgang/${id}`),
  );
  expect(await read('applicant')).not.toContain('Kollega Demo');
});

test('who is not let in yet is not told that there is nothing, but when it is seen', async () => {
  const personId = await aPerson(web.prisma, [], { language: 'nn' });
  await aRequest(web, { municipalityCode: '1820', personId });
  const { text } = await (await web.as(personId)).get('/kommune/1820').expect(200);
  expect(text).toContain('Det de må gjere, ser du når tilgangen er godkjend.');
  expect(text).toContain('Søknadene og prosjekta til kommunen ser du når tilgangen er godkjend.');
  expect(text).not.toMatch(/ingenting å gjere|ingen søknader/);
  const { text: member } = await (await web.as(await applicant('1820'))).get('/kommune/1820').expect(200);
  expect(member).toMatch(/ingenting å gjøre nå[^]*ingen søknader eller prosjekter ennå/);
});

test('a call that is approved and not open yet stands on the home page with the day it opens, in its county only', async () => {
  const opensAt = new Date('2031-01-15T07:00:00Z');
  const planned = await aCall(web.prisma, { titleNb: 'Planlagt runde', state: 'scheduled', opensAt, deadline: new Date('2031-03-15T23:00:00Z') }); // prettier-ignore
  const unapproved = await aCall(web.prisma, { state: 'awaitingApproval', opensAt });
  const { text } = await (await web.as(await applicant())).get(home);
  expect(text).toMatch(new RegExp(`Planlagte utlysninger[^]*href="/utlysninger/${planned.id}"[^]*Åpner 15. januar 2031 kl. 08.00`)); // prettier-ignore
  expect(text).not.toContain(unapproved.id);
  expect((await (await web.as(await applicant('1149'))).get('/kommune/1149')).text).not.toContain(planned.id);
});

describe('the outcome comes with its letter', () => {
  const aLetter = (processId: string, kind: string) =>
    web.prisma.letter.create({
      data: { id: randomUUID(), key: randomUUID(), processId, kind, language: 'nb', municipalityCode: '1804', facts: {}, at: new Date() },
    }); // prettier-ignore
  async function made(id: string) {
    const [archiveFileId, readerFileId] = [randomUUID(), randomUUID()];
    const file = (id: string) => ({ id, name: 'brev.pdf', contentType: 'application/pdf', size: 1, sha256: createHash('sha256').update('x').digest('hex'), bytes: Buffer.from('x') });
    await web.prisma.file.createMany({ data: [file(archiveFileId), file(readerFileId)] });
    await web.prisma.letter.update({ where: { id }, data: { status: 'ready', archiveFileId, readerFileId } });
  } // prettier-ignore
  /** The only application of this municipality, and what the overview, the home page and the order of the call say of it. */
  async function decided(at: string, application: Parameters<typeof anApplication>[1]) {
    const contactId = await applicant(at);
    const agent = await web.as(contactId);
    const made = await anApplication(web.prisma, { municipalityCode: at, contactId, ...application });
    const pages = [`/soknader/${made.id}`, `/kommune/${at}`, `/kommune/${at}/prioritering/${made.callId}`];
    const read = async () => Promise.all(pages.map(async (page) => (await agent.get(page).expect(200)).text));
    return { ...made, read };
  }

  test.each([
    ['granted', 'L4', '1811', /Innvilget|Tildelt 100|Aktiv/],
    ['partiallyGranted', 'L5', '1812', /Delvis innvilget/],
    ['rejected', 'L6', '1813', /Avslag/],
    ['dismissed', 'L7', '1815', /Avvist/],
  ])('%s: under assessment while it is made, decided when it is there, and the outcome when it is opened', async (state, kind, at, outcome) => {
    const { id, processId, read } = await decided(at, { state });
    if (state === 'granted') await aProject(web.prisma, { applicationId: id });
    const letter = await aLetter(processId, kind);
    for (const text of await read()) {
      expect(text).toContain('Til vurdering');
      expect(text).not.toMatch(outcome);
    }
    await made(letter.id);
    const [overview, ...others] = await read();
    expect(overview).toContain(`href="/brev/${letter.id}"`);
    expect(overview).toMatch(/aria-current="step"[^]*?Svar: Avgjort/);
    for (const text of [overview, ...others]) {
      expect(text).toContain('Avgjort');
      expect(text).not.toMatch(outcome);
    }
    await web.prisma.letter.update({ where: { id: letter.id }, data: { openedAt: new Date() } });
    expect((await read())[0]).toMatch(outcome);
  }); // prettier-ignore

  test('an award that has become public is no secret of its letter', async () => {
    const { processId, read } = await decided('1816', { state: 'granted', publicSince: new Date() });
    await made((await aLetter(processId, 'L4')).id);
    for (const text of await read()) expect(text).toContain('Innvilget');
  });
});

test('tells what must be done, what waits, what was refused, and lists our projects', async () => {
  const person = await applicant();
  const agent = await web.as(person);
  await anApplication(web.prisma, { contactId: person, title: 'Smart <omsorg>' });
  await anApplication(web.prisma, { contactId: person, title: 'Varme hender', state: 'underAssessment' });
  await anApplication(web.prisma, {
    contactId: person,
    title: 'Kom etter fristen',
    state: 'late',
    submittedAt: new Date('2027-04-01T08:00:00Z'),
  });
  await anApplication(web.prisma, { municipalityCode: '1839', title: 'Naboens hemmelighet' });
  const report = await aReport(web.prisma);
  await web.prisma.task.create({
    data: {
      key: randomUUID(),
      processId: report.processId,
      kind: 'writeReport',
      audience: 'contact',
      municipalityCode: '1804',
      at: new Date(),
    },
  });
  const refused = await anApplication(web.prisma, { contactId: person, title: 'For sent ute' });
  await web.prisma.command.create({
    data: { id: randomUUID(), processId: refused.processId, seq: 1, name: 'submit', actorId: person, actorRole: 'applicant', content: {}, contentHash: '', receivedAt: new Date(), deliverAfter: new Date(), status: 'refused', refusal: 'deadlinePassed' },
  }); // prettier-ignore

  const { text } = await agent.get(home);
  expect(text).toContain('Send inn søknaden · Smart &lt;omsorg&gt;');
  expect(text).toContain('Skriv rapporten · Trygg skolestart');
  expect(text).toContain(`/rapporter/${report.id}`);
  expect(text).toMatch(/Vi venter på Statsforvalteren[\s\S]*Varme hender/);
  expect(text).toMatch(/«Send inn søknaden» ble ikke gjennomført[\s\S]*For sent ute[\s\S]*Fristen er gått ut/);
  expect(text).toMatch(/Kom etter fristen(?:(?!<\/li>)[\s\S])*8\. april 2027/);
  expect(text).not.toContain('Naboens hemmelighet');

  await web.prisma.command.create({
    data: { id: randomUUID(), processId: refused.processId, seq: 2, name: 'submit', actorId: await applicant(), actorRole: 'applicant', content: {}, contentHash: '', receivedAt: new Date(), deliverAfter: new Date(), status: 'applied' },
  }); // prettier-ignore
  expect((await agent.get(home)).text).not.toContain('ble ikke gjennomført');

  const filtered = await agent.get(`${home}?sok=varme`);
  expect(filtered.text).toMatch(/filter-count">1 prosjekt /);
  expect(filtered.text).toContain('>Prosjekt: varme<');
  const colleague = await (await web.as(await applicant())).get(home);
  expect(colleague.text).not.toContain('ble ikke gjennomført');
});
