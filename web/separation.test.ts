/** Who is in conflict sees that a case exists, and nothing of what is in it; and the new readers see what is theirs. */
import { jest } from '@jest/globals';
import { lifecycles } from '../domain/lifecycles.js';
import { isGovernorRole, type Role } from '../domain/roles.js';
import { aCall, aPerson, anApplication, aProject, aReport, aThread } from '../testing/builders.js';
import { fillIn, post, testWeb, type Agent, type TestWeb } from '../testing/web.js';
import { actionNames } from './cases/acting.js';

jest.setTimeout(60_000);
let web: TestWeb;
let callId: string;
let id: string;
let threadId: string;
let reportId: string;
/** In conflict with the case; an officer, an approver and a leader at once. */
let conflicted: Agent;
let conflictedId: string;
const secret = 'Overgangen fra barnehage til skole er brå';

const declare = (applicationId: string, personId: string, outcome: 'none' | 'conflict') =>
  web.prisma.impartialityDeclaration.create({ data: { applicationId, personId, outcome, declaredAt: new Date() } });
const inState = (state: string) => web.prisma.process.update({ where: { id: `grant/${id}` }, data: { state } });
const someone = async (role: Role, at?: string) => web.as(await aPerson(web.prisma, [{ role, ...(at ? { at } : {}) }]));
const read = async (agent: Agent, path: string): Promise<string> =>
  (await agent.get(path)).text.replaceAll('\u00a0', ' ');

beforeAll(async () => {
  web = await testWeb();
  const { prisma } = web;
  callId = (await aCall(prisma, { state: 'underAssessment' })).id;
  const contactId = await aPerson(prisma, [{ role: 'applicant', at: '1804' }], { firstName: 'Kari', lastName: 'Kontakt', email: 'kari@bodo.example' }); // prettier-ignore
  id = (await anApplication(prisma, { callId, state: 'underAssessment', contactId, applied: 123_000 })).id;
  conflictedId = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'approver', at: 'FMNO' }, { role: 'leader', at: 'FMNO' }]); // prettier-ignore
  await declare(id, conflictedId, 'conflict');
  const other = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], {
    firstName: 'Njål',
    lastName: 'Vurderer',
  });
  await prisma.assessment.create({ data: { applicationId: id, assessorId: other, comment: 'Internt om saken', savedAt: new Date(), scores: { create: { criterionKey: 'innovationValue', score: 4, reason: 'Ganske nytt' } } } }); // prettier-ignore
  await prisma.recommendation.create({ data: { applicationId: id, round: 1, officerId: other, outcome: 'granted', reason: 'Hemmelig grunn', at: new Date(), years: { create: { budgetYear: 2027, amount: 99_000n } } } }); // prettier-ignore
  threadId = (await aThread(prisma, { caseId: id, subject: 'Et spørsmål', messages: [{ side: 'municipality', authorId: contactId, text: 'Hei' }] })).id; // prettier-ignore
  const project = await aProject(prisma, { applicationId: id });
  reportId = (await aReport(prisma, { projectId: project.id, state: 'submitted' })).id;
  const task = (processId: string, kind: string) => ({ key: `${processId}/${kind}`, processId, kind, audience: 'caseOfficer', countyGovernorCode: 'FMNO', at: new Date() }); // prettier-ignore
  await prisma.task.createMany({ data: [task(`report/${reportId}`, 'assessReport'), task(`thread/${threadId}`, 'answerMessage'), task(`grant/${id}`, 'assessApplication')] }); // prettier-ignore
  conflicted = await web.as(conflictedId);
}, 120_000);
afterAll(() => web.close());
beforeEach(() => inState('underAssessment'));

describe('in conflict', () => {
  test('the case shows that it exists: no answers, amounts, assessments, people, messages', async () => {
    const page = await read(conflicted, `/saker/${id}`);
    expect(page).toContain('Du er inhabil og kan ikke se saken.');
    for (const hidden of [secret, '123 000', 'Ganske nytt', 'Hemmelig grunn', 'kari@bodo.example', 'Et spørsmål'])
      expect(page).not.toContain(hidden);
  });

  test('threads and reports do not exist, nor does the letter as it will be', async () => {
    await inState('recommended');
    for (const path of [`/meldinger/${threadId}`, `/meldinger/${threadId}/avslutt`, `/meldinger/ny/${id}`, `/rapporter/${reportId}`, `/rapporter/${reportId}/gjor/godkjenn`, `/saker/${id}/brev`])
      expect([path, (await conflicted.get(path)).status]).toEqual([path, 404]);
  }); // prettier-ignore

  test('the list, the file and the board have the row without amounts', async () => {
    expect(await read(conflicted, '/saker')).toContain('Trygg skolestart');
    expect(await read(conflicted, '/saker')).not.toContain('123 000');
    expect(await read(conflicted, '/saker.csv')).not.toContain('123000');
    await inState('recommended');
    for (const path of [`/utlysninger/${callId}/fordeling`, `/utlysninger/${callId}/avgjorelse`]) {
      const row = (await read(conflicted, path)).split('<tr').find((one) => one.includes(`/saker/${id}`)) ?? '';
      const cells = row.split('</tr>')[0]!;
      expect(cells).not.toMatch(/123 000|99 000|Innvilget/);
    }
    expect(await read(conflicted, `/utlysninger/${callId}/fordeling`)).toContain(`/saker/${id}`);
  });

  test('the office’s home tells of no report and no message, and the case’s task is not theirs', async () => {
    const home = await read(conflicted, '/embete/FMNO');
    expect(home).not.toContain(`/rapporter/${reportId}`);
    expect(home).not.toContain(`/meldinger/${threadId}`);
    const colleague = await read(await someone('caseOfficer', 'FMNO'), '/embete/FMNO');
    expect(colleague).toContain(`/rapporter/${reportId}`);
    expect(colleague).toContain(`/meldinger/${threadId}`);
  });

  const pages = Object.entries(actionNames);
  test('every command the office gives in a case has a page, or is given elsewhere', () => {
    const elsewhere = ['decide', 'handOver'];
    const given = lifecycles.grant.transitions.filter(({ who }) => who.some((role) => isGovernorRole(role))).map(({ on }) => on);
    expect(new Set([...pages.map(([, command]) => command), ...elsewhere])).toEqual(new Set(given));
  }); // prettier-ignore

  test.each(pages)('«%s» is refused, and nothing is received', async (name, command) => {
    const transition = lifecycles.grant.transitions.find(({ on }) => on === command)!;
    for (const state of transition.from) {
      await inState(state);
      const path = `/saker/${id}/gjor/${name}`;
      const page = await conflicted.get(path);
      expect([page.status, page.text.includes(secret), page.text.includes('inhabil')]).toEqual([409, false, true]);
      const csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)![1]!;
      const answer = await post(conflicted, path, { _csrf: csrf, text: 'Et forsøk på å skrive' });
      expect([answer.status, answer.text.includes(secret)]).toEqual([409, false]);
    }
    expect(await web.prisma.command.count({ where: { actorId: conflictedId } })).toBe(0);
  });
});

describe('the ministry and the auditor', () => {
  test('read what was sent in, the auditor also how it was assessed, and can do nothing', async () => {
    const [reader, auditor] = [await someone('ministryReader'), await someone('auditor')];
    const [seen, audited] = [await read(reader, `/saker/${id}`), await read(auditor, `/saker/${id}`)];
    for (const page of [seen, audited]) {
      expect(page).toContain(secret);
      expect(page).not.toContain('/gjor/');
      expect(page).toContain('Du trenger ikke gjøre noe nå');
    }
    expect([seen.includes('Ganske nytt'), audited.includes('Ganske nytt')]).toEqual([false, true]);
    expect([seen.includes('Hemmelig grunn'), audited.includes('Hemmelig grunn')]).toEqual([false, true]);
    expect((await reader.get(`/meldinger/${threadId}`)).status).toBe(404);
    expect(await read(auditor, `/meldinger/${threadId}`)).not.toContain('<textarea');
    expect((await reader.get(`/rapporter/${reportId}`)).status).toBe(200);
    expect((await reader.get(`/utlysninger/${callId}/styring`)).status).toBe(200);
  });

  test('find the cases of every office, or of one', async () => {
    const elsewhere = await aCall(web.prisma, { countyGovernorCode: 'FMRO' });
    const theirs = await anApplication(web.prisma, {
      callId: elsewhere.id,
      state: 'registered',
      title: 'Rogalands egen',
    });
    const draft = await anApplication(web.prisma, { callId: elsewhere.id, title: 'Bare et utkast' });
    const reader = await someone('ministryReader');
    const all = await read(reader, '/saker');
    expect(all).toContain(`/saker/${theirs.id}`);
    expect(all).toContain(`/saker/${id}`);
    expect(all).not.toContain(draft.id);
    expect(all).toMatch(/<option value=""[^>]*selected[^>]*>Alle embeter/);
    const one = await read(reader, '/saker?embete=FMRO');
    expect([one.includes(theirs.id), one.includes(`/saker/${id}`)]).toEqual([true, false]);
    expect(await read(await someone('caseOfficer', 'FMNO'), '/saker?embete=alle')).not.toContain(theirs.id);
  });
});

test('another office reads an awarded project without who is who and how it was assessed', async () => {
  const elsewhere = await someone('caseOfficer', 'FMRO');
  expect((await elsewhere.get(`/saker/${id}`)).status).toBe(404);
  await inState('granted');
  const page = await read(elsewhere, `/saker/${id}`);
  expect(page).toContain(secret);
  for (const hidden of ['kari@bodo.example', 'Kari', 'Ganske nytt', 'Hemmelig grunn', 'Njål', '/meldinger/'])
    expect([hidden, page.includes(hidden)]).toEqual([hidden, false]);
  expect(await read(elsewhere, '/saker?embete=FMNO')).toContain(`/saker/${id}`);
});

describe('a member of the reference group', () => {
  test('declares, reads without who is who, and writes a remark the officer sees beside the assessments', async () => {
    const memberId = await aPerson(web.prisma, [{ role: 'referenceGroupMember', at: 'FMNO' }], { firstName: 'Nils', lastName: 'Råd' }); // prettier-ignore
    const member = await web.as(memberId);
    expect(await read(member, '/saker')).toContain(`/saker/${id}`);
    const before = await read(member, `/saker/${id}`);
    expect(before).not.toContain(secret);
    expect(before).toContain(`/saker/${id}/gjor/habilitet`);
    expect((await member.get(`/saker/${id}/gjor/merknad`)).status).toBe(409);
    await declare(id, memberId, 'none');
    const page = await read(member, `/saker/${id}`);
    expect(page).toContain(secret);
    for (const hidden of ['kari@bodo.example', 'Kari', 'Ganske nytt', 'Hemmelig grunn', '/brev/'])
      expect([hidden, page.includes(hidden)]).toEqual([hidden, false]);
    expect(page).toContain(`<a class="ds-button" href="/saker/${id}/gjor/merknad">Skriv en merknad</a>`);
    const empty = await fillIn(member, `/saker/${id}/gjor/merknad`, { text: ' ' });
    expect([empty.status, empty.text.includes('Skriv en merknad.')]).toEqual([422, true]);
    const sent = await fillIn(member, `/saker/${id}/gjor/merknad`, { text: 'Godt forankret, men dyrt.' });
    expect(sent.status).toBe(303);
    const command = await web.prisma.command.findFirstOrThrow({ where: { actorId: memberId } });
    expect(command).toMatchObject({ name: 'comment', actorRole: 'referenceGroupMember', content: { text: 'Godt forankret, men dyrt.' } }); // prettier-ignore
    await web.prisma.command.update({ where: { id: command.id }, data: { status: 'applied' } });
    await web.prisma.caseComment.create({ data: { applicationId: id, position: 1, authorId: memberId, at: new Date(), text: 'Godt forankret, men dyrt.' } }); // prettier-ignore
    const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
    await declare(id, officer, 'none');
    expect(await read(await web.as(officer), `/saker/${id}`)).toMatch(/Nils Råd[\s\S]*Godt forankret, men dyrt\./);
    expect(await read(await someone('ministryReader'), `/saker/${id}`)).not.toContain('Godt forankret');
  });

  test('in conflict keeps the receipt, and sees no more', async () => {
    const memberId = await aPerson(web.prisma, [{ role: 'referenceGroupMember', at: 'FMNO' }]);
    await declare(id, memberId, 'conflict');
    const page = await read(await web.as(memberId), `/saker/${id}`);
    expect([page.includes('Du er inhabil'), page.includes(secret)]).toEqual([true, false]);
  });
});
