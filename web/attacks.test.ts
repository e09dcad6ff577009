/** What somebody who may log in could try against others’ applications, files and lists. Every try is by plain HTTP, past the pages’ own forms. */
import { randomUUID } from 'node:crypto';
import { anAttachment, uploadTo } from '../testing/attachments.js';
import { aCall, anApplication, aPerson, aProject, filledIn } from '../testing/builders.js';
import { aPdfOf } from '../testing/files.js';
import { hiddenFields, post, testWeb, type Agent, type TestWeb } from '../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const applicantAt = (at: string) => aPerson(web.prisma, [{ role: 'applicant', at }]);
async function aDraft(municipalityCode = '1804') {
  const person = await applicantAt(municipalityCode);
  const { id: callId } = await aCall(web.prisma, { countyCodes: ['18'] });
  const { id } = await anApplication(web.prisma, { contactId: person, callId, municipalityCode });
  return { id, person, agent: await web.as(person), base: `/soknader/${id}` };
}
const row = (id: string) => web.prisma.application.findUniqueOrThrow({ where: { id } });
const csrfOf = async (agent: Agent): Promise<string> => hiddenFields((await agent.get('/meg')).text, '/meg')['_csrf']!;
const texts = { title: 'Trygg skolestart', summary: filledIn.summary, kind: 'new', language: 'nb' };
const stepForm = async (agent: Agent, base: string) => hiddenFields((await agent.get(`${base}/soknaden`)).text, `${base}/soknaden`); // prettier-ignore

test('another municipality’s application is not there, whatever is asked of it', async () => {
  const theirs = await aDraft();
  const { id: file } = await anAttachment(web.prisma, { applicationId: theirs.id });
  const thief = await aDraft('1839');
  const { agent } = thief;
  const _csrf = await csrfOf(agent);
  const before = await row(theirs.id);
  const reads = ['', '/soknaden', '/budsjett', '/samarbeid', '/vedlegg', `/vedlegg/${file}`, '/vedlegg.zip', '/historikk', '/historikk?for=1', '/innsending', '/innsendt/1.json', '/innsendt/1.pdf', '/endringer']; // prettier-ignore
  const nothing = (await agent.get(`/soknader/${randomUUID()}`)).text.replaceAll(/[0-9a-f-]{36}/g, '');
  for (const path of reads) {
    const answer = await agent.get(theirs.base + path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect([path, answer.text.includes(before.reference)]).toEqual([path, false]);
  }
  expect(nothing).toContain('</html>');
  const writes: [string, Record<string, string>][] = [
    ['/soknaden', { ...texts, do: 'autosave' }],
    ['/soknaden', { ...texts, do: 'fill' }],
    ['/budsjett', { do: 'autosave' }],
    ['/historikk', { for: '1', fields: 'title' }],
    ['/vedlegg', { do: 'remove', id: file }],
    ['/gjor/trekk', { command: 'withdraw' }],
  ];
  for (const [path, fields] of writes)
    expect([path, (await post(agent, theirs.base + path, { _csrf, ...fields })).status]).toEqual([path, 404]);
  expect(await row(theirs.id)).toEqual(before);
  // Their file under one’s own address is no file of one’s own, and cannot be taken away from there.
  expect((await agent.get(`${thief.base}/vedlegg/${file}`)).status).toBe(404);
  await post(agent, `${thief.base}/vedlegg`, { _csrf, do: 'remove', id: file });
  expect((await web.prisma.attachment.findUniqueOrThrow({ where: { id: file } })).removedAt).toBeNull();
});

test.each(['../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '1.json%00.pdf', '0.json', '1.exe', '-1.json', '1.json/'])(
  'what was sent in has no file called %s',
  async (name) => {
    const { agent, base } = await aDraft();
    expect((await agent.get(`${base}/innsendt/${name}`)).status).toBe(404);
  },
);

test('an autosave from another site, or without the token, saves nothing', async () => {
  const { id, agent, base } = await aDraft();
  const form = { ...(await stepForm(agent, base)), ...texts, title: 'Forfalsket', do: 'autosave' };
  const address = `${base}/soknaden`;
  const before = await row(id);
  for (const site of ['cross-site', 'same-site'])
    expect((await agent.post(address).set('Sec-Fetch-Site', site).type('form').send(form)).status).toBe(401);
  expect((await agent.post(address).set('Origin', 'https://evil.example').type('form').send(form)).status).toBe(401);
  for (const wrong of ['', 'x', await csrfOf(await web.as(await applicantAt('1804')))])
    expect((await post(agent, address, { ...form, _csrf: wrong })).status).not.toBe(200);
  // A token that comes as JSON is none: only forms are read.
  await agent.post(address).set('Sec-Fetch-Site', 'same-origin').send(form);
  expect(await row(id)).toEqual(before);
  expect((await post(agent, address, form)).status).toBe(200);
  expect((await row(id)).title).toBe('Forfalsket');
});

test('what belongs to others is not taken into one’s own draft', async () => {
  const { id, person, agent, base } = await aDraft();
  const stranger = await applicantAt('1839');
  const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  const theirs = await anApplication(web.prisma, { contactId: stranger, municipalityCode: '1839', state: 'granted' });
  await aProject(web.prisma, { applicationId: theirs.id, contactId: stranger, municipalityCode: '1839' });
  for (const contactId of [stranger, officer, randomUUID(), 'x'])
    await post(agent, `${base}/soknaden`, { ...(await stepForm(agent, base)), ...texts, contactId, do: 'autosave' });
  await post(agent, `${base}/soknaden`, { ...(await stepForm(agent, base)), ...texts, kind: 'continuation', previousProjectId: theirs.id, do: 'autosave' }); // prettier-ignore
  await post(agent, `${base}/soknaden`, { ...(await stepForm(agent, base)), ...texts, municipalityCode: '1839', callId: randomUUID(), state: 'granted', reference: 'X', do: 'autosave' }); // prettier-ignore
  expect(await row(id)).toMatchObject({ contactId: person, previousProjectId: null, municipalityCode: '1804', title: texts.title }); // prettier-ignore
  expect((await web.prisma.process.findUniqueOrThrow({ where: { id: `grant/${id}` } })).state).toBe('draft');
});

test('names that lead out of a folder lie flat in the ZIP', async () => {
  const { id, agent, base } = await aDraft();
  const names = ['../../../etc/passwd.pdf', '..\\..\\windows\\system.pdf', '/rot.pdf', 'C:\\temp\\a.pdf', 'a\r\nSet-Cookie: x=1.pdf', 'ROT.PDF'];
  for (const name of names)
    await uploadTo(agent, `${base}/vedlegg`, [{ name, bytes: aPdfOf(400, randomUUID()) }], { kind: 'other' });
  await anAttachment(web.prisma, { applicationId: id, name: '../bare-i-databasen.pdf' });
  const zip = (await agent.get(`${base}/vedlegg.zip`).buffer(true).parse((res, done) => {
    const pieces: Buffer[] = [];
    res.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
  })) as { status: number; body: Buffer; headers: Record<string, string> };
  expect(zip.status).toBe(200);
  expect(zip.headers['content-disposition']).not.toMatch(/[\r\n]/);
  const entries = await namesIn(zip.body);
  expect(entries.length).toBeGreaterThanOrEqual(names.length);
  expect(entries.filter((name) => /[/\\\r\n:]|^\.\./.test(name))).toEqual([]);
  expect(new Set(entries.map((name) => name.toLowerCase())).size).toBe(entries.length);
}); // prettier-ignore

test('a saved view holds a filter of the list and nothing else', async () => {
  const person = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  const agent = await web.as(person);
  const _csrf = await csrfOf(agent);
  const queries = ['status=registered&til=//evil.example', '//evil.example', 'status=registered\r\nSet-Cookie: x=1', 'embete=FMRO&status=<script>'];
  for (const [i, query] of queries.entries()) {
    await post(agent, '/saker/visninger', { _csrf, do: 'save', name: `Visning ${i}`, query, default: 'ja' });
    const { headers } = await agent.get('/saker');
    expect(headers['location'] ?? '/saker?').toMatch(/^\/saker\?/);
    expect(headers['location'] ?? '').not.toMatch(/evil|script|Set-Cookie|\r|\n/i);
    expect(headers['set-cookie']?.toString() ?? '').not.toContain('x=1');
  }
  const other = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  const [mine] = await web.prisma.savedView.findMany({ where: { personId: person } });
  for (const act of ['delete', 'default', 'rename'])
    await post(other, '/saker/visninger', { _csrf: await csrfOf(other), do: act, id: mine!.id, name: 'Tatt' });
  expect(await web.prisma.savedView.findUnique({ where: { id: mine!.id } })).toEqual(mine);
}); // prettier-ignore

test('HTML in every new field is letters', async () => {
  const { id, agent, base } = await aDraft();
  const evil = '<img src=x onerror=alert(1)>"\'{{7*7}}';
  for (const step of ['soknaden', 'innhold', 'framdrift', 'samarbeid', 'budsjett']) {
    const address = `${base}/${step}`;
    const page = (await agent.get(address)).text;
    const main = page.slice(page.indexOf('<main'));
    const typed = [...main.matchAll(/<(?:input(?=[^>]*type="(?:text|search|url|email|tel)")|textarea)[^>]*\bname="([^"]+)"/g)].map(([, name]) => name!);
    const filled = Object.fromEntries(typed.map((name) => [name, evil]));
    for (const act of ['autosave', 'stay'])
      expect((await post(agent, address, { ...hiddenFields(page, address), ...filled, do: act })).text).not.toContain('<img src=x');
    for (const path of [address, `${base}/historikk`, `${base}/historikk?for=2`, `${base}/innsending`, base])
      expect([step, path, (await agent.get(path)).text.includes('<img src=x')]).toEqual([step, path, false]);
  }
  expect(JSON.stringify(await row(id))).toContain('<img src=x onerror');
  expect((await agent.get(`${base}/soknaden`)).text).toContain('{{7*7}}');
}, 60_000); // prettier-ignore

test('saving without end is stopped, and what was saved stays', async () => {
  const site = await testWeb({ limits: { post: 3 } });
  const person = await aPerson(site.prisma, [{ role: 'applicant', at: '1804' }]);
  const { id } = await anApplication(site.prisma, { contactId: person });
  const agent = await site.as(person);
  const address = `/soknader/${id}/soknaden`;
  const form = { ...hiddenFields((await agent.get(address)).text, address), ...texts };
  const save = (title: string, act: string) => post(agent, address, { ...form, title, do: act });
  for (let n = 0; n < 3; n++) {
    const saved = await save(`Tittel ${n}`, 'autosave');
    expect(saved.status).toBe(200);
    Object.assign(form, { drawn: (saved.body as { drawn: string }).drawn });
  }
  const stopped = await save('Det siste jeg skrev', 'stay');
  expect(stopped.status).toBe(429);
  expect(stopped.headers['retry-after']).toBeDefined();
  expect((await site.prisma.application.findUniqueOrThrow({ where: { id } })).title).toBe('Tittel 2');
  await site.close();
}, 60_000);

/** The names of a ZIP’s entries, from its directory, as they are. */
async function namesIn(zip: Buffer): Promise<string[]> {
  const { fromBuffer } = await import('yauzl');
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, decodeStrings: false }, (error, file) => {
      if (error) return reject(error);
      const names: string[] = [];
      file.on('entry', ({ fileName }: { fileName: unknown }) => {
        names.push(String(fileName));
        file.readEntry();
      });
      file.on('end', () => resolve(names)).on('error', reject);
      file.readEntry();
    });
  });
}
