/** An extension decided in the second the deadline falls in: every application believes the same, and is told once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { testProduct, type Product } from '../testing/product.js';
import { aGrant, aScene, stateOfProcess, submission, type Scene } from '../testing/scene.js';

jest.setTimeout(120_000);
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

const extension = () => ({
  processId: scene.call,
  name: 'extendDeadline',
  content: { deadline: deadline + 10 * day, reason: 'Mange har bedt om lengre tid.' },
  actorId: scene.approver,
  actorRole: 'approver' as const,
});
const untilClock = async (instant: number): Promise<void> => {
  while ((await product.now()) < instant) await sleep(5);
};
const eventsOf = async (id: string): Promise<string[]> => {
  const events = await product.database.prisma.event.findMany({ where: { processId: `grant/${id}`, name: { in: ['due:deadline', 'deadlineMoved'] } }, orderBy: { seq: 'asc' } }); // prettier-ignore
  return events.map(({ name }) => name);
};

/** `offset` is when the extension is sent, ms from the deadline. */
test.each([-300, 0, 300])('sent %i ms from the deadline', async (offset) => {
  const { prisma, pool } = product.database;
  const drafts: string[] = [];
  for (let n = 0; n < 4; n++) drafts.push(await aGrant(product, scene));
  const hasty = await aGrant(product, scene);
  await product.turnTo(deadline - 4_000);
  await untilClock(deadline + offset);
  // Somebody presses the button at the same moment.
  const [extended, submitted] = await Promise.all([product.send(extension()), product.send(submission(scene, hasty))]);
  if (!('id' in extended) || !('id' in submitted)) throw new Error('not received');
  await untilClock(deadline + 500);
  await waitSettled(pool, null, 30_000);
  await product.turnTo(deadline + day);

  const inTime = extended.receivedAt < deadline;
  const command = await prisma.command.findUniqueOrThrow({ where: { id: submitted.id } });
  // Late only when no deadline held at its instant: past the old one, and before the extension was received. Refused then, and told.
  const isLate = submitted.receivedAt >= deadline && submitted.receivedAt < extended.receivedAt;
  expect(command).toMatchObject(isLate ? { status: 'refused', refusal: 'deadlinePassed' } : { status: 'applied' });
  const told = await prisma.email.count({ where: { processId: `grant/${hasty}`, kind: 'E37' } });
  expect(told).toBe(command.status === 'refused' ? 1 : 0);
  expect(await stateOfProcess(product, scene.call)).toBe('open');
  for (const id of drafts) {
    expect(await eventsOf(id)).toEqual([...(inTime ? [] : ['due:deadline']), 'deadlineMoved']);
    expect(await stateOfProcess(product, `grant/${id}`)).toBe('draft');
    const emails = await prisma.email.findMany({ where: { processId: `grant/${id}`, kind: 'E4' } });
    expect(emails).toHaveLength(inTime ? 0 : 1);
    for (const { key } of emails) expect(product.sent.filter((one) => one === key)).toEqual([key]);
  }
  const extensionTold = await prisma.email.findMany({
    where: { processId: scene.call, kind: 'E2', recipientId: scene.applicant },
  });
  expect(extensionTold).toHaveLength(1);
  expect(product.sent.filter((one) => one === extensionTold[0]!.key)).toHaveLength(1);
  expect((await eventsOf(hasty)).filter((name) => name === 'deadlineMoved')).toHaveLength(1);

  // The new deadline is like any other: it falls once.
  await product.turnTo(deadline + 11 * day);
  for (const id of drafts) {
    const lapses = (await eventsOf(id)).filter((name) => name === 'due:deadline');
    expect(lapses).toHaveLength(inTime ? 1 : 2);
    expect(await stateOfProcess(product, `grant/${id}`)).toBe('lapsed');
  }
});
