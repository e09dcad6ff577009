/** A report that is taken over in the middle of its life, on the real engine. */
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { processIdOf } from '../domain/lifecycles.js';
import { testProduct, type Product } from '../testing/product.js';
import { aReport, aScene, run } from '../testing/scene.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
let product: Product;
beforeEach(async () => {
  product = await testProduct();
});
afterEach(() => product.close());

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
