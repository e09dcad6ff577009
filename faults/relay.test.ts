/** The mail relay refuses one in ten and is down for a while: nothing lost, nothing twice, no deadline delayed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { createMailer, messageIdOf } from '../activities/mail/sender.js';
import { NotSettled } from '../embedded/time-machine/settled.js';
import { aCountingRelay } from '../testing/relay.js';
import { testProduct } from '../testing/product.js';
import { aGrant, aScene, stateOfProcess } from '../testing/scene.js';

jest.setTimeout(120_000);
const from = 'Prosjektskjønn <ikke-svar@prosjektskjonn.example>';

test('one in ten refused for now: all go out, each once', async () => {
  const relay = await aCountingRelay((n) => n % 10 === 0);
  const mailer = createMailer({ smtpUrl: relay.url, from });
  const product = await testProduct({ mailer, messageIdOf });
  const deadline = (await product.now()) + 20 * 86_400_000;
  const scene = await aScene(product, { deadline });
  for (let n = 0; n < 8; n++) await aGrant(product, scene);
  await product.turnTo(deadline + 86_400_000);
  const emails = await product.database.prisma.email.findMany();
  expect(emails.length).toBeGreaterThanOrEqual(8 * 5);
  expect(emails.every((email) => email.status === 'sent')).toBe(true);
  expect(relay.mails).toHaveLength(emails.length);
  expect(relay.distinct()).toBe(emails.length);
  await product.close();
  mailer.close();
  await relay.close();
});

test('down: the deadline is kept, the clock says what it waits for, and when the relay is back all goes out once', async () => {
  const relay = await aCountingRelay();
  const mailer = createMailer({ smtpUrl: relay.url, from });
  const product = await testProduct({ mailer, messageIdOf });
  const { prisma } = product.database;
  const deadline = (await product.now()) + 3_000; // real time: nothing is turned while the relay is down
  const scene = await aScene(product, { deadline });
  const id = await aGrant(product, scene);
  await relay.down();
  await sleep(4_500);
  expect(await stateOfProcess(product, `grant/${id}`)).toBe('lapsed');
  const [lapse] = await prisma.event.findMany({ where: { processId: `grant/${id}`, name: 'due:deadline' } });
  expect(lapse!.doneAt.getTime() - lapse!.at.getTime()).toBeLessThan(2_000);
  const [waiting] = await prisma.email.findMany({ where: { processId: `grant/${id}` } });
  expect(waiting).toMatchObject({ kind: 'E4', status: 'pending' });
  await expect(product.turnTo(deadline + 86_400_000, 4, 1_500)).rejects.toThrow(NotSettled);
  await relay.up();
  await product.turnTo(deadline + 86_400_000);
  const emails = await prisma.email.findMany();
  expect(emails.every((email) => email.status === 'sent')).toBe(true);
  expect(relay.mails).toHaveLength(emails.length);
  await product.close();
  mailer.close();
  await relay.close();
});

test('a recipient refused for good is a bounce and a task at once, and holds nothing up', async () => {
  const relay = await aCountingRelay(() => 550);
  const mailer = createMailer({ smtpUrl: relay.url, from });
  const product = await testProduct({ mailer, messageIdOf });
  const { prisma } = product.database;
  const deadline = (await product.now()) + 20 * 86_400_000;
  const scene = await aScene(product, { deadline });
  const id = await aGrant(product, scene);
  await product.turnTo(deadline + 86_400_000);
  expect(await stateOfProcess(product, `grant/${id}`)).toBe('lapsed');
  const emails = await prisma.email.findMany({ where: { processId: `grant/${id}` } });
  expect(emails.map((email) => email.status)).toEqual(Array.from({ length: 5 }, () => 'bounced'));
  expect(await prisma.task.count({ where: { kind: 'emailBounced', processId: `grant/${id}` } })).toBe(5);
  await product.close();
  mailer.close();
  await relay.close();
});
