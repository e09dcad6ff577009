/** C.6 on the real engine: who is reminded and when, an extension, closing by itself, and answers in time, late and anew. */
import { jest } from '@jest/globals';
import { inTransaction } from '../activities/records/transaction.js';
import { stateOf } from '../delivery/process-state.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aConsultation, aScene, mailsOf, municipality, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
/** 31 March 2031 kl. 23.59; summer time from 30 March. */
const due = at('2031-03-31T22:00:00Z');
const later = at('2031-04-14T22:00:00Z');

let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, at('2031-02-03T09:00:00Z'));
  scene = await aScene(product, { deadline: at('2031-12-31T23:00:00Z') });
});
afterEach(() => product.close());

type Said = { choice?: 'agree' | 'partly' | 'disagree'; text: string };
const contentOf = (municipalityCode: string, said: readonly Said[]) => ({
  municipalityCode,
  replies: said.map(({ choice = null, text }, i) => ({ position: i + 1, choice, text })),
});
const answer = (processId: string, said: readonly Said[], code = municipality) =>
  product.send({ processId, name: 'answer', content: contentOf(code, said), actorId: scene.applicant, actorRole: 'applicant' }); // prettier-ignore
const agreed: readonly Said[] = [{ choice: 'agree', text: 'Ja, helt klart.' }, { text: 'Små kommuner bør nevnes.' }];
const asOfficer = (processId: string, name: string, content: object = {}) =>
  product.send({ processId, name, content: { ...content }, actorId: scene.officer, actorRole: 'caseOfficer' });
const extension = (dueAt: number) => ({ dueAt, reason: 'Mange har bedt om lengre tid.' });
const openTasks = async (processId: string) => {
  const tasks = await product.database.prisma.task.findMany({ where: { processId, doneAt: null }, orderBy: { key: 'asc' } }); // prettier-ignore
  return tasks.map(({ kind, municipalityCode }) => [kind, municipalityCode].filter(Boolean).join(' '));
};
const answersOf = (processId: string) =>
  product.database.prisma.consultationAnswer.findMany({
    where: { consultationId: processId.split('/')[1]! },
    include: { replies: { orderBy: { position: 'asc' } } },
    orderBy: [{ municipalityCode: 'asc' }, { version: 'asc' }],
  });
const untilMinute = (mails: string[]) => mails.map((mail) => mail.replace(/^2031-02-03T09:\d\d/, '2031-02-03'));

test('everybody is asked; only those who have not answered are reminded, and it closes once, by itself', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  expect(await stateOfProcess(product, id)).toBe('open');
  expect(await openTasks(id)).toEqual(['answerConsultation 1804', 'answerConsultation 1839']);
  await product.turnTo(at('2031-03-10T10:00:00Z'));
  expect(await answer(id, agreed)).toMatchObject({ kind: 'applied' });
  expect(await openTasks(id)).toEqual(['answerConsultation 1839']);

  await product.turnTo(due - 60_000);
  expect(await stateOfProcess(product, id)).toBe('open');
  await product.turnTo(due + 86_400_000);
  expect(await stateOfProcess(product, id)).toBe('closed');
  expect(untilMinute(await mailsOf(product, id))).toEqual([
    '2031-02-03 E38 applicant',
    '2031-02-03 E38 post-1804',
    '2031-02-03 E38 post-1839',
    '2031-03-24T07:00 E38reminder post-1839',
    '2031-03-30T06:00 E38reminder post-1839',
    '2031-03-31T22:00 E33 officer',
    '2031-03-31T22:00 E33 second-officer',
  ]);
  expect(await openTasks(id)).toEqual(['summariseConsultation']);
  const events = await product.database.prisma.event.findMany({ where: { processId: id }, orderBy: { seq: 'asc' } });
  const closings = events.filter(({ toState, fromState }) => toState === 'closed' && fromState !== 'closed');
  expect(closings.map((event) => `${event.name} ${event.at.toISOString()}`)).toEqual([
    'due:close 2031-03-31T22:00:00.000Z',
  ]);
});

test('no e-mail tells what is asked or answered', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  await answer(id, agreed);
  await asOfficer(id, 'extendDue', extension(later));
  await product.turnTo(later + 60_000);
  const mails = await product.database.prisma.email.findMany({ where: { processId: id } });
  expect(new Set(mails.map(({ kind }) => kind))).toEqual(new Set(['E38', 'E38extended', 'E38reminder', 'E33']));
  for (const { text, html } of mails)
    for (const secret of ['Vi vil endre kriteri', 'telle mest', 'telje mest', 'Små kommuner'])
      expect(text + html).not.toContain(secret);
  for (const { text } of mails) expect(text).toContain(`/horinger/${id.split('/')[1]}`);
});

test('an extension moves the reminders ahead and the closing, and everybody is told', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  await product.turnTo(at('2031-03-24T09:00:00Z'));
  expect(await asOfficer(id, 'extendDue', extension(due))).toMatchObject({ refusal: 'deadlineNotLater' });
  expect(await asOfficer(id, 'extendDue', extension(due - 86_400_000))).toMatchObject({ refusal: 'deadlineNotLater' });
  expect(await asOfficer(id, 'extendDue', extension(later))).toMatchObject({ kind: 'applied' });

  await product.turnTo(due + 60_000);
  expect(await stateOfProcess(product, id)).toBe('open');
  await product.turnTo(later + 60_000);
  expect(await stateOfProcess(product, id)).toBe('closed');
  const mails = (await mailsOf(product, id)).filter((mail) => /E38(reminder|extended)/.test(mail));
  expect(mails.map((mail) => mail.replace(/T09:\d\d/, ''))).toEqual([
    '2031-03-24T07:00 E38reminder applicant',
    '2031-03-24T07:00 E38reminder post-1804',
    '2031-03-24T07:00 E38reminder post-1839',
    '2031-03-24 E38extended applicant',
    '2031-03-24 E38extended post-1804',
    '2031-03-24 E38extended post-1839',
    ...['2031-04-07T06:00', '2031-04-13T06:00'].flatMap((instant) =>
      ['applicant', 'post-1804', 'post-1839'].map((who) => `${instant} E38reminder ${who}`),
    ),
  ]);
  const dues = await product.database.prisma.consultationDue.findMany({ orderBy: { version: 'asc' } });
  expect(dues.map(({ version, dueAt }) => [version, dueAt.getTime()])).toEqual([[1, due], [2, later]]); // prettier-ignore
});

test('an answer replaced counts as the last, and what was said first is kept', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  await answer(id, agreed);
  await product.turnTo(at('2031-03-20T10:00:00Z'));
  await answer(id, [{ choice: 'partly', text: 'Vi har tenkt oss om.' }, { text: '' }]);
  const [first, second, ...more] = await answersOf(id);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ version: 1, authorId: scene.applicant, replies: [{ choice: 'agree', text: 'Ja, helt klart.' }, { choice: null, text: 'Små kommuner bør nevnes.' }] }); // prettier-ignore
  expect(second).toMatchObject({ version: 2, replies: [{ choice: 'partly', text: 'Vi har tenkt oss om.' }, { text: '' }] }); // prettier-ignore
  expect(second!.at.getTime()).toBeGreaterThan(first!.at.getTime() + 40 * 86_400_000);
  const rewrite = product.database.prisma.consultationReply.updateMany({ data: { text: 'Noe annet' } });
  await expect(rewrite).rejects.toThrow();
});

test('a late answer is refused and its sender told; one received in time counts, though it is brought after closing time', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  await product.turnTo(due - 3_600_000);
  await product.stopWorker();
  const inTime = await answer(id, agreed);
  expect(inTime).toMatchObject({ kind: 'pending' });
  await turnClockTo(product.database.pool, due + 1000);
  const tooLate = await answer(id, [{ choice: 'disagree', text: 'For sent ute.' }, { text: '' }]);
  expect(tooLate).toMatchObject({ kind: 'pending' });
  await product.startWorker();
  await product.turnTo(due + 3_600_000);
  await waitSettled(product.database.pool, null, 30_000);

  expect(await stateOfProcess(product, id)).toBe('closed');
  expect((await answersOf(id)).map(({ replies }) => replies[0]!.text)).toEqual(['Ja, helt klart.']);
  const commands = await product.database.prisma.command.findMany({ where: { processId: id, name: 'answer' }, orderBy: { seq: 'asc' } }); // prettier-ignore
  expect(commands.map(({ status, refusal }) => [status, refusal])).toEqual([['applied', null], ['refused', 'notAllowedNow']]); // prettier-ignore
  expect((await mailsOf(product, id)).filter((mail) => mail.includes('E37'))).toEqual([expect.stringMatching(/E37 applicant$/)]); // prettier-ignore
});

test('a municipality that is not asked does not answer, nor is an answer taken that does not fit the questions', async () => {
  const id = await aConsultation(product, scene, { dueAt: due });
  expect(await answer(id, agreed, '1103')).toMatchObject({ refusal: 'notYours' });
  const said = { text: 'Ja' };
  for (const unfit of [
    [said, { choice: 'agree' as const, text: '' }],
    [said, said, said],
    [{ text: ' ' }, { text: '' }],
  ])
    expect(await answer(id, unfit)).toMatchObject({ refusal: 'malformed' });
  expect(await answersOf(id)).toEqual([]);
});

test('a summary ends it; a draft that lacks something is not sent out; a cancelled one tells those who were asked', async () => {
  const { prisma } = product.database;
  const id = await aConsultation(product, scene, { dueAt: due });
  const text = { summaryNb: 'Kommunene vil at samarbeid skal telle mest.', summaryNn: 'Kommunane vil at samarbeid skal telje mest.' }; // prettier-ignore
  expect(await asOfficer(id, 'summarise', text)).toMatchObject({ refusal: 'notAllowedNow' });
  await product.turnTo(due + 3_600_000);
  expect(await asOfficer(id, 'summarise', text)).toMatchObject({ kind: 'applied' });
  expect(await product.engine.client.workflow.getHandle(id).result()).toBe('summarised');
  expect(await openTasks(id)).toEqual([]);

  const draft = await aConsultation(product, scene, { dueAt: later, sent: false, questions: [] });
  expect(await asOfficer(draft, 'sendOut')).toMatchObject({ refusal: 'textMissing' });
  const past = await aConsultation(product, scene, { dueAt: due, sent: false });
  expect(await asOfficer(past, 'sendOut')).toMatchObject({ refusal: 'deadlinePassed' });
  expect(await prisma.task.count({ where: { processId: { in: [draft, past] } } })).toBe(0);

  const stopped = await aConsultation(product, scene, { dueAt: later });
  const memory = await inTransaction(prisma, (tx) => stateOf(tx, stopped));
  expect(memory.ladders['deadline']?.map(({ name }) => name)).toEqual(['before-7', 'before-1', 'close']);
  await asOfficer(stopped, 'cancel', { reason: 'Departementet har endret reglene.' });
  expect(await stateOfProcess(product, stopped)).toBe('cancelled');
  await waitSettled(product.database.pool, null, 30_000);
  const told = (await mailsOf(product, stopped)).filter((mail) => mail.includes('E38cancelled'));
  expect(told).toHaveLength(3);
});
