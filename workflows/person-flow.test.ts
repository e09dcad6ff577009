/** R11, U6 and B.2.8 on the real engine: the address, sleep and being awake again. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { sendEmails } from '../activities/post/send-emails.js';
import { processIdOf } from '../domain/lifecycles.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { createProcessRow } from '../prisma/process-rows.js';
import { aHolder, newRole, ofPerson } from '../testing/people.js';
import { aGrant, aScene, mailsOf, municipality, office, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(180_000);
const at = (text: string) => Date.parse(text);

let product: Product;
let scene: Scene;
let admin: { personId: string };
/** What has gone out, as its readers have it: a code that is sent stands nowhere else. */
const outside: { to: string; text: string }[] = [];
beforeEach(async () => {
  outside.length = 0;
  const send = ({ to, text }: { to: string; text: string }) => {
    outside.push({ to, text });
    return Promise.resolve('sent' as const);
  };
  product = await testProduct({ mailer: { send } });
  await turnClockTo(product.database.pool, at('2031-01-06T09:00:00Z'));
  scene = await aScene(product, { deadline: at('2035-12-31T23:00:00Z') });
  admin = await aHolder(product, { name: 'admin', role: 'countyGovernorAdmin' });
});
afterEach(() => product.close());

const settled = () => waitSettled(product.database.pool, null, 30_000);
const person = (id: string) => product.database.prisma.person.findUniqueOrThrow({ where: { id } });
const dormantTasks = async (processId: string) =>
  (await product.database.prisma.task.findMany({ where: { processId, kind: 'contactDormant', doneAt: null } })).map(
    ({ audience, municipalityCode }) => [audience, municipalityCode],
  );
/** Gives the scene’s applicant another role, so that the process of the person begins. */
async function known(): Promise<string> {
  const { sent } = await newRole(product, { name: 'give', role: 'municipalCoordinator', content: { personId: scene.applicant, role: 'municipalCoordinator' }, actorId: admin.personId, actorRole: 'countyGovernorAdmin' }); // prettier-ignore
  expect(sent.kind).toBe('applied');
  await settled();
  return processIdOf('person', scene.applicant);
}

test('not seen for eighteen months a person sleeps, and colleagues are asked for another contact; awake, nobody need be', async () => {
  const { prisma } = product.database;
  const processId = await known();
  await prisma.person.update({
    where: { id: scene.applicant },
    data: { lastSeenAt: new Date('2031-01-06T09:00:00Z') },
  });
  const grant = `grant/${await aGrant(product, scene)}`;
  await product.turnTo(at('2032-07-06T05:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('active');
  expect(await dormantTasks(grant)).toEqual([]);

  await product.turnTo(at('2032-07-06T07:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('dormant');
  expect((await person(scene.applicant)).dormantSince?.toISOString()).toBe('2032-07-06T06:00:00.000Z');
  expect(await dormantTasks(grant)).toEqual([['municipalityUsers', municipality]]);

  expect(await ofPerson(product, scene.applicant, { name: 'askWake', content: { code: '123456' } })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  await settled();
  expect(outside.filter(({ text }) => text.includes('123456')).map(({ to }) => to)).toEqual(['applicant@demo.example']);
  const mail = await prisma.email.findFirstOrThrow({ where: { processId, kind: 'E35wake' } });
  expect(mail.text).not.toContain('123456');
  expect(await ofPerson(product, scene.applicant, { name: 'wake' })).toMatchObject({ kind: 'applied' });
  await settled();
  expect((await person(scene.applicant)).dormantSince).toBeNull();
  expect(await dormantTasks(grant)).toEqual([]);
  const next = await prisma.duty.findFirstOrThrow({ where: { processId, status: 'planned' } });
  expect(next).toMatchObject({ ladder: 'dormancy' });
  expect(next.dueAt.toISOString().slice(0, 10)).toBe('2034-01-06');
});

test('who was here meanwhile does not sleep: the eighteen months are counted from the last visit', async () => {
  const processId = await known();
  await product.turnTo(at('2031-12-01T09:00:00Z'));
  await product.database.prisma.person.update({ where: { id: scene.applicant }, data: { lastSeenAt: new Date('2031-12-01T09:00:00Z') } }); // prettier-ignore
  await product.turnTo(at('2032-12-01T09:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('active');
  await product.turnTo(at('2033-06-01T09:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('dormant');
  expect((await person(scene.applicant)).dormantSince?.toISOString()).toBe('2033-06-01T06:00:00.000Z');
});

test('a hand-over settles the task of the contact who sleeps', async () => {
  await known();
  const colleague = await aHolder(product, { name: 'colleague', role: 'applicant' });
  const grant = `grant/${await aGrant(product, scene)}`;
  await product.turnTo(at('2032-07-07T09:00:00Z'));
  expect(await dormantTasks(grant)).toHaveLength(1);
  const handed = await product.send({ processId: grant, name: 'handOver', content: { personId: colleague.personId }, actorId: colleague.personId, actorRole: 'applicant' }); // prettier-ignore
  expect(handed).toMatchObject({ kind: 'applied' });
  expect(await dormantTasks(grant)).toEqual([]);
});

test('a new address counts when its code is confirmed; the old one is told', async () => {
  const { prisma } = product.database;
  const processId = processIdOf('person', scene.applicant);
  const change = { name: 'changeAddress', content: { email: 'ny@bodo.kommune.example', code: '654321' } };
  expect(await ofPerson(product, scene.applicant, change)).toMatchObject({ kind: 'applied' });
  expect(await person(scene.applicant)).toMatchObject({ email: 'applicant@demo.example', newEmail: 'ny@bodo.kommune.example' }); // prettier-ignore
  expect((await mailsOf(product, processId)).map((mail) => mail.slice(17))).toEqual(['E35 applicant', 'E35code ny']);
  const told = await prisma.email.findFirstOrThrow({ where: { processId, kind: 'E35' } });
  expect(told.text).not.toContain('654321');

  const { id: changeId } = await prisma.command.findFirstOrThrow({ where: { processId, name: 'changeAddress' } });
  const confirm = { name: 'confirmAddress', content: { changeId } };
  expect(await ofPerson(product, scene.applicant, confirm)).toMatchObject({ kind: 'applied' });
  expect(await person(scene.applicant)).toMatchObject({ email: 'ny@bodo.kommune.example', newEmail: null });
  expect(await ofPerson(product, scene.applicant, confirm)).toMatchObject({ refusal: 'notAllowedNow' });
});

test('an accepted invitation to a new address wakes who had lost the old one', async () => {
  await known();
  await product.turnTo(at('2032-07-07T09:00:00Z'));
  expect((await person(scene.applicant)).dormantSince).not.toBeNull();
  // A role given without proof of the address wakes nobody.
  const unproved = await newRole(product, { name: 'give', role: 'localApprover', content: { personId: scene.applicant, role: 'localApprover' }, actorId: admin.personId, actorRole: 'countyGovernorAdmin' }); // prettier-ignore
  expect(unproved.sent.kind).toBe('applied');
  await settled();
  expect((await person(scene.applicant)).dormantSince).not.toBeNull();

  const id = randomUUID();
  const processId = processIdOf('accessRequest', id);
  const names = { firstName: 'Ann', lastName: 'Demo' };
  const invited = await product.send({
    processId,
    name: 'invite',
    content: { secret: 'x'.repeat(32) },
    actorId: admin.personId,
    actorRole: 'countyGovernorAdmin',
    write: async (tx, createdAt) => {
      await tx.accessRequest.create({
        data: { id, municipalityCode: municipality, role: 'applicant', email: 'ny@bodo.kommune.example', phone: '', createdAt, invitedById: admin.personId, invitedAs: 'countyGovernorAdmin', ...names },
      }); // prettier-ignore
      await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode: municipality, createdAt }); // prettier-ignore
    },
  });
  expect(invited.kind).toBe('applied');
  const accepted = await product.send({ processId, name: 'accept', content: { ...names, phone: '12345678' }, actorId: scene.applicant, actorRole: 'requester' }); // prettier-ignore
  expect(accepted.kind).toBe('applied');
  await settled();
  expect(await person(scene.applicant)).toMatchObject({ dormantSince: null, email: 'ny@bodo.kommune.example' });
  expect(await stateOfProcess(product, processIdOf('person', scene.applicant))).toBe('active');
});

test('a contact whose address takes no e-mail: the leader and the colleagues are asked for another', async () => {
  const { prisma } = product.database;
  const colleague = await aHolder(product, { name: 'colleague', role: 'applicant' });
  const processId = `grant/${await aGrant(product, scene)}`;
  await product.stopWorker();
  const lost = { toAddress: 'applicant@demo.example', recipientId: scene.applicant, language: 'nb', at: new Date(await product.now()) }; // prettier-ignore
  await prisma.email.create({ data: { key: 'lost', processId, kind: 'E3', subject: '', text: '', html: '', ...lost } });
  const bounces = { send: () => Promise.resolve({ bounced: '550 no such user' }) };
  for (let again = 0; again < 2; again++)
    await sendEmails({ prisma, mailer: bounces, messageIdOf: (key) => key }, ['lost']);
  const open = async () =>
    (await prisma.task.findMany({ where: { processId, doneAt: null }, orderBy: { kind: 'asc' } })).map(
      ({ kind, audience }) => `${kind} ${audience}`,
    );
  expect(await open()).toEqual(['contactUnreached municipalityUsers', 'emailBounced leaders']);
  await product.startWorker();
  const form = { token: randomUUID(), processId, name: 'handOver', content: { personId: colleague.personId }, actorId: colleague.personId, actorRole: 'applicant' as const }; // prettier-ignore
  await product.send(form);
  await settled();
  expect(await product.send(form)).toMatchObject({ kind: 'applied' });
  expect(await open()).toEqual(['emailBounced leaders']);
});
