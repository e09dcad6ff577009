/** Order and instants: each command judged by its own, whatever came late to the process (process-model.md, “Open”). */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { receive } from '../web/commands.js';
import {
  aGrant,
  aScene,
  completeSnapshot,
  mailsOf,
  newDraft,
  stateOfProcess,
  submission,
  type Scene,
} from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(90_000);
const day = 86_400_000;

let product: Product;
let scene: Scene;
let deadline: number;
beforeEach(async () => {
  product = await testProduct();
  deadline = Math.ceil((await product.now()) / 1000) * 1000 + 5 * day;
  scene = await aScene(product, { deadline });
});
afterEach(() => product.close());

const extension = (to: number) => ({
  processId: scene.call,
  name: 'extendDeadline',
  content: { deadline: to, reason: 'Mange har bedt om lengre tid.' },
  actorId: scene.approver,
  actorRole: 'approver' as const,
});
const received = (form: Parameters<Product['send']>[0]) =>
  receive(product.database.prisma, { token: randomUUID(), ...form });
const settled = () => waitSettled(product.database.pool, null, 30_000);

/** The clock alone moves: nothing that waits is told. */
const onlyClock = (instant: number) => turnClockTo(product.database.pool, instant);

test('worker down, an extension, the old deadline, a submission: each is judged by its own instant', async () => {
  const submitted = await aGrant(product, scene);
  const untouched = await aGrant(product, scene);
  await product.stopWorker();
  await onlyClock(deadline - day);
  await received(extension(deadline + 10 * day));
  await onlyClock(deadline + day);
  await received(submission(scene, submitted));
  await product.startWorker();
  await product.turnTo(deadline + 2 * day);
  await settled();

  expect(await stateOfProcess(product, `grant/${submitted}`)).toBe('submitted');
  expect(await stateOfProcess(product, `grant/${untouched}`)).toBe('draft');
  expect(await stateOfProcess(product, scene.call)).toBe('open');
  const kinds = (await mailsOf(product, `grant/${untouched}`)).map((mail) => mail.split(' ')[1]);
  expect(kinds).not.toContain('E4');
  expect((await mailsOf(product, scene.call)).filter((mail) => mail.includes(' E2 applicant'))).toHaveLength(1);
});

test('an extension received after the deadline: the draft lapsed, and is a draft again', async () => {
  const grant = await aGrant(product, scene);
  await product.stopWorker();
  await onlyClock(deadline + day);
  const late = await received(submission(scene, grant));
  await onlyClock(deadline + 2 * day);
  await received(extension(deadline + 10 * day));
  await product.startWorker();
  await product.turnTo(deadline + 3 * day);
  await settled();

  expect(await stateOfProcess(product, `grant/${grant}`)).toBe('draft');
  const command = await product.database.prisma.command.findUniqueOrThrow({
    where: { id: (late as { id: string }).id },
  });
  expect(command).toMatchObject({ status: 'refused', refusal: 'deadlinePassed' });
  const kinds = (await mailsOf(product, `grant/${grant}`)).map((mail) => mail.split(' ')[1]);
  expect(kinds).toEqual(expect.arrayContaining(['E4', 'E37']));
});

test('submitted and withdrawn while the worker is down: applied in order, once', async () => {
  const grant = await aGrant(product, scene);
  await product.stopWorker();
  await received(submission(scene, grant));
  await received({ ...submission(scene, grant), name: 'withdraw', content: { reason: '' } });
  await product.startWorker();
  await settled();
  const events = await product.database.prisma.event.findMany({
    where: { processId: `grant/${grant}` },
    orderBy: { seq: 'asc' },
  });
  expect(events.map((event) => event.name)).toEqual(['seeded', 'submit', 'withdraw']);
  expect(await stateOfProcess(product, `grant/${grant}`)).toBe('withdrawn');
});

test('received a minute before the deadline, delivered an hour after it: it counts; the others lapse', async () => {
  const inTime = await aGrant(product, scene);
  const never = await aGrant(product, scene);
  await onlyClock(deadline - 60_000);
  await product.stopWorker();
  await received(submission(scene, inTime));
  await onlyClock(deadline + 3_600_000);
  await product.startWorker();
  await product.turnTo(deadline + 2 * 3_600_000);
  await settled();
  expect(await stateOfProcess(product, `grant/${inTime}`)).toBe('registered');
  expect(await stateOfProcess(product, `grant/${never}`)).toBe('lapsed');
});

test('a submission whose transaction is held open over the deadline counts', async () => {
  const grant = await aGrant(product, scene);
  await product.turnTo(deadline - 2_000);
  let hold: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (hold = resolve));
  const submitting = product.database.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`select 1 from process where id = ${`grant/${grant}`} for update`;
      await tx.$executeRaw`update process set "lastSeq" = "lastSeq" + 1 where id = ${`grant/${grant}`}`;
      await tx.$executeRaw`
        insert into command (id, "processId", seq, name, "actorId", "actorRole", content, "contentHash", "receivedAt", "deliverAfter")
        values (${randomUUID()}, ${`grant/${grant}`}, 1, 'submit', ${scene.applicant}::uuid, 'applicant',
                ${JSON.stringify(completeSnapshot())}::jsonb, 'held', app_now(), clock_timestamp())`;
      await held;
    },
    { timeout: 20_000 },
  );
  await sleep(4_000); // real time passes the deadline while the transaction is open
  expect(await product.now()).toBeGreaterThan(deadline);
  expect(await stateOfProcess(product, `grant/${grant}`)).toBe('draft');
  hold!();
  await submitting;
  await settled();
  await product.turnTo(deadline + day);
  expect(await stateOfProcess(product, `grant/${grant}`)).toBe('registered');
});

test('the same form posted five times at once is one command; other content is told what was received', async () => {
  const grant = await aGrant(product, scene);
  const form = { ...submission(scene, grant), token: randomUUID() };
  const answers = await Promise.all(Array.from({ length: 5 }, () => product.send(form)));
  await settled();
  expect(new Set(answers.map((answer) => 'receivedAt' in answer && answer.receivedAt)).size).toBe(1);
  expect(await product.database.prisma.command.count({ where: { processId: `grant/${grant}` } })).toBe(1);
  expect((await mailsOf(product, `grant/${grant}`)).length).toBe(1);
  expect(await product.send({ ...form, content: { ...completeSnapshot(), title: 'Noe annet' } })).toMatchObject({
    refusal: 'alreadySent',
  });
});

test('a draft begun in the web starts its process, also when the engine hears of it twice', async () => {
  const id = randomUUID();
  const form = { ...newDraft(scene, id), token: randomUUID() };
  const [first, second] = await Promise.all([product.send(form), product.send(form)]);
  await settled();
  expect([first.kind, second.kind]).toEqual(expect.arrayContaining(['applied']));
  expect(await stateOfProcess(product, `grant/${id}`)).toBe('draft');
});
