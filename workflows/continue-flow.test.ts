/** Continue-as-new after each command, and seeded processes: what the process remembers is what the rows say. */
import { jest } from '@jest/globals';
import { stateOf } from '../delivery/process-state.js';
import { inTransaction } from '../activities/records/transaction.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { seedDemo } from '../prisma/seed/main.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { testProduct, type Product } from '../testing/product.js';
import { aGrant, aScene, run, submission } from '../testing/scene.js';
import { memory } from './messages.js';

jest.setTimeout(90_000);
let product: Product;
beforeEach(async () => {
  product = await testProduct();
});
afterEach(() => product.close());

/** The rows’ word against the process’s own. */
async function expectAgreement(processId: string): Promise<void> {
  const rows = await inTransaction(product.database.prisma, (tx) => stateOf(tx, processId));
  const own = await product.engine.client.workflow.getHandle(processId).query(memory);
  const ladders = Object.fromEntries(Object.entries(own.ladders).filter(([, steps]) => steps.length > 0));
  expect({ state: own.state, waitsFor: own.waitsFor, appliedSeq: own.appliedSeq, ladders }).toEqual({
    state: rows.state,
    waitsFor: rows.waitsFor,
    appliedSeq: rows.appliedSeq,
    ladders: rows.ladders,
  });
}

test('a process that continues as new after every command loses and doubles nothing', async () => {
  const { prisma } = product.database;
  const scene = await aScene(product, { deadline: (await product.now()) + 40 * 86_400_000 });
  const hooked = await aGrant(product, scene, { start: { continueAfter: 1 } });
  // A process goes on as new when what it has ordered has gone out.
  const sent = async (form: Parameters<Product['send']>[0]) => {
    expect(await product.send(form)).toMatchObject({ kind: 'applied' });
    await waitSettled(product.database.pool, null, 20_000);
  };
  for (let round = 0; round < 3; round++) {
    await sent(submission(scene, hooked));
    await sent({ ...submission(scene, hooked), name: 'reopen', content: {} });
  }
  const own = await product.engine.client.workflow.getHandle(`grant/${hooked}`).query(memory);
  expect(own.run).toBeGreaterThan(3);
  await expectAgreement(`grant/${hooked}`);
  const events = await prisma.event.findMany({ where: { processId: `grant/${hooked}` }, orderBy: { seq: 'asc' } });
  expect(events.map((event) => event.name)).toEqual([
    'seeded',
    'submit',
    'reopen',
    'submit',
    'reopen',
    'submit',
    'reopen',
  ]);
});

test('every seeded process runs, and remembers what its rows say', async () => {
  const { prisma } = product.database;
  await inTransaction(prisma, async (tx) => {
    await seedReference(tx);
    await seedDemo(tx, { now: new Date(await product.now()), pidKey: 'x'.repeat(32) });
  });
  const seeded = await prisma.process.findMany();
  const times = (count: number, what: string): string[] => Array.from({ length: count }, () => what);
  expect(seeded.map((process) => `${process.kind} ${process.state}`).sort()).toEqual([
    'call awaitingApproval',
    'call decided',
    ...times(2, 'call open'),
    'consultation open',
    'grant awaitingLocalApproval',
    'grant draft',
    ...times(6, 'project active'),
    ...times(17, 'project completed'),
    ...times(3, 'project finalReporting'),
    ...times(3, 'report open'),
  ]);
  for (const { id } of seeded.filter((process) => !process.final)) {
    await run(product, id);
    await expectAgreement(id);
  }
});
