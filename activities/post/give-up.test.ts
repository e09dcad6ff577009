import { randomUUID } from 'node:crypto';
import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { anApplication } from '../../testing/builders.js';
import { testDatabase } from '../../testing/postgres.js';
import { taskTexts } from '../mail/task-texts.js';
import { giveUp } from './give-up.js';
import { renderLetters } from './render-letters.js';
import { sendEmails } from './send-emails.js';

let database: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const { url, close } = await testDatabase();
  database = connectDatabase(url);
  drop = close;
  await database.prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
}, 60_000);
afterAll(async () => {
  await database.close();
  await drop();
});

const at = new Date('2027-06-15T10:00:00Z');

async function waiting() {
  const { prisma } = database;
  const { processId, municipalityCode } = await anApplication(prisma, { state: 'granted' });
  const letterId = randomUUID();
  const emailKey = `${processId}/E14`;
  const letter = {
    id: letterId,
    key: `${processId}/L4`,
    kind: 'L4',
    language: 'nb',
    facts: { caseNumber: '2027/NO-1' },
  };
  await prisma.letter.create({ data: { ...letter, processId, municipalityCode, at } });
  const texts = { language: 'nb', subject: 'Nytt brev', text: 'Nytt brev', html: '<p>Nytt brev</p>' };
  const email = { key: emailKey, processId, kind: 'E14', toAddress: 'post@kommune.example' };
  await prisma.email.create({ data: { ...email, ...texts, letterId, at } });
  return { processId, letterId, emailKey };
}

async function standing({ processId, letterId, emailKey }: Awaited<ReturnType<typeof waiting>>) {
  const { prisma } = database;
  const letter = await prisma.letter.findUniqueOrThrow({ where: { id: letterId } });
  const email = await prisma.email.findUniqueOrThrow({ where: { key: emailKey } });
  const tasks = await prisma.task.findMany({ where: { processId }, orderBy: { key: 'asc' } });
  return { letter: letter.status, email: email.status, tasks };
}

const tell = (given: Awaited<ReturnType<typeof waiting>>) => ({ letters: [given.letterId], emails: [given.emailKey] });

test('a letter and an e-mail that did not go out in a day are failed, each with a task for the office’s leader', async () => {
  const given = await waiting();
  await giveUp(database.prisma, tell(given));
  const { letter, email, tasks } = await standing(given);
  expect([letter, email]).toEqual(['failed', 'failed']);
  expect(tasks.map(({ key, kind, audience, countyGovernorCode, doneAt }) => ({ key, kind, audience, countyGovernorCode, doneAt }))).toEqual([
    { key: `${given.processId}/E14/failed`, kind: 'deliveryFailed', audience: 'leaders', countyGovernorCode: 'FMNO', doneAt: null },
    { key: `${given.processId}/L4/failed`, kind: 'deliveryFailed', audience: 'leaders', countyGovernorCode: 'FMNO', doneAt: null },
  ]); // prettier-ignore
  expect(tasks.every((task) => task.at.getTime() === at.getTime())).toBe(true);
  expect(taskTexts).toHaveProperty('deliveryFailed');
});

test('giving up twice makes no second task, and does not open one that is done', async () => {
  const given = await waiting();
  await giveUp(database.prisma, tell(given));
  await database.prisma.task.updateMany({ where: { processId: given.processId }, data: { doneAt: at } });
  await giveUp(database.prisma, tell(given));
  const { tasks } = await standing(given);
  expect(tasks.map((task) => task.doneAt)).toEqual([at, at]);
});

test('what went out at the last moment stays as it is', async () => {
  const given = await waiting();
  const render = () => Promise.resolve({ archive: Buffer.from('archive'), reader: Buffer.from('reader') });
  await renderLetters({ prisma: database.prisma, letters: { render } }, [given.letterId]);
  const mailer = { send: () => Promise.resolve('sent' as const) };
  await sendEmails({ prisma: database.prisma, mailer, messageIdOf: (key) => key }, [given.emailKey]);
  await giveUp(database.prisma, tell(given));
  expect(await standing(given)).toEqual({ letter: 'ready', email: 'sent', tasks: [] });
});

test('only what it is told of: others that wait go on being tried', async () => {
  const [given, other] = [await waiting(), await waiting()];
  await giveUp(database.prisma, tell(given));
  expect(await standing(other)).toEqual({ letter: 'pending', email: 'pending', tasks: [] });
});
