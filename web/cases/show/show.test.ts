import { randomUUID } from 'node:crypto';
import { aCall, aPerson, anApplication, aProject } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

const staff = (role: 'caseOfficer' | 'assessor' | 'approver' | 'leader', person = {}) =>
  aPerson(web.prisma, [{ role, at: 'FMNO' }], person);
const declare = (applicationId: string, personId: string, outcome: 'none' | 'conflict') =>
  web.prisma.impartialityDeclaration.create({ data: { applicationId, personId, outcome, declaredAt: new Date() } });
const assess = (applicationId: string, assessorId: string, reason: string) =>
  web.prisma.assessment.create({
    data: {
      applicationId,
      assessorId,
      savedAt: new Date(),
      scores: { create: { criterionKey: 'innovationValue', score: 4, reason } },
    },
  });
const read = async (personId: string, path: string) => (await web.as(personId)).get(path);
const secret = 'Overgangen fra barnehage til skole er brå';

test('another county’s case answers exactly like one that does not exist', async () => {
  const { id } = await anApplication(web.prisma, { state: 'underAssessment' });
  const elsewhere = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMRO' }]);
  const theirs = await read(elsewhere, `/saker/${id}`);
  const absent = await read(elsewhere, `/saker/${randomUUID()}`);
  expect([theirs.status, absent.status, (await read(elsewhere, '/saker/1')).status]).toEqual([404, 404, 404]);
  const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  expect(main(theirs.text)).toBe(main(absent.text));
  expect((await read(elsewhere, `/saker/${id}/gjor/vurdering`)).status).toBe(404);
});

test('a draft does not exist for the office, and nobody else than the municipality is sent to its own page', async () => {
  const applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  const neighbour = await aPerson(web.prisma, [{ role: 'applicant', at: '1839' }]);
  const { id } = await anApplication(web.prisma);
  expect((await read(await staff('leader'), `/saker/${id}`)).status).toBe(404);
  const own = await read(applicant, `/saker/${id}`);
  expect([own.status, own.headers['location']]).toEqual([303, `/soknader/${id}`]);
  expect((await read(neighbour, `/saker/${id}`)).status).toBe(404);
});

test('before impartiality is declared there is the head, the declaration, and nothing of the content', async () => {
  const officer = await staff('caseOfficer');
  const { id } = await anApplication(web.prisma, {
    state: 'registered',
    caseNumber: '2027/NO-1',
    caseOfficerId: officer,
  });
  const page = await read(officer, `/saker/${id}`);
  expect(page.text).toContain('2027/NO-1 Trygg skolestart');
  expect(page.text).toContain(`<a class="ds-button" href="/saker/${id}/gjor/habilitet">Erklær habilitet</a>`);
  expect(page.text).not.toContain(secret);
  await declare(id, officer, 'none');
  expect((await read(officer, `/saker/${id}`)).text).toContain(secret);
});

test('what was dismissed unread shows its content to nobody who has not declared, and says so when it is over', async () => {
  const officer = await staff('caseOfficer');
  const { id } = await anApplication(web.prisma, { state: 'dismissed', caseNumber: '2027/NO-11' });
  const page = await read(officer, `/saker/${id}`);
  expect(page.text).toContain('Erklær habilitet først.');
  expect(page.text).toContain(`/saker/${id}/gjor/habilitet`);
  expect(page.text).not.toContain(secret);
  await web.prisma.process.update({ where: { id: `grant/${id}` }, data: { final: true } });
  const over = await read(officer, `/saker/${id}`);
  expect(over.text).toContain('Innholdet vises bare for dem som erklærte habilitet før det.');
  expect(over.text).not.toContain(`/saker/${id}/gjor/`);
  expect(over.text).not.toContain(secret);
  await declare(id, officer, 'none');
  expect((await read(officer, `/saker/${id}`)).text).toContain(secret);
});

test('what came late gets its number when it is taken in or not, and has used no days yet', async () => {
  const { id } = await anApplication(web.prisma, { state: 'late', submittedAt: new Date('2027-04-01T08:00:00Z') });
  await web.prisma.event.create({
    data: { processId: `grant/${id}`, seq: 1, cause: randomUUID(), name: 'submitLate', fromState: 'lapsed', toState: 'late', actorRole: 'applicant', at: new Date(), doneAt: new Date(), result: {} },
  }); // prettier-ignore
  const { text } = await read(await staff('caseOfficer'), `/saker/${id}`);
  expect(text).toContain('Saken får saksnummer når det er avgjort om den blir tatt inn.');
  expect(text).not.toContain('dager brukt');
});

test('nobody is offered to give the case on, or ask for another assessment, where there is nobody else', async () => {
  const officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMTL' }]);
  const { id: callId } = await aCall(web.prisma, { countyGovernorCode: 'FMTL', authorId: officer });
  const { id } = await anApplication(web.prisma, { callId, state: 'underAssessment', caseOfficerId: officer });
  await declare(id, officer, 'none');
  const alone = (await read(officer, `/saker/${id}`)).text;
  expect(alone).toContain(`/saker/${id}/gjor/innstilling`);
  for (const name of ['fordel', 'vurderer']) {
    expect(alone).not.toContain(`/saker/${id}/gjor/${name}`);
    expect((await read(officer, `/saker/${id}/gjor/${name}`)).status).toBe(409);
  }
  await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMTL' }]);
  const two = (await read(officer, `/saker/${id}`)).text;
  for (const name of ['fordel', 'vurderer']) expect(two).toContain(`/saker/${id}/gjor/${name}`);
});

test('who is in conflict sees no content and can do nothing', async () => {
  const officer = await staff('caseOfficer');
  const { id } = await anApplication(web.prisma, { state: 'underAssessment', caseNumber: '2027/NO-2' });
  await declare(id, officer, 'conflict');
  const page = await read(officer, `/saker/${id}`);
  expect(page.text).toContain('Du er inhabil og kan ikke se saken.');
  expect(page.text).not.toContain(secret);
  expect(page.text).not.toContain(`/saker/${id}/gjor/`);
  const list = await read(officer, `/saker?sok=2027/NO-2`);
  expect(list.text).toContain('Trygg skolestart');
  expect(list.text).not.toContain('100 000 kr');
});

test('the others’ assessments are shown only when one’s own is saved', async () => {
  const [assessor, other] = [
    await staff('assessor'),
    await staff('assessor', { firstName: 'Annen', lastName: 'Vurderer' }),
  ];
  const { id } = await anApplication(web.prisma, { state: 'underAssessment' });
  await declare(id, assessor, 'none');
  await assess(id, other, 'Dette er nytt i fylket.');
  const before = (await read(assessor, `/saker/${id}`)).text;
  expect(before).toContain('1 annen har vurdert søknaden.');
  expect(before).not.toContain('Dette er nytt i fylket.');
  await assess(id, assessor, 'Min egen grunn.');
  const after = (await read(assessor, `/saker/${id}`)).text;
  expect(after).toContain('Dette er nytt i fylket.');
  expect(after.indexOf('Min vurdering')).toBeLessThan(after.indexOf('Annen Vurderer</th>'));
});

test('a wait for the municipality shows the question, its due date and the days that stood still', async () => {
  const officer = await staff('caseOfficer');
  const { id, processId } = await anApplication(web.prisma, { state: 'informationRequested', caseOfficerId: officer });
  await declare(id, officer, 'none');
  const day = 86_400_000;
  const now = await web.clock.now();
  await web.prisma.event.create({
    data: { processId, seq: 1, cause: `${processId}/a`, name: 'due:deadline', fromState: 'submitted', toState: 'registered', actorRole: 'system', at: new Date(now - 10 * day), doneAt: new Date(now), result: {} },
  }); // prettier-ignore
  await web.prisma.clarification.create({
    data: { applicationId: id, round: 1, question: '<b>Hvem</b> leder prosjektet?', askedById: officer, askedAt: new Date(now - 4 * day), dueAt: new Date(now + 3 * day) },
  }); // prettier-ignore
  const page = (await read(officer, `/saker/${id}`)).text;
  expect(page).toContain('Venter på kommunen');
  expect(page).toContain('6 dager brukt. Saken stod stille i 4 dager');
  expect(page).toContain('&lt;b&gt;Hvem&lt;/b&gt; leder prosjektet?');
  expect(page).toContain(`href="/saker/${id}/gjor/avslutt-venting"`);
  expect(page).not.toMatch(/<main[\s\S]*<a class="ds-button" href/);
});

test('who recommended is told that another must decide; another approver is led to the decision', async () => {
  const both = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }, { role: 'approver', at: 'FMNO' }]); // prettier-ignore
  const approver = await staff('approver');
  const call = await aCall(web.prisma, { state: 'allocated' });
  const { id } = await anApplication(web.prisma, { callId: call.id, state: 'recommended', caseOfficerId: both });
  await web.prisma.recommendation.create({
    data: { applicationId: id, round: 1, officerId: both, outcome: 'granted', reason: 'En god søknad.', at: new Date(), years: { create: { budgetYear: 2027, amount: 100_000n } } },
  }); // prettier-ignore
  await declare(id, both, 'none');
  await declare(id, approver, 'none');
  expect((await read(both, `/saker/${id}`)).text).toContain('En annen må godkjenne det.');
  expect((await read(approver, `/saker/${id}`)).text).toContain(
    `<a class="ds-button" href="/utlysninger/${call.id}/avgjorelse">Gå til avgjørelsen</a>`,
  );
});

test('the case in nynorsk', async () => {
  const officer = await staff('caseOfficer', { language: 'nn' });
  const { id } = await anApplication(web.prisma, { state: 'underAssessment', caseOfficerId: officer });
  await declare(id, officer, 'none');
  const { text } = await read(officer, `/saker/${id}`);
  expect(text).toContain('<html lang="nn"');
  for (const words of [
    'Ventar på deg',
    'Skriv vurdering',
    'Tilråding',
    'Kvar er saka',
    'Eigenfinansiering'.toLowerCase(),
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/\b(cases|common|applications)\.[a-zA-Z]+\./);
});

test('the case begins with its sums, what is missing and what the undertaking has been given before; the form is folded by step', async () => {
  const officer = await staff('caseOfficer');
  const earlier = await aProject(web.prisma, { awarded: 250_000 });
  await web.prisma.awardYear.deleteMany({ where: { projectId: earlier.id } });
  await web.prisma.awardYear.create({ data: { projectId: earlier.id, budgetYear: 2026, amount: 250_000n, kind: 'committed' } });
  const call = await aCall(web.prisma, { requiredAttachments: ['projectPlan'] });
  const { id } = await anApplication(web.prisma, { callId: call.id, state: 'underAssessment', kind: 'continuation', previousProjectId: earlier.id });
  await declare(id, officer, 'none');
  const { text } = await read(officer, `/saker/${id}`);
  const at = (piece: string) => text.replaceAll('\u00a0', ' ').indexOf(piece);
  const order = [at('Mangler vedlegg: Prosjektplan'), at('id="budsjett"'), at('2026: 250 000 kr'), at('id="steg-soknaden" open'), at('id="steg-innhold"')];
  expect(order.every((place) => place > 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(text).not.toContain('id="steg-innhold" open');
}); // prettier-ignore
