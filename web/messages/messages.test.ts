import { jest } from '@jest/globals';
import { aCall, anApplication, aPerson, aThread, type ThreadOptions } from '../../testing/builders.js';
import { fillIn, hiddenFields, post, testWeb, type Agent, type TestWeb } from '../../testing/web.js';
import { pages as applications } from '../applications/index.js';
import { pages as cases } from '../cases/index.js';
import { pages as municipality } from '../municipality/index.js';
import { pages as office } from '../office/index.js';
import { pages } from './index.js';

jest.setTimeout(30_000);
let web: TestWeb;
let callId: string;
let applicantId: string;
let officerId: string;
let applicant: Agent;
let officer: Agent;
let nynorsk: Agent;

beforeAll(async () => {
  web = await testWeb({ pages: [...pages, ...cases, ...applications, ...office, ...municipality] });
  const { prisma } = web;
  callId = (await aCall(prisma)).id;
  applicantId = await aPerson(prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Berit', lastName: 'Demo' });
  officerId = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Nora', lastName: 'Demo' });
  applicant = await web.as(applicantId);
  officer = await web.as(officerId);
  nynorsk = await web.as(await aPerson(prisma, [{ role: 'applicant', at: '1804' }], { language: 'nn' }));
}, 60_000);
afterAll(() => web.close());

const anotherCase = async (state = 'registered') =>
  (await anApplication(web.prisma, { callId, state, caseOfficerId: officerId })).id;
const asked = { side: 'municipality', text: 'Kan vi begynne i august?' } as const;
async function thread(options: ThreadOptions = {}) {
  const caseId = options.caseId ?? (await anotherCase());
  const made = await aThread(web.prisma, { messages: [{ ...asked, authorId: applicantId }], ...options, caseId });
  return { ...made, path: `/meldinger/${made.id}` };
}
const commands = (processId: string) => web.prisma.command.findMany({ where: { processId }, orderBy: { seq: 'asc' } });
const textOf = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(path)).text.replaceAll('\u00a0', ' ');
const beginAt = (caseId: string) => `/meldinger/ny/${caseId}`;
const begun = { subject: 'Kan vi flytte oppstarten?', text: 'Vi vil begynne i august.' };

describe('a first message', () => {
  it.each([
    ['the municipality', () => applicant, 'soknader', 'writeToGovernor', 'applicant'],
    ['the officer', () => officer, 'saker', 'writeToMunicipality', 'caseOfficer'],
  ] as const)('from %s makes a thread of the case', async (_who, agent, area, name, actorRole) => {
    const caseId = await anotherCase();
    expect(await textOf(agent(), `/${area}/${caseId}`)).toContain(`href="${beginAt(caseId)}"`);
    const answer = await fillIn(agent(), beginAt(caseId), begun);
    expect(answer.status).toBe(303);
    const row = await web.prisma.thread.findFirstOrThrow({ where: { caseId } });
    expect(row.subject).toBe(begun.subject);
    expect(answer.headers['location']).toMatch(new RegExp(`^/meldinger/${row.id}\\?kvittering=`));
    expect(await commands(`thread/${row.id}`)).toMatchObject([{ seq: 1, name, actorRole, content: begun }]);
    expect(await web.prisma.process.findUniqueOrThrow({ where: { id: `thread/${row.id}` } })).toMatchObject({
      parentId: `grant/${caseId}`,
      municipalityCode: '1804',
      countyGovernorCode: 'FMNO',
    });
    const shown = await textOf(agent(), answer.headers['location']!);
    expect(shown).toContain('Vi vil begynne i august.');
    expect(shown).toContain('blir behandlet');
    expect(await textOf(agent(), `/${area}/${caseId}`)).toContain(`href="/meldinger/${row.id}"`);
  });

  it('sent twice is one thread and one receipt', async () => {
    const caseId = await anotherCase();
    const form = { ...hiddenFields((await applicant.get(beginAt(caseId))).text), ...begun };
    const [first, second] = [
      await post(applicant, beginAt(caseId), form),
      await post(applicant, beginAt(caseId), form),
    ];
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await web.prisma.thread.count({ where: { caseId } })).toBe(1);
  });

  it('that is too long, or says nothing, keeps what was typed and makes nothing', async () => {
    const caseId = await anotherCase();
    const long = await fillIn(applicant, beginAt(caseId), { subject: 'Oppstart', text: 'x'.repeat(5037) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('Meldingen er 37 tegn for lang. Kort den ned.');
    expect(long.text).toContain('x'.repeat(5037));
    expect(long.text).toContain('value="Oppstart"');
    const empty = await fillIn(applicant, beginAt(caseId), { subject: ' ', text: ' ' });
    expect(empty.text).toContain('href="#subject">Skriv et emne på minst tre tegn.');
    expect(empty.text).toContain('href="#text">Skriv en melding.');
    expect(await web.prisma.thread.count({ where: { caseId } })).toBe(0);
  });

  it('cannot be written about a draft, or to a case that is not one’s own', async () => {
    const draft = await anotherCase('draft');
    expect((await applicant.get(beginAt(draft))).status).toBe(404);
    expect(await textOf(applicant, `/soknader/${draft}`)).not.toContain('/meldinger/ny');
    const caseId = await anotherCase();
    for (const role of [{ role: 'applicant', at: '1806' }, { role: 'caseOfficer', at: 'FMRO' }, { role: 'assessor', at: 'FMNO' }] as const) {
      const stranger = await web.as(await aPerson(web.prisma, [role]));
      expect((await stranger.get(beginAt(caseId))).status).toBe(404);
    }
    expect((await applicant.get('/meldinger/ny/ingen')).status).toBe(404);
    expect((await applicant.get('/meldinger/ny')).status).toBe(404);
  }); // prettier-ignore
});

describe('a thread', () => {
  it('is read by both sides, who see who wrote and who is waited for', async () => {
    const { path } = await thread();
    const ours = await textOf(applicant, path);
    expect(ours).toContain('Berit Demo, Bodø kommune');
    expect(ours).toContain('Venter på svar');
    expect(ours).toContain('Venter på Statsforvalteren');
    const theirs = await textOf(officer, path);
    expect(theirs).toContain('Kan vi begynne i august?');
    expect(theirs).toContain('Venter på oss');
    expect(theirs.match(/<button class="ds-button"(?! data-variant)/g)).toHaveLength(1);
  });

  it('says until when the Governor answers, and that it is late', async () => {
    const { path, processId } = await thread();
    const duty = { key: `${processId}/answer/1/v1/reminder-5`, processId, ladder: 'answer', name: 'reminder-5', type: 'reminder' }; // prettier-ignore
    await web.prisma.duty.create({ data: { ...duty, dueAt: new Date('2020-01-10T07:00:00Z') } });
    expect(await textOf(applicant, path)).toContain('Vi skulle ha svart innen 10. januar 2020.');
  });

  it('takes the next message of either side, with its own command', async () => {
    const { path, processId } = await thread();
    expect((await fillIn(officer, path, { text: '  Ja, det går bra.  ' })).status).toBe(303);
    expect((await fillIn(applicant, path, { text: 'Takk!' })).status).toBe(303);
    expect(await commands(processId)).toMatchObject([
      { name: 'writeToMunicipality', actorRole: 'caseOfficer', content: { text: 'Ja, det går bra.' } },
      { name: 'writeToGovernor', actorRole: 'applicant', content: { text: 'Takk!' } },
    ]);
    const ours = await textOf(applicant, path);
    expect(ours).toContain('Takk!');
    // What the other side has sent is not shown before it stands.
    expect(ours).not.toContain('Ja, det går bra.');
  });

  it('keeps a message that is too long, and makes HTML of none', async () => {
    const { path, processId } = await thread({ messages: [{ ...asked, authorId: applicantId, text: '<b>Hei</b>' }] });
    const answer = await fillIn(officer, path, { text: `${'x'.repeat(5000)}y` });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Meldingen er 1 tegn for lang.');
    expect(answer.text).toContain(`${'x'.repeat(5000)}y`);
    expect(answer.text).toContain('&lt;b&gt;Hei&lt;/b&gt;');
    expect(await commands(processId)).toEqual([]);
  });

  it('does not exist for another municipality, another office, or who is in conflict', async () => {
    const { path, caseId } = await thread();
    const conflicted = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
    const declared = { applicationId: caseId, personId: conflicted, outcome: 'conflict', declaredAt: new Date() };
    await web.prisma.impartialityDeclaration.create({ data: declared });
    const strangers = [
      conflicted,
      await aPerson(web.prisma, [{ role: 'applicant', at: '1806' }]),
      await aPerson(web.prisma, [{ role: 'leader', at: 'FMRO' }]),
    ];
    for (const id of strangers) {
      const stranger = await web.as(id);
      for (const address of [path, `${path}/avslutt`, beginAt(caseId)])
        expect((await stranger.get(address)).status).toBe(404);
    }
    expect(await textOf(await web.as(conflicted), `/saker/${caseId}`)).not.toContain(path);
  });

  it('is read, not written, by an assessor', async () => {
    const { path } = await thread();
    const assessor = await web.as(await aPerson(web.prisma, [{ role: 'assessor', at: 'FMNO' }]));
    const html = await textOf(assessor, path);
    expect(html).toContain('Kan vi begynne i august?');
    expect(html).not.toContain('<textarea');
  });

  it('that has ended says so, keeps what was typed too late, and leads to a new one', async () => {
    const { path, processId, caseId } = await thread();
    const form = hiddenFields((await applicant.get(path)).text, path);
    await web.prisma.process.update({
      where: { id: processId },
      data: { state: 'closed', waitsFor: 'nobody', final: true },
    });
    const answer = await post(applicant, path, { ...form, text: 'En ting til' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('En ting til');
    expect(answer.text).toContain(`href="${path}"`);
    expect(await commands(processId)).toEqual([]);
    const html = await textOf(officer, path);
    expect(html).toContain('Lukket');
    expect(html).not.toContain('<textarea');
    expect(html).toContain(`href="${beginAt(caseId)}"`);
  });

  it('is ended by either side, who is told first what it means', async () => {
    for (const [agent, role] of [[applicant, 'applicant'], [officer, 'caseOfficer']] as const) {
      const { path, processId } = await thread();
      const html = await textOf(agent, `${path}/avslutt`);
      expect(html).toContain('Ingen kan skrive mer i samtalen.');
      expect(html.includes('Kommunen venter på svar')).toBe(role === 'caseOfficer');
      expect((await fillIn(agent, `${path}/avslutt`, {})).status).toBe(303);
      expect(await commands(processId)).toMatchObject([{ name: 'close', actorRole: role }]);
      expect(await textOf(agent, path)).not.toContain('<textarea');
    }
  }); // prettier-ignore

  it('is in nynorsk for who reads nynorsk', async () => {
    const { path, caseId } = await thread();
    for (const page of [path, `${path}/avslutt`, beginAt(caseId)]) {
      const { status, text: html } = await nynorsk.get(page);
      expect(status).toBe(200);
      expect(html).toContain('<html lang="nn"');
      expect(html).not.toMatch(/\b(messages|common)\.\w+\.?\w/);
      expect(html).not.toMatch(/\b(ikke|dere|hva)\b/);
    }
  });
});

describe('the office’s tasks', () => {
  it('lead to the thread, and are hidden from who is in conflict', async () => {
    const { path, caseId, processId } = await thread();
    await web.prisma.task.create({
      data: { key: `x/${processId}`, processId, kind: 'answerMessage', audience: 'caseOfficer', countyGovernorCode: 'FMNO', assigneeId: officerId, at: new Date() },
    }); // prettier-ignore
    expect(await textOf(officer, '/embete/FMNO')).toContain(`href="${path}"`);
    const declared = { applicationId: caseId, personId: officerId, outcome: 'conflict', declaredAt: new Date() };
    await web.prisma.impartialityDeclaration.create({ data: declared });
    expect(await textOf(officer, '/embete/FMNO')).not.toContain(`href="${path}"`);
  });
});

test('what was written is never changed', async () => {
  const { id } = await thread();
  await expect(web.prisma.message.updateMany({ where: { threadId: id }, data: { text: 'Nei' } })).rejects.toThrow();
  await expect(web.prisma.message.deleteMany({ where: { threadId: id } })).rejects.toThrow();
  await expect(web.prisma.thread.update({ where: { id }, data: { subject: 'Noe annet' } })).rejects.toThrow();
});

describe('what is new', () => {
  const task = (processId: string) =>
    web.prisma.task.create({ data: { key: `${processId}/svar`, processId, kind: 'answerMessage', audience: 'caseOfficer', assigneeId: officerId, countyGovernorCode: 'FMNO', municipalityCode: '1804', at: new Date() } }); // prettier-ignore
  const write = (threadId: string, position: number, side: 'municipality' | 'governor') =>
    web.prisma.message.create({ data: { threadId, position, side, authorId: side === 'governor' ? officerId : applicantId, at: new Date(), text: `Melding ${position}` } }); // prettier-ignore
  const taskOf = async (agent: Agent, subject: string) =>
    (await textOf(agent, '/embete/FMNO')).split('<li class="task">').find((one) => one.includes(subject)) ?? '';

  it('is marked on the case and among the tasks until this officer has opened it; a colleague has still not seen it', async () => {
    const { id, caseId, processId, path } = await thread({ subject: 'Merket sak' });
    await task(processId);
    const colleague = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
    expect(await textOf(officer, `/saker/${caseId}`)).toContain('1 ny melding');
    expect(await taskOf(officer, 'Merket sak')).toContain('1 ny melding');
    await write(id, 2, 'municipality');
    expect(await taskOf(officer, 'Merket sak')).toContain('2 nye meldinger');
    expect(await textOf(officer, path)).toMatch(/data-color="warning">Ny</);
    expect(await taskOf(officer, 'Merket sak')).not.toMatch(/ny(e)? melding/);
    expect(await textOf(officer, `/saker/${caseId}`)).not.toContain('nye meldinger');
    expect(await textOf(officer, path)).not.toMatch(/data-color="warning">Ny</);
    expect(await textOf(colleague, `/saker/${caseId}`)).toContain('2 nye meldinger');
    await write(id, 3, 'municipality');
    expect(await taskOf(officer, 'Merket sak')).toContain('1 ny melding');
  });

  it('is nothing that has been answered, also for who never opened it, and on the other side it is the answer', async () => {
    const { id, caseId } = await thread({ state: 'answered' });
    await write(id, 2, 'governor');
    const colleague = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
    expect(await textOf(colleague, `/saker/${caseId}`)).not.toContain('1 ny melding');
    expect(await textOf(applicant, `/soknader/${caseId}`)).toContain('1 ny melding');
  });
});
