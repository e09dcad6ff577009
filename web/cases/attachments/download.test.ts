import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { anAttachment, aSubmission } from '../../../testing/attachments.js';
import { anApplication, aPerson, aProject } from '../../../testing/builders.js';
import { aPdfOf } from '../../../testing/files.js';
import { testWeb, type Agent, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const as = async (...roles: Parameters<typeof aPerson>[1] & {}) => {
  const person = await aPerson(web.prisma, roles);
  return { person, agent: await web.as(person) };
};
const declare = (applicationId: string, personId: string, outcome: 'none' | 'conflict') =>
  web.prisma.impartialityDeclaration.create({ data: { applicationId, personId, outcome, declaredAt: new Date() } });

/** A case with a public plan and a marked mandate, both sent. */
async function aCase(state = 'underAssessment') {
  const { id } = await anApplication(web.prisma, { state, caseNumber: `2027/${randomUUID().slice(0, 8)}` });
  const plan = await anAttachment(web.prisma, { applicationId: id, title: 'Planen' });
  const mandate = await anAttachment(web.prisma, {
    applicationId: id,
    title: 'Vedtaket',
    kind: 'mandate',
    openness: 'personalData',
    name: 'Vedtak č.pdf',
  });
  await aSubmission(web.prisma, { applicationId: id, attachmentIds: [plan.id, mandate.id] });
  return { id, plan, mandate, file: (one: string) => `/saker/${id}/vedlegg/${one}`, zip: `/saker/${id}/vedlegg.zip` };
}

const fetched = (agent: Agent, path: string) =>
  agent.get(path).buffer(true).parse((res, done) => {
    buffer(res as never).then(
      (all) => done(null, all),
      (error: Error) => done(error, null),
    );
  }); // prettier-ignore

/** What a ZIP holds, read back by another library than wrote it. */
async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (opened ? resolve(opened) : reject(error!)));
  });
  const found = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on('end', resolve).on('error', reject);
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        void buffer(stream).then((content) => {
          found.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return found;
}

describe('the office', () => {
  test('reads the attachments on the case, fetches one, and its reading of a marked one is in the access log', async () => {
    const { id, plan, mandate, file } = await aCase();
    const { person, agent } = await as({ role: 'caseOfficer', at: 'FMNO' });
    await declare(id, person, 'none');
    const { text } = await agent.get(`/saker/${id}`);
    for (const words of [`href="${file(plan.id)}">Planen</a>`, 'Blir ikke offentlig: inneholder personopplysninger.', plan.sha256, `/saker/${id}/vedlegg.zip`])
      expect(text).toContain(words);
    const one = await agent.get(file(plan.id));
    expect([one.status, one.headers['content-type'], one.headers['content-disposition']]).toEqual([200, 'application/pdf', 'inline; filename=Prosjektplan.pdf']);
    const logged = () => web.prisma.accessLog.findMany({ where: { actorId: person, page: '/saker/:id/vedlegg/:vedlegg' } });
    expect(await logged()).toHaveLength(0);
    const marked = await agent.get(file(mandate.id));
    expect(marked.headers['content-disposition']).toBe(`inline; filename="Vedtak ?.pdf"; filename*=UTF-8''Vedtak%20%C4%8D.pdf`);
    while ((await logged()).length === 0) await new Promise((again) => setTimeout(again, 20));
    expect(await logged()).toMatchObject([{ subject: `grant/${id}`, countyGovernorCode: 'FMNO', municipalityCode: '1804' }]);
  }); // prettier-ignore

  test('declares impartiality first; who is in conflict, another Governor’s and the municipality’s neighbours get nothing', async () => {
    const { id, plan, file, zip } = await aCase();
    const { agent: undeclared } = await as({ role: 'caseOfficer', at: 'FMNO' });
    for (const path of [file(plan.id), zip]) {
      const answer = await undeclared.get(path);
      expect([answer.status, answer.headers['location']]).toEqual([303, `/saker/${id}`]);
    }
    const { person, agent: conflicted } = await as({ role: 'caseOfficer', at: 'FMNO' });
    await declare(id, person, 'conflict');
    const others = [
      conflicted,
      (await as({ role: 'caseOfficer', at: 'FMRO' })).agent,
      (await as({ role: 'applicant', at: '1839' })).agent,
    ];
    for (const agent of others)
      for (const path of [file(plan.id), zip]) expect((await agent.get(path)).status).toBe(404);
  });

  test('who sees a case without people sees only what may be public', async () => {
    const { id, plan, mandate, file, zip } = await aCase();
    const { person, agent } = await as({ role: 'referenceGroupMember', at: 'FMNO' });
    await declare(id, person, 'none');
    const { text } = await agent.get(`/saker/${id}`);
    expect([text.includes('Planen'), text.includes('Vedtaket')]).toEqual([true, false]);
    expect((await agent.get(file(plan.id))).status).toBe(200);
    expect((await agent.get(file(mandate.id))).status).toBe(404);
    const { body } = await fetched(agent, zip);
    expect([...(await unzip(body as Buffer)).keys()]).toEqual(['Innhold.txt', 'Prosjektplan.pdf']);
  });

  test('sees what was sent, not what the draft has been given since, and an earlier version’s file still', async () => {
    const { id, plan, mandate, file } = await aCase();
    const { person, agent } = await as({ role: 'caseOfficer', at: 'FMNO' });
    await declare(id, person, 'none');
    const unsent = await anAttachment(web.prisma, { applicationId: id, title: 'Ikke sendt' });
    await web.prisma.attachment.update({ where: { id: plan.id }, data: { removedAt: new Date() } });
    expect((await agent.get(`/saker/${id}`)).text).not.toContain('Ikke sendt');
    expect((await agent.get(file(unsent.id))).status).toBe(404);
    await aSubmission(web.prisma, { applicationId: id, attachmentIds: [mandate.id, unsent.id] });
    const { text } = await agent.get(`/saker/${id}`);
    expect([text.includes('Ikke sendt'), text.includes('Planen')]).toEqual([true, false]);
    expect((await agent.get(file(plan.id))).status).toBe(200);
  });

  test('opens nothing that waits for the virus scan or was stopped by it', async () => {
    const { id, plan, mandate, file, zip } = await aCase();
    const { person, agent } = await as({ role: 'caseOfficer', at: 'FMNO' });
    await declare(id, person, 'none');
    await web.prisma.attachment.update({ where: { id: plan.id }, data: { scan: 'waiting' } });
    await web.prisma.attachment.update({ where: { id: mandate.id }, data: { scan: 'infected' } });
    const { text } = await agent.get(`/saker/${id}`);
    for (const words of ['Venter på viruskontroll.', 'Stoppet av viruskontrollen.']) expect(text).toContain(words);
    for (const path of [file(plan.id), file(mandate.id), zip]) expect((await agent.get(path)).status).toBe(404);
    expect(text).not.toContain(file(plan.id));
  });
});

test('a ZIP has each file as it is, under names of its own, and tells what they are', async () => {
  const { id } = await anApplication(web.prisma, { state: 'submitted' });
  const names = ['plan.pdf', 'Plan.pdf', 'čoahkkin ŠŊ.pdf', 'Innhold.txt.pdf'];
  const made = [];
  for (const [i, name] of names.entries())
    made.push(await anAttachment(web.prisma, { applicationId: id, name, title: `Vedlegg ${i}`, bytes: aPdfOf(3000 + i, name) })); // prettier-ignore
  const waiting = await anAttachment(web.prisma, {
    applicationId: id,
    name: 'venter.pdf',
    title: 'Venter',
    scan: 'waiting',
  });
  await aSubmission(web.prisma, { applicationId: id, attachmentIds: [...made, waiting].map((one) => one.id) });
  const { agent } = await as({ role: 'applicant', at: '1804' });
  const answer = await fetched(agent, `/soknader/${id}/vedlegg.zip`);
  expect(answer.headers['content-type']).toBe('application/zip');
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="Vedlegg 2027-/);
  const found = await unzip(answer.body as Buffer);
  expect([...found.keys()]).toEqual(['Innhold.txt', 'plan.pdf', 'Plan (2).pdf', 'čoahkkin ŠŊ.pdf', 'Innhold.txt.pdf']);
  made.forEach((one, i) => expect([...found.values()][i + 1]!.equals(aPdfOf(3000 + i, one.name))).toBe(true));
  const contents = found.get('Innhold.txt')!.toString();
  for (const { sha256, title } of made) expect([contents.includes(sha256), contents.includes(title)]).toEqual([true, true]); // prettier-ignore
  expect(contents).toContain('Ikke med, fordi viruskontrollen ikke har godkjent dem:\r\n- Venter');
});

describe('the public', () => {
  test('reads what is not marked once the project is public, and nothing before', async () => {
    const { id, plan, mandate } = await aCase('granted');
    const anyone = await web.as('anonymous');
    const project = await aProject(web.prisma, { applicationId: id, publicSince: null });
    const status = async (one: string) => (await anyone.get(`/offentlig/${id}/vedlegg/${one}`)).status;
    expect([await status(plan.id), await status(mandate.id)]).toEqual([404, 404]);
    await web.prisma.project.update({ where: { id: project.id }, data: { publicSince: new Date() } });
    expect([await status(plan.id), await status(mandate.id), await status(randomUUID()), await status('x')]).toEqual([200, 404, 404, 404]); // prettier-ignore
    const { text } = await anyone.get(`/offentlig/${id}`);
    expect([text.includes(`/offentlig/${id}/vedlegg/${plan.id}`), text.includes('Vedtaket')]).toEqual([true, false]);
    await web.prisma.attachment.update({ where: { id: plan.id }, data: { scan: 'waiting' } });
    expect(await status(plan.id)).toBe(404);
  });
});
