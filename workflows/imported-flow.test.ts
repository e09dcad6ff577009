/** The demo’s imported reports and its waiting call, on the real engine through the winter. */
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { processIdOf } from '../domain/lifecycles.js';
import { seedDemo } from '../prisma/seed/main.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { testProduct, type Product } from '../testing/product.js';
import { aReport, aScene, run } from '../testing/scene.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
let product: Product;
beforeEach(async () => {
  product = await testProduct();
});
afterEach(() => product.close());

test('imported reports remind the desk of a municipality until somebody has access; a waiting call its approver, then the leader', async () => {
  const { prisma, pool } = product.database;
  await turnClockTo(pool, at('2030-11-25T09:00:00Z'));
  await inTransaction(prisma, async (tx) => {
    await seedReference(tx);
    await seedDemo(tx, { now: new Date(await product.now()), pidKey: 'x'.repeat(32) });
  });
  const open = await prisma.process.findMany({ where: { final: false } });
  for (const { id } of open) await run(product, id);
  // 2 May 2031 at 08.00 is 30 days before 1 June.
  await product.turnTo(at('2031-05-02T07:00:00Z'));

  const reminders = await prisma.email.findMany({ where: { kind: 'E17reminder' }, orderBy: { toAddress: 'asc' } });
  expect(reminders.map(({ toAddress, language, at: sentFor }) => [toAddress, language, sentFor.toISOString()])).toEqual(
    [
      ['postmottak@sokndal.kommune.example', 'nb', '2031-05-02T06:00:00.000Z'],
      ['postmottak@utsira.kommune.example', 'nb', '2031-05-02T06:00:00.000Z'],
      ['stavanger@demo.example', 'nb', '2031-05-02T06:00:00.000Z'],
    ],
  );
  const waiting = open.find(({ state }) => state === 'awaitingApproval')!;
  const told = await prisma.email.findMany({ where: { processId: waiting.id }, orderBy: { at: 'asc' } });
  // Three and seven working days after Monday 25 November.
  expect(told.map(({ toAddress, at: sentFor }) => `${toAddress} ${sentFor.toISOString()}`)).toEqual([
    'ro-approver@demo.example 2030-11-28T07:00:00.000Z',
    'ro-leader@demo.example 2030-12-04T07:00:00.000Z',
  ]);
});

test('what an import comes too late for is recorded as skipped and never sent', async () => {
  const { prisma, pool } = product.database;
  await turnClockTo(pool, at('2031-05-20T09:00:00Z'));
  const scene = await aScene(product, { deadline: at('2031-03-31T22:00:00Z') });
  const dueAt = at('2031-06-01T22:00:00Z');
  const other = await aReport(product, scene, { opensAt: at('2031-05-25T06:00:00Z'), dueAt });
  const { projectId } = await prisma.report.findUniqueOrThrow({ where: { id: other } });
  const { id } = await prisma.report.create({
    data: {
      id: crypto.randomUUID(),
      projectId,
      position: 1,
      kind: 'final',
      periodFrom: new Date('2030-01-01'),
      periodTo: new Date('2030-12-31'),
      opensAt: new Date('2031-04-20T06:00:00Z'),
      dueAt: new Date(dueAt),
      originalDueAt: new Date(dueAt),
    },
  });
  const process = await prisma.process.findUniqueOrThrow({ where: { id: processIdOf('project', projectId) } });
  await inTransaction(prisma, (tx) =>
    plant(tx, {
      kind: 'report',
      subjectId: id,
      parentId: process.id,
      callId: process.callId,
      countyGovernorCode: process.countyGovernorCode,
      municipalityCode: process.municipalityCode,
      createdAt: new Date(at('2031-05-20T09:00:00Z')),
      state: 'open',
      ladders: ['deadline'],
      why: 'imported',
    }),
  );
  const processId = processIdOf('report', id);
  await run(product, processId);
  await product.turnTo(at('2031-05-30T09:00:00Z'));
  const duties = await prisma.duty.findMany({ where: { processId }, orderBy: { dueAt: 'asc' } });
  expect(duties.map(({ name, status, note }) => `${name} ${status} ${note ?? ''}`.trim())).toEqual([
    'before-30 skipped imported',
    'before-14 skipped imported',
    'before-3 done',
    'before-0 planned',
    'deadline planned',
  ]);
  expect(await prisma.email.count({ where: { processId } })).toBe(1);
});
