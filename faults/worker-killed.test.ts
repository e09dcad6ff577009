/** The worker is killed with -9 in the middle of a decision: nothing is lost, nothing happens twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aCountingRelay } from '../testing/relay.js';
import { testProduct, type Product } from '../testing/product.js';
import { startWorkerProcess } from '../testing/worker-process.js';
import { aGrant, aScene, stateOfProcess, submission } from '../testing/scene.js';

jest.setTimeout(120_000);
let product: Product;
beforeEach(async () => {
  product = await testProduct({ worker: false });
});
afterEach(() => product.close());

test('killed while `record` waits for its row, and again right after: the command is applied once', async () => {
  const { prisma, pool } = product.database;
  const relay = await aCountingRelay();
  const scene = await aScene(product, { deadline: (await product.now()) + 40 * 86_400_000 });
  const id = await aGrant(product, scene);
  const grant = `grant/${id}`;
  const first = await startWorkerProcess(product, relay.url);
  await first.ready;

  // The row is held, so that the activity stands in the middle of its transaction when the worker dies.
  const holder = await pool.connect();
  await holder.query('begin');
  const submitting = product.send(submission(scene, grant.slice('grant/'.length)));
  for (;;) {
    const { rows } = await pool.query(`select 1 from command where "processId" = $1 and status = 'pending'`, [grant]);
    if (rows.length > 0) break;
    await sleep(5);
  }
  await holder.query('select 1 from process where id = $1 for update', [grant]);
  await sleep(300);
  await first.kill();
  const receipt = await submitting;
  expect(['pending', 'applied']).toContain(receipt.kind);
  await holder.query('commit');
  holder.release();

  const second = await startWorkerProcess(product, relay.url);
  await second.ready;
  for (;;) {
    const command = await prisma.command.findFirstOrThrow({ where: { processId: grant } });
    if (command.status === 'applied') break;
    await sleep(5);
  }
  await second.kill(); // between the record and the e-mail, as often as not
  const third = await startWorkerProcess(product, relay.url);
  await third.ready;
  await waitSettled(pool, null, 30_000);

  expect(await stateOfProcess(product, grant)).toBe('submitted');
  const events = await prisma.event.findMany({ where: { processId: grant }, orderBy: { seq: 'asc' } });
  expect(events.map((event) => event.name)).toEqual(['seeded', 'submit']);
  const emails = await prisma.email.findMany({ where: { processId: grant } });
  expect(emails.map((email) => [email.kind, email.status])).toEqual([['E9', 'sent']]);
  expect(relay.distinct()).toBe(1); // a second delivery in the crash window has the same Message-ID
  await third.kill();
  await relay.close();
});

test('killed again and again through a round of deadlines: every e-mail, once by its Message-ID', async () => {
  const { prisma, pool } = product.database;
  const relay = await aCountingRelay();
  const deadline = (await product.now()) + 20 * 86_400_000;
  const scene = await aScene(product, { deadline });
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push(await aGrant(product, scene));
  let worker = await startWorkerProcess(product, relay.url);
  await worker.ready;
  let over = false;
  const turning = product.turnTo(deadline + 86_400_000).finally(() => (over = true));
  let kills = 0;
  for (const pause of [500, 900, 1400, 700]) {
    await sleep(pause);
    if (over) break;
    await worker.kill();
    kills++;
    worker = await startWorkerProcess(product, relay.url);
    await worker.ready;
  }
  await turning;
  await waitSettled(pool, null, 30_000);
  expect(kills).toBeGreaterThan(0);
  const states = await Promise.all(ids.map((id) => stateOfProcess(product, `grant/${id}`)));
  expect(new Set(states)).toEqual(new Set(['lapsed']));
  // 14, 7, 3, 1 days and the lapse, for each; and the one reminder to the municipality without a draft.
  const emails = await prisma.email.findMany();
  expect(emails.filter((email) => email.processId.startsWith('grant/'))).toHaveLength(6 * 5);
  expect(emails.every((email) => email.status === 'sent')).toBe(true);
  expect(relay.distinct()).toBe(emails.length);
  await worker.kill();
  await relay.close();
});
