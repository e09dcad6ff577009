/** Temporal itself is stopped while people work: what was in time counts, and order is kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { freePort } from '../embedded/ports.js';
import { startTemporal, type TemporalServer } from '../embedded/temporal-server.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { testProduct, type Product } from '../testing/product.js';
import { aGrant, aScene, stateOfProcess, submission } from '../testing/scene.js';

jest.setTimeout(120_000);
const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-engine-'));
let place: { dbFile: string; port: number };
let server: TemporalServer;
let product: Product;
beforeAll(async () => {
  place = { dbFile: path.join(folder, 'temporal.db'), port: await freePort() };
  server = await startTemporal(place);
});
beforeEach(async () => {
  product = await testProduct({ temporal: { address: server.address } });
});
afterEach(() => product.close());
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('stopped a minute before the deadline, started an hour after: what was sent in counts, a withdrawal keeps its place', async () => {
  const { prisma, pool } = product.database;
  const deadline = Math.ceil((await product.now()) / 1000) * 1000 + 86_400_000;
  const scene = await aScene(product, { deadline });
  const sent = await aGrant(product, scene);
  const withdrawn = await aGrant(product, scene);
  const idle = await aGrant(product, scene);
  await product.turnTo(deadline - 60_000);
  await server.stop();

  const first = await product.send(submission(scene, sent));
  expect(first.kind).toBe('pending');
  const begun = performance.now();
  expect((await product.send(submission(scene, withdrawn))).kind).toBe('pending');
  expect(performance.now() - begun).toBeLessThan(1_000); // only the first form waits for an engine that is down
  expect(
    (await product.send({ ...submission(scene, withdrawn), name: 'withdraw', content: { reason: '' } })).kind,
  ).toBe('pending');

  await turnClockTo(pool, deadline + 3_600_000);
  server = await startTemporal(place);
  await waitSettled(pool, null, 60_000);
  await product.turnTo(deadline + 2 * 3_600_000);
  expect(await stateOfProcess(product, `grant/${sent}`)).toBe('registered');
  expect(await stateOfProcess(product, `grant/${withdrawn}`)).toBe('withdrawn');
  expect(await stateOfProcess(product, `grant/${idle}`)).toBe('lapsed');
  const events = await prisma.event.findMany({ where: { processId: `grant/${withdrawn}` }, orderBy: { seq: 'asc' } });
  expect(events.map((event) => event.name)).toEqual(['seeded', 'submit', 'withdraw']);
});

test('the deadline passes while it is stopped: what comes after is refused and told, drafts lapse, and every e-mail goes once', async () => {
  const { prisma, pool } = product.database;
  const deadline = Math.ceil((await product.now()) / 1000) * 1000 + 86_400_000;
  const scene = await aScene(product, { deadline });
  const inTime = await aGrant(product, scene);
  const tooLate = await aGrant(product, scene);
  const idle = await aGrant(product, scene);
  await product.turnTo(deadline - 60_000);
  await server.stop();
  const early = await product.send(submission(scene, inTime));
  await turnClockTo(pool, deadline);
  const late = await product.send(submission(scene, tooLate));
  expect([early.kind, late.kind]).toEqual(['pending', 'pending']);

  await turnClockTo(pool, deadline + 3_600_000);
  server = await startTemporal(place);
  await waitSettled(pool, null, 60_000);
  await product.turnTo(deadline + 2 * 3_600_000);
  const outcomes = await prisma.command.findMany({
    where: { id: { in: [early, late].map((sent) => ('id' in sent ? sent.id : '')) } },
    orderBy: { receivedAt: 'asc' },
    select: { status: true, refusal: true },
  });
  expect(outcomes).toEqual([
    { status: 'applied', refusal: null },
    { status: 'refused', refusal: 'deadlinePassed' },
  ]);
  const eventsOf = async (id: string) =>
    (await prisma.event.findMany({ where: { processId: `grant/${id}` }, orderBy: { seq: 'asc' } })).map(
      ({ name }) => name,
    );
  expect(await eventsOf(inTime)).toEqual(['seeded', 'submit', 'due:deadline']);
  for (const id of [tooLate, idle])
    expect((await eventsOf(id)).filter((name) => name === 'due:deadline')).toEqual(['due:deadline']);
  const toMunicipality = ['E4', 'E9', 'E37'];
  const kindsOf = async (id: string) =>
    (await prisma.email.findMany({ where: { processId: `grant/${id}`, kind: { in: toMunicipality } } })).map(({ kind }) => kind).sort(); // prettier-ignore
  expect(await kindsOf(inTime)).toEqual(['E9']);
  expect(await kindsOf(tooLate)).toEqual(['E37', 'E4']);
  expect(await kindsOf(idle)).toEqual(['E4']);
  const keys = (await prisma.email.findMany({ where: { processId: { in: [inTime, tooLate, idle].map((id) => `grant/${id}`) } } })).map(({ key }) => key); // prettier-ignore
  for (const key of keys) expect(product.sent.filter((one) => one === key)).toEqual([key]);
});
