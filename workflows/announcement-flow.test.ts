/** L1 on the real engine: a call opens, its announcement is made in both written forms, and everyone is told where it is. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { addDays, deadlineAtEndOf, eightOClock } from '../domain/calendar/index.js';
import { createLetterRenderer } from '../activities/letters/renderer.js';
import type { AnnouncementFacts, LetterFacts } from '../domain/notices.js';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aPerson } from '../testing/builders.js';
import { aGrant, aScene, mailsOf, office, run, stateOfProcess, submission, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);

const renderer = createLetterRenderer();
let canRender = true;
const letters = {
  render: (facts: LetterFacts) => (canRender ? renderer.render(facts) : Promise.reject(new Error('no renderer'))),
};
const today = '2031-01-06';
const deadline = deadlineAtEndOf('2031-03-31');
let product: Product;
let scene: Scene;
const settled = () => waitSettled(product.database.pool, null, 60_000);

afterEach(() => product.close());

describe('a call that is approved', () => {
  beforeEach(async () => {
    canRender = true;
    product = await testProduct({ letters });
    await turnClockTo(product.database.pool, eightOClock(today) + 3_600_000);
    scene = await aScene(product, { deadline, opensAt: eightOClock(addDays(today, 3)), state: 'draft' });
    const made = { kind: 'call' as const, subjectId: scene.callId, parentId: null, callId: scene.callId, countyGovernorCode: office, municipalityCode: null, createdAt: new Date(await product.now()) }; // prettier-ignore
    await inTransaction(product.database.prisma, (tx) => plant(tx, { ...made, state: 'awaitingApproval', ladders: ['approval'], why: 'seeded' })); // prettier-ignore
    await run(product, scene.call);
  });

  test('opens with its announcement in both written forms, and every user and post reception is told where it is, once', async () => {
    const { prisma } = product.database;
    await aPerson(prisma, [{ role: 'localApprover', at: '1839' }], { email: 'director@demo.example', language: 'nn' });
    await prisma.priorityArea.createMany({
      data: [
        { id: scene.approver, callId: scene.callId, position: 0, nameNb: 'Digitalisering', nameNn: 'Digitalisering', earmarked: 600_000n },
        { id: scene.leader, callId: scene.callId, position: 1, parentId: scene.approver, nameNb: 'Helse', nameNn: 'Helse', earmarked: 500_000n },
      ],
    }); // prettier-ignore
    await prisma.call.update({ where: { id: scene.callId }, data: { localApproval: 'chiefExecutive' } });
    const approve = { processId: scene.call, name: 'approve', content: {}, actorId: scene.approver, actorRole: 'approver' as const }; // prettier-ignore
    expect(await product.send(approve)).toMatchObject({ kind: 'applied' });
    expect(await prisma.letter.count({ where: { processId: scene.call } })).toBe(0);
    await product.turnTo(eightOClock(addDays(today, 3)) + 60_000);
    await settled();

    expect(await stateOfProcess(product, scene.call)).toBe('open');
    const letters = await prisma.letter.findMany({
      where: { processId: scene.call },
      include: { readerFile: true, archiveFile: true },
      orderBy: { language: 'asc' },
    });
    expect(letters.map(({ kind, language, status, municipalityCode }) => ({ kind, language, status, municipalityCode }))).toEqual(
      ['nb', 'nn'].map((language) => ({ kind: 'L1', language, status: 'ready', municipalityCode: null })),
    ); // prettier-ignore
    for (const { readerFile, archiveFile } of letters) {
      expect(Buffer.from(readerFile!.bytes).includes('<pdfuaid:part>1</pdfuaid:part>')).toBe(true);
      expect(Buffer.from(archiveFile!.bytes).includes('<pdfaid:part>2</pdfaid:part>')).toBe(true);
    }
    expect(letters[0]!.readerFile!.name).toBe('L1-2027-NO-U1-nb.pdf');
    expect(letters[1]!.facts as unknown as AnnouncementFacts).toMatchObject({
      purpose: 'Føremål',
      recipient: { name: 'Kommunane i Nordland' },
      approver: 'approver Demo',
      caseOfficer: { name: 'officer Demo' },
      deadline,
      areas: [{ level: 1, name: 'Digitalisering', earmarked: 600_000 }, { level: 2, name: 'Helse', earmarked: 500_000 }],
    }); // prettier-ignore

    const mails = await prisma.email.findMany({ where: { processId: scene.call, kind: 'E1' }, orderBy: { toAddress: 'asc' } }); // prettier-ignore
    expect(mails.map(({ toAddress, language, status }) => `${toAddress} ${language} ${status}`)).toEqual([
      'applicant@demo.example nb sent', 'director@demo.example nn sent', 'post-1804@kommune.example nb sent', 'post-1839@kommune.example nn sent',
    ]); // prettier-ignore
    for (const { text, language } of mails) {
      expect(text).toContain(`/utlysninger/${scene.callId}/kunngjoring/${language}`);
      expect(text).toMatch(new RegExp(`/utlysninger/${scene.callId}\\n`));
      expect(text).not.toContain('/brev/');
      expect(text.replace(/\s+/g, ' ')).toContain('Kommunedirektøren må godkjenne søknaden');
    }
  });

  const approve = () => product.send({ processId: scene.call, name: 'approve', content: {}, actorId: scene.approver, actorRole: 'approver' }); // prettier-ignore

  test('waiting past the day it was to open, it opens when it is approved, and says so from then on', async () => {
    const { prisma } = product.database;
    await product.turnTo(eightOClock(addDays(today, 5)));
    expect(await approve()).toMatchObject({ kind: 'applied' });
    await product.turnTo(eightOClock(addDays(today, 5)) + 60_000);
    await settled();
    expect(await stateOfProcess(product, scene.call)).toBe('open');
    const { receivedAt } = await prisma.command.findFirstOrThrow({ where: { processId: scene.call, name: 'approve' } });
    expect((await prisma.call.findUniqueOrThrow({ where: { id: scene.callId } })).opensAt).toEqual(receivedAt);
  });

  test('waiting past its deadline, it is not approved', async () => {
    await product.turnTo(deadline + 3_600_000);
    expect(await approve()).toMatchObject({ refusal: 'deadlineTooSoon' });
    expect(await stateOfProcess(product, scene.call)).toBe('awaitingApproval');
  });

  test('is open while its letters still cannot be made, and tells of them when they are', async () => {
    const { prisma } = product.database;
    canRender = false;
    await product.send({ processId: scene.call, name: 'approve', content: {}, actorId: scene.approver, actorRole: 'approver' }); // prettier-ignore
    await product.turnTo(eightOClock(addDays(today, 3)) + 60_000, 4, 5_000).catch(() => undefined);
    expect(await stateOfProcess(product, scene.call)).toBe('open');
    expect(await prisma.letter.count({ where: { processId: scene.call, status: 'pending' } })).toBe(2);
    expect(await prisma.email.count({ where: { processId: scene.call, kind: 'E1', status: 'sent' } })).toBe(0);
    canRender = true;
    await settled();
    expect(await prisma.letter.count({ where: { processId: scene.call, status: 'ready' } })).toBe(2);
    expect(await prisma.email.count({ where: { processId: scene.call, kind: 'E1', status: 'sent' } })).toBe(3);
  });
});

test('an extension after the deadline moves every reminder, and all who heard of the call are told once, with the answer that is promised now', async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, eightOClock('2031-03-24'));
  scene = await aScene(product, { deadline });
  const { prisma } = product.database;
  await aPerson(prisma, [{ role: 'mayor', at: '1839' }], { email: 'mayor@demo.example', language: 'nn' });
  const left = await aPerson(prisma, [], { email: 'left@demo.example' });
  const [lapsed, sent, withdrawn] = [await aGrant(product, scene), await aGrant(product, scene), await aGrant(product, scene)]; // prettier-ignore
  expect(await product.send(submission(scene, sent))).toMatchObject({ kind: 'applied' });
  expect(await product.send(submission(scene, withdrawn))).toMatchObject({ kind: 'applied' });
  // One contact has left the municipality since and hears no more; one waits for access to it and does.
  await prisma.application.update({ where: { id: sent }, data: { contactId: left } });
  const waiting = await aPerson(prisma, [], { email: 'waiting@demo.example' });
  const now = new Date(await product.now());
  await prisma.accessRequest.create({ data: { id: randomUUID(), personId: waiting, municipalityCode: '1804', firstName: 'Prøve', lastName: 'Person', email: 'waiting@demo.example', phone: '99999999', role: 'applicant', createdAt: now, submittedAt: now } }); // prettier-ignore
  await prisma.application.update({ where: { id: lapsed }, data: { contactId: waiting } });
  const withdraw = { processId: `grant/${withdrawn}`, name: 'withdraw', content: { reason: '' }, actorId: scene.applicant, actorRole: 'applicant' as const }; // prettier-ignore
  expect(await product.send(withdraw)).toMatchObject({ kind: 'applied' });
  await product.turnTo(eightOClock('2031-04-02'));
  await settled();
  expect(await stateOfProcess(product, `grant/${lapsed}`)).toBe('lapsed');
  expect(await stateOfProcess(product, `grant/${sent}`)).toBe('registered');

  const later = deadlineAtEndOf('2031-04-30');
  const extend = { processId: scene.call, name: 'extendDeadline', content: { deadline: later, reason: 'Mange er syke nå.', expectedDecisionOn: '2031-07-01', reports: [{ position: 0, dueOn: '2031-08-01' }] }, actorId: scene.approver, actorRole: 'approver' as const }; // prettier-ignore
  const tooSoon = { ...extend, content: { ...extend.content, expectedDecisionOn: '2031-04-30' } };
  expect(await product.send(tooSoon)).toMatchObject({ refusal: 'promisedBeforeDeadline' });
  expect(await product.send(extend)).toMatchObject({ kind: 'applied' });
  await settled();

  expect(await stateOfProcess(product, scene.call)).toBe('open');
  const planned = async (processId: string) =>
    (await prisma.duty.findMany({ where: { processId, status: 'planned', ladder: 'deadline' }, orderBy: { dueAt: 'asc' } })).map(
      ({ name, dueAt }) => `${name} ${dueAt.toISOString().slice(0, 13)}`,
    ); // prettier-ignore
  expect(await planned(`grant/${lapsed}`)).toEqual([
    'before-14 2031-04-16T06', 'before-7 2031-04-23T06', 'before-3 2031-04-27T06', 'before-1 2031-04-29T06', 'deadline 2031-04-30T22',
  ]); // prettier-ignore
  expect(await planned(scene.call)).toEqual(['without-draft-7 2031-04-23T06', 'deadline 2031-04-30T22']);
  const told = (await mailsOf(product, scene.call))
    .filter((mail) => mail.includes(' E2 '))
    .map((mail) => mail.split(' ')[2]);
  expect(told.sort()).toEqual(['applicant', 'mayor', 'officer', 'post-1804', 'post-1839', 'second-officer', 'waiting']);
  expect(await prisma.email.count({ where: { kind: 'E2', processId: { not: scene.call } } })).toBe(0);
  const toMayor = await prisma.email.findFirstOrThrow({ where: { kind: 'E2', toAddress: 'mayor@demo.example' } });
  for (const said of [
    'Ny frist',
    'Gammal frist',
    '31. mars 2031',
    '30. april 2031',
    'Mange er syke nå.',
    'Svar er venta innan',
    '1. juli 2031',
    `/utlysninger/${scene.callId}`,
  ])
    expect(toMayor.text).toContain(said);
  const call = await prisma.call.findUniqueOrThrow({
    where: { id: scene.callId },
    include: { reportPlans: { orderBy: { position: 'asc' } }, deadlines: true },
  });
  expect(call.expectedDecisionOn.toISOString().slice(0, 10)).toBe('2031-07-01');
  // From 20 February 2028 to 1 August 2031 it opens as many days later as it is due.
  expect(call.reportPlans.map(({ dueAt }) => dueAt.toISOString().slice(0, 10))).toEqual(['2031-08-01', '2029-02-20']);
  expect(call.reportPlans[0]!.opensAt.toISOString().slice(0, 10)).toBe('2031-06-20');
  expect(call.deadlines.at(-1)).toMatchObject({ version: 2, reason: 'Mange er syke nå.' });

  await product.turnTo(eightOClock('2031-05-02'));
  await settled();
  expect(await stateOfProcess(product, `grant/${lapsed}`)).toBe('lapsed');
  const reminders = (await mailsOf(product, `grant/${lapsed}`)).filter((mail) => mail.includes(' E3 '));
  for (const who of ['applicant', 'waiting'])
    expect(reminders.filter((mail) => mail.startsWith('2031-04') && mail.endsWith(` ${who}`))).toHaveLength(4);
});

test('a cancelled call ends every application, and each is told why, once', async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, eightOClock('2031-02-03'));
  scene = await aScene(product, { deadline });
  const { prisma } = product.database;
  const [draft, sent] = [await aGrant(product, scene), await aGrant(product, scene)];
  expect(await product.send(submission(scene, sent))).toMatchObject({ kind: 'applied' });
  const cancel = { processId: scene.call, name: 'cancel', content: { reason: 'Rammen er trukket tilbake.' }, actorId: scene.approver, actorRole: 'approver' as const }; // prettier-ignore
  expect(await product.send(cancel)).toMatchObject({ kind: 'applied' });
  await settled();
  for (const id of [draft, sent]) {
    expect(await stateOfProcess(product, `grant/${id}`)).toBe('cancelled');
    const mails = await prisma.email.findMany({ where: { processId: `grant/${id}`, kind: 'E6' } });
    expect(mails.map(({ toAddress }) => toAddress)).toEqual(['applicant@demo.example']);
    expect(mails[0]!.text).toContain('Rammen er trukket tilbake.');
  }
  expect(await prisma.process.findUniqueOrThrow({ where: { id: scene.call } })).toMatchObject({ state: 'cancelled', final: true }); // prettier-ignore
  expect(await prisma.duty.count({ where: { process: { OR: [{ id: scene.call }, { parentId: scene.call }] }, status: 'planned' } })).toBe(0); // prettier-ignore
});
