/** A round from its officers’ side: who hears of what is theirs, when it is ready to be sent on, and how it ends. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { waitSettled } from '../embedded/time-machine/settled.js';
import type { ActorRole } from '../domain/roles.js';
import { applied } from '../testing/life.js';
import { aGrant, aScene, mailsOf, stateOfProcess, submission, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);
let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  scene = await aScene(product, { deadline: (await product.now()) + 2 * day, frame: 1_000_000 });
});
afterEach(() => product.close());

const day = 86_400_000;
const settled = () => waitSettled(product.database.pool, null, 30_000);
/** Given, and its outcome awaited also when something older was on its way. */
async function act(processId: string, name: string, [actorId, actorRole]: [string, ActorRole], content: object = {}) {
  const form = { token: randomUUID(), processId, name, content, actorId, actorRole };
  const sent = await product.send(form);
  if (sent.kind !== 'pending') return sent;
  await settled();
  return product.send(form);
}
const officer = (): [string, ActorRole] => [scene.officer, 'caseOfficer'];
const second = (): [string, ActorRole] => [scene.secondOfficer, 'caseOfficer'];
const none = { outcome: 'none', text: '' };
const outcome = (amount: number, what = amount > 0 ? 'granted' : 'rejected') => ({
  outcome: what,
  years: [{ year: 2027, amount }],
  reason:
    'Prosjektet er nytt for kommunen, svarer på et behov flere har, og kan brukes av andre etterpå. Planen er tydelig.',
  conditions: '',
});
const openTasks = async (processId: string) =>
  (await product.database.prisma.task.findMany({ where: { processId, doneAt: null }, orderBy: { kind: 'asc' } })).map(
    ({ kind, audience, assigneeId }) => [kind, audience, assigneeId],
  );
const kindsTo = async (processId: string, who: string) =>
  (await mailsOf(product, processId)).filter((mail) => mail.endsWith(` ${who}`)).map((mail) => mail.slice(17));

/** A case that its officer has declared for. */
async function aCase(who = scene.officer): Promise<string> {
  const grant = `grant/${await aGrant(product, scene, { state: 'registered', ladders: ['opening'], officer: who })}`;
  expect(await act(grant, 'declareImpartiality', [who, 'caseOfficer'], none)).toMatchObject({ kind: 'applied' });
  return grant;
}

/** The deadline passes and the assessment begins. */
async function toAssessment(): Promise<void> {
  await product.turnTo((await product.now()) + 3 * day);
  expect(await act(scene.call, 'startAssessment', officer())).toMatchObject({ kind: 'applied' });
}

test('an officer hears of a case that is registered or given to her, and of nothing she gives herself', async () => {
  const id = await aGrant(product, scene);
  await act(`grant/${id}`, 'submit', [scene.applicant, 'applicant'], submission(scene, id).content);
  await product.turnTo((await product.now()) + 3 * day);
  const grant = `grant/${id}`;
  const { caseOfficerId, caseNumber } = await product.database.prisma.application.findUniqueOrThrow({ where: { id } });
  const [first, other, name, otherName] =
    caseOfficerId === scene.officer
      ? [scene.officer, scene.secondOfficer, 'officer', 'second-officer']
      : [scene.secondOfficer, scene.officer, 'second-officer', 'officer'];
  expect(await kindsTo(grant, name)).toEqual(['E33 ' + name]);
  expect(await openTasks(grant)).toEqual([['openApplication', 'caseOfficer', first]]);

  await act(grant, 'assign', [scene.leader, 'leader'], { officerId: other });
  expect(await kindsTo(grant, otherName)).toEqual(['E33 ' + otherName]);
  expect(await openTasks(grant)).toEqual([['openApplication', 'caseOfficer', other]]);
  expect(await act(grant, 'declareImpartiality', [other, 'caseOfficer'], none)).toMatchObject({ kind: 'applied' });
  expect(await openTasks(grant)).toEqual([['assessApplication', 'caseOfficer', other]]);
  // Given on when it is under assessment: the new one declares first, then assesses.
  await act(grant, 'assign', [first, 'caseOfficer'], { officerId: first });
  expect(await kindsTo(grant, name)).toEqual(['E33 ' + name]);
  expect(await openTasks(grant)).toEqual([['openApplication', 'caseOfficer', first]]);
  await act(grant, 'declareImpartiality', [first, 'caseOfficer'], none);
  expect(await openTasks(grant)).toEqual([['assessApplication', 'caseOfficer', first]]);

  const described = await product.engine.client.workflow.getHandle(grant).describe();
  const { reference } = await product.database.prisma.application.findUniqueOrThrow({ where: { id } });
  expect(await described.staticSummary()).toBe(`Application ${reference}`);
  expect(caseNumber).not.toBe(reference);
  expect(await product.engine.client.workflow.getHandle(grant).query<{ number: string }>('memory')).toMatchObject({
    number: caseNumber,
  });
});

test('an assessor is asked once, hears of it, and the task is done by that assessment alone', async () => {
  const grant = await aCase();
  const ask = (assessorId: string) => act(grant, 'assignAssessor', officer(), { assessorId });
  expect(await ask(scene.assessor)).toMatchObject({ kind: 'applied' });
  expect(await ask(scene.secondOfficer)).toMatchObject({ kind: 'applied' });
  expect(await ask(scene.assessor)).toMatchObject({ refusal: 'superseded' });
  expect(await ask(scene.officer)).toMatchObject({ refusal: 'notYours' });
  expect(await ask(scene.applicant)).toMatchObject({ refusal: 'notYours' });
  expect(await kindsTo(grant, 'assessor')).toEqual(['E33 assessor']);
  const asked = async () =>
    (await openTasks(grant)).filter(([kind]) => kind === 'assess').map(([, , assigneeId]) => assigneeId);
  expect((await asked()).sort()).toEqual([scene.assessor, scene.secondOfficer].sort());

  const scores = { scores: [{ criterion: 'innovationValue', score: 4, reason: 'Nytt her' }], comment: '' };
  await act(grant, 'declareImpartiality', [scene.assessor, 'assessor'], none);
  expect(await act(grant, 'assess', [scene.assessor, 'assessor'], scores)).toMatchObject({ kind: 'applied' });
  expect(await asked()).toEqual([scene.secondOfficer]);
  await act(grant, 'declareImpartiality', second(), { outcome: 'conflict', text: 'Nær slekt' });
  expect(await asked()).toEqual([]);
});

test('the round cannot be assessed while a case has nobody who can take it', async () => {
  const id = await aGrant(product, scene, { state: 'registered', ladders: ['opening'], officer: scene.officer });
  const grant = `grant/${id}`;
  await product.turnTo((await product.now()) + 3 * day);
  await act(grant, 'declareImpartiality', officer(), { outcome: 'conflict', text: 'Nær slekt' });
  expect(await act(scene.call, 'startAssessment', officer())).toMatchObject({ refusal: 'officerMissing' });
  await act(grant, 'assign', [scene.leader, 'leader'], { officerId: scene.secondOfficer });
  expect(await act(scene.call, 'startAssessment', officer())).toMatchObject({ kind: 'applied' });
});

test('a round nobody applied in is closed, not assessed; its drafts end with it', async () => {
  const draft = `grant/${await aGrant(product, scene)}`;
  await product.turnTo((await product.now()) + 3 * day);
  expect(await openTasks(scene.call)).toEqual([['closeEmptyCall', 'officers', null]]);
  expect(await act(scene.call, 'startAssessment', officer())).toMatchObject({ refusal: 'noApplications' });
  expect(await act(scene.call, 'complete', officer())).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await openTasks(scene.call)).toEqual([]);
  for (const id of [scene.call, draft])
    expect((await product.database.prisma.process.findUniqueOrThrow({ where: { id } })).final).toBe(true);
});

test('two last recommendations at once: the officers are told once that the round is ready', async () => {
  const cases = [await aCase(), await aCase(scene.secondOfficer)];
  await toAssessment();
  expect(await openTasks(scene.call)).toEqual([]);
  await Promise.all([
    act(cases[0]!, 'recommend', officer(), outcome(100_000)),
    act(cases[1]!, 'recommend', second(), outcome(0)),
  ]);
  await settled();
  expect(await openTasks(scene.call)).toEqual([['sendAllocation', 'officers', null]]);
  // Changed afterwards, it is still the same round.
  expect(await act(cases[1]!, 'recommend', second(), outcome(50_000, 'partiallyGranted'))).toMatchObject({
    kind: 'applied',
  });
  await settled();
  expect((await kindsTo(scene.call, 'officer')).filter((mail) => mail === 'E33 officer')).toHaveLength(2); // the deadline, and this
  expect(await act(scene.call, 'allocate', officer())).toMatchObject({ kind: 'applied' });
  expect((await openTasks(scene.call)).map(([kind]) => kind)).toEqual(['approveAllocation']);
});

test('a round that is recommended before the assessment begins is ready when it does; the one it waited for may be withdrawn', async () => {
  const early = await aCase();
  expect(await act(early, 'recommend', officer(), outcome(100_000))).toMatchObject({ kind: 'applied' });
  await toAssessment();
  expect((await openTasks(scene.call)).map(([kind]) => kind)).toEqual(['sendAllocation']);

  await product.database.prisma.task.updateMany({ data: { doneAt: new Date() } });
  const late = await aCase();
  expect(await act(late, 'withdraw', [scene.applicant, 'applicant'], { reason: '' })).toMatchObject({
    kind: 'applied',
  });
  await settled();
  expect((await openTasks(scene.call)).map(([kind]) => kind)).toEqual(['sendAllocation']);
});

test('a call completes by itself, once, when its last project and its last rejection have ended', async () => {
  const { prisma } = product.database;
  const [award, rejection] = [await aCase(), await aCase()];
  await toAssessment();
  await act(award, 'recommend', officer(), outcome(100_000));
  await act(rejection, 'recommend', officer(), outcome(0));
  await settled();
  await act(scene.call, 'allocate', officer());
  const applicationIds = [award, rejection].map((id) => id.slice('grant/'.length));
  await applied(product, { processId: scene.call, name: 'decide', content: { applicationIds }, actorId: scene.approver, actorRole: 'approver' }); // prettier-ignore
  await product.turnTo((await product.now()) + 30 * day);
  expect([await stateOfProcess(product, rejection), await stateOfProcess(product, scene.call)]).toEqual([
    'rejected',
    'decided',
  ]);
  expect(await prisma.process.count({ where: { kind: 'grant', final: false } })).toBe(0);

  // The final report is approved: the project ends, and with it the call.
  const project = award.replace('grant', 'project');
  await prisma.report.updateMany({ data: { kind: 'final' } });
  const [report] = await prisma.process.findMany({
    where: { parentId: project, kind: 'report' },
    orderBy: { id: 'asc' },
  });
  await prisma.process.update({ where: { id: project }, data: { lastSeq: { increment: 1 } } });
  const { lastSeq } = await prisma.process.findUniqueOrThrow({ where: { id: project } });
  const told = {
    id: `${report!.id}>${project}/finalReportApproved`,
    processId: project,
    seq: lastSeq,
    name: 'finalReportApproved',
  };
  const at = new Date(await product.now());
  await prisma.command.create({ data: { ...told, actorRole: 'system', content: {}, contentHash: '', receivedAt: at, deliverAfter: new Date(0) } }); // prettier-ignore
  await settled();
  expect([await stateOfProcess(product, project), await stateOfProcess(product, scene.call)]).toEqual([
    'completed',
    'completed',
  ]);
  const ends = await prisma.event.findMany({ where: { processId: scene.call, name: 'complete' } });
  expect(ends.map(({ actorRole, at }) => [actorRole, at])).toEqual([['system', at]]);
});

test('when the last rejection ends after the projects, it is the one that completes the call', async () => {
  const rejection = await aCase();
  await toAssessment();
  await act(rejection, 'recommend', officer(), outcome(0, 'rejected'));
  await settled();
  await act(scene.call, 'allocate', officer());
  const content = { applicationIds: [rejection.slice('grant/'.length)] };
  await applied(product, { processId: scene.call, name: 'decide', content, actorId: scene.approver, actorRole: 'approver' }); // prettier-ignore
  await product.turnTo((await product.now()) + 30 * day);
  expect(await stateOfProcess(product, scene.call)).toBe('completed');
  expect(await product.database.prisma.process.findUniqueOrThrow({ where: { id: scene.call } })).toMatchObject({
    final: true,
  });
});

test('what should have been done before an import is recorded as skipped, and says why', async () => {
  const id = await aGrant(product, scene, { why: 'imported' });
  const duties = await product.database.prisma.duty.findMany({
    where: { processId: `grant/${id}` },
    orderBy: { dueAt: 'asc' },
  });
  expect(duties.map(({ name, status, note }) => [name, status, note])).toEqual([
    ['before-14', 'skipped', 'imported'],
    ['before-7', 'skipped', 'imported'],
    ['before-3', 'skipped', 'imported'],
    ['before-1', 'planned', null],
    ['deadline', 'planned', null],
  ]);
});

test('the end of a process leaves open what did not reach its reader, and nothing else', async () => {
  const { prisma } = product.database;
  const grant = await aCase();
  const task = { processId: grant, audience: 'leaders', countyGovernorCode: 'FMNO', at: new Date() };
  for (const kind of ['emailBounced', 'deliveryFailed', 'submissionRefused'])
    await prisma.task.create({ data: { ...task, key: `${grant}/${kind}`, kind } });
  expect(await act(grant, 'withdraw', [scene.applicant, 'applicant'], { reason: '' })).toMatchObject({
    kind: 'applied',
  });
  expect((await openTasks(grant)).map(([kind]) => kind)).toEqual(['deliveryFailed', 'emailBounced']);
});

test('whoever starts a process whose engine has lost it, it starts as its rows say', async () => {
  const id = await aGrant(product, scene);
  const grant = `grant/${id}`;
  await product.engine.client.workflow.getHandle(grant).terminate('lost');
  await product.engine.connection.workflowService.deleteWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: grant },
  });
  const known = () => product.engine.client.workflow.getHandle(grant).describe().then(() => true, () => false); // prettier-ignore
  while (await known()) await sleep(50);
  // The first command of a planted process has number 1.
  expect(await product.send(submission(scene, id))).toMatchObject({ kind: 'applied' });
  expect(await stateOfProcess(product, grant)).toBe('submitted');
});
