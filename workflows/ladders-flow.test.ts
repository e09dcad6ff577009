/**
 * Every ladder on the real engine: nothing early, twice or missing. The lists are written by hand after lifecycles.md and the
 * calendar of 2031 (Z = UTC; summer time from 30 March), not by the planner.
 */
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import {
  aGrant,
  anAccessRequest,
  aReport,
  aScene,
  aThread,
  mailsOf,
  stateOfProcess,
  submission,
  type Scene,
} from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
const monday6January = at('2031-01-06T09:00:00Z');
const deadline31March = at('2031-03-31T22:00:00Z');

let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, monday6January);
  scene = await aScene(product, { deadline: deadline31March });
});
afterEach(() => product.close());

const asOfficer = { actorId: '', actorRole: 'caseOfficer' as const };
const statuses = async (processId: string) => {
  const duties = await product.database.prisma.duty.findMany({
    where: { processId },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  return duties.map((duty) => `${duty.name} ${duty.status}`);
};

/** Nothing was done before its instant by the shown clock, and nothing long after. */
async function expectPunctual(): Promise<void> {
  const events = await product.database.prisma.event.findMany({ where: { name: { not: 'seeded' } } });
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) {
    const late = event.doneAt.getTime() - event.at.getTime();
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5 * 60_000);
  }
}

test('a spring of drafts, an access request, a report and a question', async () => {
  const moved = await aGrant(product, scene);
  const asked = await aGrant(product, scene, { state: 'underAssessment', ladders: [], officer: scene.officer });
  const access = await anAccessRequest(product);
  const report = await aReport(product, scene, {
    opensAt: at('2031-01-09T07:00:00Z'),
    dueAt: at('2031-02-20T23:00:00Z'),
  });
  const officer = { ...asOfficer, actorId: scene.officer };
  const declared = { applicationId: asked, personId: scene.officer, outcome: 'none', declaredAt: new Date() };
  await product.database.prisma.impartialityDeclaration.create({ data: declared });

  await product.turnTo(at('2031-02-03T10:00:00Z'));
  const question = { processId: `grant/${asked}`, name: 'requestInformation' };
  const content = { question: 'Hvem skal lede prosjektet?', dueAt: at('2031-02-17T23:00:00Z') };
  // The workflow was started before the declaration: it is the row’s word that counts once it is told.
  const declare = {
    processId: `grant/${asked}`,
    name: 'declareImpartiality',
    content: { outcome: 'none', text: '' },
    ...officer,
  };
  expect(await product.send(declare)).toMatchObject({ kind: 'applied' });
  expect(await product.send({ ...question, content, ...officer })).toMatchObject({ kind: 'applied' });
  await product.turnTo(at('2031-02-15T10:00:00Z'));
  const later = {
    processId: `grant/${asked}`,
    name: 'extendClarification',
    content: { dueAt: at('2031-02-21T23:00:00Z') },
    ...officer,
  };
  expect(await product.send(later)).toMatchObject({ kind: 'applied' });
  await product.turnTo(at('2031-03-25T10:00:00Z'));
  const extension = { deadline: at('2031-04-10T22:00:00Z'), reason: 'Mange har bedt om lengre tid.' };
  const extend = { processId: scene.call, name: 'extendDeadline', content: extension, actorId: scene.approver };
  expect(await product.send({ ...extend, actorRole: 'approver' })).toMatchObject({ kind: 'applied' });
  await product.turnTo(at('2031-04-12T10:00:00Z'));

  const extendedAt = (await product.database.prisma.callDeadline.findFirstOrThrow({ where: { version: 2 } })).decidedAt;
  expect(await mailsOf(product, `grant/${moved}`)).toEqual([
    '2031-03-17T07:00 E3 applicant',
    '2031-03-24T07:00 E3 applicant',
    '2031-03-27T07:00 E3 applicant',
    '2031-04-03T06:00 E3 applicant',
    '2031-04-07T06:00 E3 applicant',
    '2031-04-09T06:00 E3 applicant',
    '2031-04-10T22:00 E4 applicant',
  ]);
  expect(await stateOfProcess(product, `grant/${moved}`)).toBe('lapsed');
  expect((await mailsOf(product, `grant/${asked}`)).map((mail) => mail.replace(/T\d\d:\d\d/, ''))).toEqual([
    '2031-02-03 E12 applicant',
    '2031-02-14 E12reminder applicant',
    '2031-02-15 E12 applicant',
    '2031-02-18 E12reminder applicant',
    '2031-02-21 E12reminder applicant',
    '2031-02-22 E33 officer',
    '2031-02-28 E33 officer',
  ]);
  expect(await mailsOf(product, `access-request/${access}`)).toEqual([
    '2031-01-08T07:00 E26reminder officer',
    '2031-01-08T07:00 E26reminder second-officer',
    '2031-01-13T07:00 E33 leader',
  ]);
  expect(await mailsOf(product, `report/${report}`)).toEqual([
    '2031-01-09T07:00 E17 applicant',
    '2031-01-21T07:00 E17reminder applicant',
    '2031-02-06T07:00 E17reminder applicant',
    '2031-02-17T07:00 E17reminder applicant',
    '2031-02-20T07:00 E17reminder applicant',
    '2031-02-21T07:00 E20 applicant',
    '2031-02-27T07:00 E20 applicant',
    '2031-03-13T07:00 E20 kd-1804',
    '2031-03-13T07:00 E20 post-1804',
    '2031-04-03T06:00 E33 officer',
  ]);
  expect(await mailsOf(product, scene.call)).toEqual([
    '2031-03-24T07:00 E3none post-1839',
    `${extendedAt.toISOString().slice(0, 16)} E2 applicant`,
    `${extendedAt.toISOString().slice(0, 16)} E2 officer`,
    `${extendedAt.toISOString().slice(0, 16)} E2 post-1804`,
    `${extendedAt.toISOString().slice(0, 16)} E2 post-1839`,
    `${extendedAt.toISOString().slice(0, 16)} E2 second-officer`,
    '2031-04-03T06:00 E3none post-1839',
    '2031-04-10T22:00 E33 officer',
    '2031-04-10T22:00 E33 second-officer',
  ]);
  const open = await product.database.prisma.task.findMany({ where: { doneAt: null }, select: { kind: true } });
  expect(open.map((task) => task.kind).sort()).toEqual(
    [
      'accessRequestWaiting',
      'answerQuestion',
      'assessApplication',
      'clarificationUnanswered',
      'reportOverdue',
      'startAssessment',
      'writeReport',
    ].sort(),
  );
  await expectPunctual();
});

test('a worker that was away for weeks: every step of an escalation, once', async () => {
  const report = await aReport(product, scene, {
    opensAt: at('2031-01-09T07:00:00Z'),
    dueAt: at('2031-02-20T23:00:00Z'),
  });
  await product.turnTo(at('2031-02-18T12:00:00Z'));
  await product.stopWorker();
  await turnClockTo(product.database.pool, at('2031-03-30T12:00:00Z'));
  await product.startWorker();
  await product.turnTo(at('2031-03-30T13:00:00Z'));
  expect((await mailsOf(product, `report/${report}`)).slice(5)).toEqual([
    '2031-02-21T07:00 E20 applicant',
    '2031-02-27T07:00 E20 applicant',
    '2031-03-13T07:00 E20 kd-1804',
    '2031-03-13T07:00 E20 post-1804',
  ]);
  expect(await statuses(`report/${report}`)).toEqual(
    expect.arrayContaining(['deadline done', 'overdue-21 done', 'overdue-42 planned']),
  );
});

test('reminders missed in an outage are one: the latest', async () => {
  const asked = await aGrant(product, scene, { state: 'underAssessment', ladders: [], officer: scene.officer });
  const officer = { ...asOfficer, actorId: scene.officer, processId: `grant/${asked}` };
  await product.send({ ...officer, name: 'declareImpartiality', content: { outcome: 'none', text: '' } });
  const content = { question: 'Hvem skal lede prosjektet?', dueAt: at('2031-01-20T23:00:00Z') };
  await product.send({ ...officer, name: 'requestInformation', content });
  await product.stopWorker();
  await turnClockTo(product.database.pool, at('2031-01-21T12:00:00Z'));
  const scores = [{ criterion: 'innovationValue', score: 4, reason: 'Nytt for kommunen' }];
  await product.send({ ...officer, name: 'assess', content: { scores, comment: '' } });
  await product.startWorker();
  await product.turnTo(at('2031-01-21T13:00:00Z'));
  expect(await statuses(`grant/${asked}`)).toEqual([
    'before-3 superseded',
    'before-0 done',
    'overdue-1 done',
    'overdue-7 planned',
  ]);
  expect((await mailsOf(product, `grant/${asked}`)).map((mail) => mail.slice(17))).toEqual([
    'E12 applicant',
    'E12reminder applicant',
    'E33 officer',
  ]);
});

test('a submission received before a reminder’s instant silences it, also when both come after an outage', async () => {
  const draft = await aGrant(product, scene);
  await product.turnTo(at('2031-03-20T12:00:00Z'));
  await product.stopWorker();
  await product.send(submission(scene, draft));
  await turnClockTo(product.database.pool, at('2031-03-25T12:00:00Z'));
  await product.startWorker();
  await product.turnTo(at('2031-03-26T12:00:00Z'));
  const kinds = (await mailsOf(product, `grant/${draft}`)).map((mail) => mail.slice(0, 10) + mail.slice(16));
  expect(kinds).toEqual(['2031-03-17 E3 applicant', '2031-03-20 E9 applicant']);
});

test('a message waits over Easter: two reminders, then the leader; the answer settles it, and a new message starts again', async () => {
  // Maundy Thursday is 10 April 2031, Easter Monday 14 April; 1 May and Ascension Day (22 May) are holidays too.
  await product.turnTo(at('2031-04-07T09:00:00Z'));
  const caseId = await aGrant(product, scene, { state: 'registered', ladders: [], officer: scene.officer });
  const thread = await aThread(product, scene, { caseId, text: 'Kan vi begynne i august?' });
  const municipality = {
    processId: thread,
    name: 'writeToGovernor',
    actorId: scene.applicant,
    actorRole: 'applicant' as const,
  };
  const office = { processId: thread, actorId: scene.officer, actorRole: 'caseOfficer' as const };
  await product.turnTo(at('2031-04-09T09:00:00Z'));
  // More of the same message moves nothing.
  expect(await product.send({ ...municipality, content: { text: 'Eller i september.' } })).toMatchObject({
    kind: 'applied',
  });
  await product.turnTo(at('2031-04-25T09:00:00Z'));
  const answered = await product.send({ ...office, name: 'writeToMunicipality', content: { text: 'Ja, i august.' } });
  expect(answered).toMatchObject({ kind: 'applied' });
  expect(await stateOfProcess(product, thread)).toBe('answered');
  expect(await product.database.prisma.task.count({ where: { processId: thread, doneAt: null } })).toBe(0);
  await product.turnTo(at('2031-04-28T09:00:00Z'));
  await product.send({ ...municipality, content: { text: 'Hva med pengene?' } });
  await product.turnTo(at('2031-05-02T09:00:00Z'));
  await product.send({ ...office, name: 'close', content: {} });
  await product.turnTo(at('2031-06-01T09:00:00Z'));

  expect((await mailsOf(product, thread)).map((mail) => mail.replace(/T09:\d\d/, 'T09'))).toEqual([
    '2031-04-07T09 E32office officer',
    '2031-04-09T09 E32office officer',
    '2031-04-15T06:00 E32reminder officer',
    '2031-04-17T06:00 E32reminder officer',
    '2031-04-24T06:00 E33 leader',
    '2031-04-25T09 E32 applicant',
    '2031-04-28T09 E32office officer',
    '2031-05-02T06:00 E32reminder officer',
    '2031-05-02T09 E32closed applicant',
  ]);
  const messages = await product.database.prisma.message.findMany({ orderBy: { position: 'asc' } });
  expect(messages.map(({ side, text }) => `${side}: ${text}`)).toEqual([
    'municipality: Kan vi begynne i august?',
    'municipality: Eller i september.',
    'governor: Ja, i august.',
    'municipality: Hva med pengene?',
  ]);
  expect(await product.send({ ...municipality, content: { text: 'Hallo?' } })).toMatchObject({ refusal: 'closed' });
  expect(await product.engine.client.workflow.getHandle(thread).result()).toBe('closed');
  const tasks = await product.database.prisma.task.findMany({ where: { processId: thread }, orderBy: { at: 'asc' } });
  expect(tasks.map(({ kind, doneAt }) => [kind, doneAt !== null])).toEqual([
    ['answerMessage', true],
    ['messageUnanswered', true],
    ['answerMessage', true],
  ]);
  await expectPunctual();
});

test('the Governor begins a thread: nobody is reminded before the municipality has written', async () => {
  const caseId = await aGrant(product, scene, { state: 'registered', ladders: [], officer: scene.officer });
  const thread = await aThread(product, scene, { caseId, text: 'Vi trenger et nytt kontonummer.', from: 'office' });
  expect(await stateOfProcess(product, thread)).toBe('answered');
  await product.turnTo(at('2031-03-06T09:00:00Z'));
  expect((await mailsOf(product, thread)).map((mail) => mail.slice(17))).toEqual(['E32 applicant']);
});

test('who has declared a conflict of interest after the page was drawn writes nothing', async () => {
  const { prisma } = product.database;
  const caseId = await aGrant(product, scene, { state: 'registered', ladders: [], officer: scene.officer });
  const thread = await aThread(product, scene, { caseId, text: 'Kan vi begynne i august?' });
  const declared = { applicationId: caseId, personId: scene.officer, outcome: 'conflict', declaredAt: new Date() };
  await prisma.impartialityDeclaration.create({ data: declared });
  const write = { processId: thread, name: 'writeToMunicipality', content: { text: 'Ja.' } };
  const sent = await product.send({ ...write, actorId: scene.officer, actorRole: 'caseOfficer' });
  expect(sent).toMatchObject({ kind: 'refused', refusal: 'conflict' });
  expect(await prisma.message.count({ where: { side: 'governor' } })).toBe(0);
});
