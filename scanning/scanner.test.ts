import { anApplication, aPerson } from '../testing/builders.js';
import { anAttachment, aSubmission } from '../testing/attachments.js';
import { fakeScanner, virus, type FakeScanner } from '../testing/clamd.js';
import { aPdfOf } from '../testing/files.js';
import { testWeb, type TestWeb } from '../testing/web.js';
import { clamd } from './clamd.js';
import { runScanner, scanWaiting, tellOfUnscanned } from './scanner.js';

let web: TestWeb;
let scanner: FakeScanner;
beforeAll(async () => {
  web = await testWeb({ pages: [] });
  scanner = await fakeScanner();
}, 60_000);
afterEach(async () => {
  scanner.mood = 'looks';
  await web.prisma.attachment.updateMany({ where: { scan: 'waiting' }, data: { scan: 'off' } });
});
afterAll(async () => {
  await scanner.close();
  await web.close();
});

const look = (restMs = 0) =>
  scanWaiting({ prisma: web.prisma, scan: clamd(scanner.address, { timeoutMs: 500 }), restMs });
const infected = Buffer.concat([aPdfOf(900), virus]);
const one = (id: string) => web.prisma.attachment.findUniqueOrThrow({ where: { id } });
const changes = (attachmentId: string) => web.prisma.attachmentChange.findMany({ where: { attachmentId } });

test('a file that waited is looked at once, and is then clean', async () => {
  const { id: applicationId } = await anApplication(web.prisma);
  const { id } = await anAttachment(web.prisma, { applicationId, scan: 'waiting' });
  expect(await look()).toBe(1);
  expect(await look()).toBe(0);
  expect((await one(id)).scan).toBe('clean');
  expect(await changes(id)).toMatchObject([{ name: 'clean', actorId: null }]);
});

test('an infected file leaves the draft with its bytes, and the municipality gets a task', async () => {
  const { id: applicationId, version } = await anApplication(web.prisma);
  const { id, fileId } = await anAttachment(web.prisma, { applicationId, scan: 'waiting', bytes: infected });
  expect(await look()).toBe(1);
  expect(await one(id)).toMatchObject({ scan: 'infected', fileId: null, removedAt: expect.any(Date) });
  expect(await web.prisma.file.count({ where: { id: fileId! } })).toBe(0);
  // Who is about to send it in is asked to look again.
  expect(await web.prisma.application.findUnique({ where: { id: applicationId } })).toMatchObject({ version: version + 1 });
  const [change] = await changes(id);
  expect(change).toMatchObject({ name: 'infected', details: { signature: 'Test-Signature', name: 'Prosjektplan.pdf' } });
  expect(JSON.stringify(change)).not.toContain(virus.toString());
  const tasks = await web.prisma.task.findMany({ where: { processId: `grant/${applicationId}` } });
  expect(tasks).toMatchObject([{ kind: 'attachmentInfected', audience: 'municipalityUsers', municipalityCode: '1804' }]);
}); // prettier-ignore

test('one that was sent in keeps its bytes, and the office gets a task too', async () => {
  const { id: applicationId } = await anApplication(web.prisma, { state: 'submitted' });
  const { id, fileId } = await anAttachment(web.prisma, { applicationId, scan: 'waiting', bytes: Buffer.concat([infected, Buffer.from('2')]) }); // prettier-ignore
  await aSubmission(web.prisma, { applicationId, attachmentIds: [id] });
  await look();
  expect(await one(id)).toMatchObject({ scan: 'infected', fileId, removedAt: null });
  const tasks = await web.prisma.task.findMany({ where: { processId: `grant/${applicationId}` }, orderBy: { key: 'asc' } }); // prettier-ignore
  expect(tasks.map(({ audience }) => audience)).toEqual(['municipalityUsers', 'leaders']);
});

test.each(['error', 'silent', 'hangsUp'] as const)('while the scanner %s the file waits, rests, and is tried again', async (mood) => {
  const { id: applicationId } = await anApplication(web.prisma);
  const { id } = await anAttachment(web.prisma, { applicationId, scan: 'waiting' });
  scanner.mood = mood;
  expect(await look()).toBe(0);
  expect((await one(id)).scan).toBe('waiting');
  scanner.mood = 'looks';
  expect(await look(60_000)).toBe(0);
  expect(await look()).toBe(1);
  expect((await one(id)).scan).toBe('clean');
}); // prettier-ignore

test('two workers never look at the same file', async () => {
  const { id: applicationId } = await anApplication(web.prisma);
  for (let i = 0; i < 6; i++) await anAttachment(web.prisma, { applicationId, scan: 'waiting', title: `Vedlegg ${i}` });
  const before = scanner.seen.length;
  const [a, b] = await Promise.all([look(60_000), look(60_000)]);
  expect(a + b).toBe(6);
  expect(scanner.seen.length - before).toBe(6);
});

test('after 24 hours without an answer there is one task, at the instant patience ran out', async () => {
  const { id: applicationId } = await anApplication(web.prisma);
  const now = await web.clock.now();
  const addedAt = new Date(now - 24 * 3_600_000);
  const { id } = await anAttachment(web.prisma, { applicationId, scan: 'waiting', addedAt });
  await anAttachment(web.prisma, { applicationId, scan: 'waiting', addedAt: new Date(now - 23 * 3_600_000) });
  await tellOfUnscanned(web.prisma);
  await tellOfUnscanned(web.prisma);
  const tasks = await web.prisma.task.findMany({ where: { processId: `grant/${applicationId}` } });
  expect(tasks).toMatchObject([
    { key: `attachment/${id}/unscanned`, kind: 'attachmentUnscanned', audience: 'leaders', countyGovernorCode: 'FMNO', at: new Date(addedAt.getTime() + 24 * 3_600_000) },
  ]);
}); // prettier-ignore

test('a worker that has no scanner makes the task all the same', async () => {
  const { id: applicationId } = await anApplication(web.prisma);
  const addedAt = new Date((await web.clock.now()) - 25 * 3_600_000);
  const { id } = await anAttachment(web.prisma, { applicationId, scan: 'waiting', addedAt });
  const stop = new AbortController();
  const loop = runScanner({ prisma: web.prisma, scan: null, everyMs: 10, signal: stop.signal });
  const tasks = () => web.prisma.task.findMany({ where: { key: `attachment/${id}/unscanned` } });
  while ((await tasks()).length === 0) await new Promise((again) => setTimeout(again, 20));
  stop.abort();
  await loop;
  expect(await tasks()).toMatchObject([
    { kind: 'attachmentUnscanned', audience: 'leaders', countyGovernorCode: 'FMNO' },
  ]);
  expect((await one(id)).scan).toBe('waiting');
});

test('the loop goes on when the scanner comes back, and ends when it is told to', async () => {
  const { id: applicationId, municipalityCode } = await anApplication(web.prisma);
  const addedById = await aPerson(web.prisma, [{ role: 'applicant', at: municipalityCode }]);
  const { id } = await anAttachment(web.prisma, { applicationId, scan: 'waiting', addedById });
  scanner.mood = 'hangsUp';
  const stop = new AbortController();
  let tries = 0;
  const scan = clamd(scanner.address);
  const loop = runScanner({
    prisma: web.prisma,
    scan: async (bytes) => {
      if (++tries === 3) scanner.mood = 'looks';
      return scan(bytes);
    },
    everyMs: 10,
    restMs: 0,
    signal: stop.signal,
  });
  while ((await one(id)).scan === 'waiting') await new Promise((again) => setTimeout(again, 20));
  stop.abort();
  await loop;
  expect((await one(id)).scan).toBe('clean');
  expect(tries).toBeGreaterThanOrEqual(3);
});
