/** U5 and U6 on the real engine: two administrators, the yearly confirmation, loans, and who may not be put out. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { instantAt } from '../domain/calendar/index.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { ActorRole } from '../domain/roles.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aHolder, newRole } from '../testing/people.js';
import { aGrant, aScene, mailsOf, municipality, office, run, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(180_000);
const at = (text: string) => Date.parse(text);

let product: Product;
let scene: Scene;
let first: { personId: string; processId: string };
let second: { personId: string; processId: string };
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, at('2031-01-06T09:00:00Z'));
  scene = await aScene(product, { deadline: at('2031-12-31T23:00:00Z') });
  const held = instantAt('2040-01-01', '00:00');
  first = await aHolder(product, { name: 'first-admin', role: 'countyGovernorAdmin', attestBy: held });
  second = await aHolder(product, { name: 'second-admin', role: 'countyGovernorAdmin', attestBy: held });
});
afterEach(() => product.close());

const settled = () => waitSettled(product.database.pool, null, 30_000);
async function act(processId: string, name: string, [actorId, actorRole]: [string, ActorRole], content: object = {}) {
  const form = { token: randomUUID(), processId, name, content: { ...content }, actorId, actorRole };
  const sent = await product.send(form);
  if (sent.kind !== 'pending') return sent;
  await settled();
  return product.send(form);
}
const asAdmin = ({ personId }: { personId: string }): [string, ActorRole] => [personId, 'countyGovernorAdmin'];
const reason = 'Har sluttet i embetet, og skal ikke ha tilgang lenger.';
const grantOf = (processId: string) =>
  product.database.prisma.roleGrant.findUniqueOrThrow({ where: { id: processId.split('/')[1]! } });
const openTasks = async (processId: string) =>
  (await product.database.prisma.task.findMany({ where: { processId, doneAt: null } })).map(({ kind }) => kind);
const propose = (personId = scene.officer) =>
  newRole(product, { name: 'give', role: 'approver', content: { personId, role: 'approver' }, actorId: first.personId, actorRole: 'countyGovernorAdmin' }); // prettier-ignore

test('a right that two must agree on counts when a second administrator has confirmed it', async () => {
  const { processId, sent } = await propose();
  expect(sent.kind).toBe('applied');
  expect(await stateOfProcess(product, processId)).toBe('proposed');
  expect(await openTasks(processId)).toEqual(['confirmRole']);

  expect(await act(processId, 'confirm', asAdmin(first))).toMatchObject({ refusal: 'secondPerson' });
  expect(await act(processId, 'confirm', [scene.officer, 'countyGovernorAdmin'])).toMatchObject({ refusal: 'ownRole' });
  await product.turnTo(at('2031-01-10T09:00:00Z'));
  expect(await mailsOf(product, processId)).toEqual([
    expect.stringMatching(/^2031-01-06T09:.* E30confirm second-admin$/),
    expect.stringMatching(/E37/),
    expect.stringMatching(/E37/),
    '2031-01-09T07:00 E30confirm second-admin',
  ]);
  expect(await act(processId, 'confirm', asAdmin(second))).toMatchObject({ kind: 'applied' });

  const grant = await grantOf(processId);
  expect(grant).toMatchObject({ state: 'active', proposedById: first.personId, confirmedById: second.personId });
  expect(grant.attestBy!.toISOString()).toBe('2032-01-10T23:00:00.000Z');
  expect(await openTasks(processId)).toEqual([]);
  expect((await mailsOf(product, processId)).filter((mail) => mail.includes('E30given'))).toEqual([
    expect.stringMatching(/^2031-01-10T09:.* E30given officer$/),
  ]);
});

test('a proposal nobody confirms lapses after thirty days, and who proposed it hears', async () => {
  const { processId } = await propose();
  await product.turnTo(at('2031-02-05T06:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('proposed');
  await product.turnTo(at('2031-02-05T10:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('declined');
  expect(await grantOf(processId)).toMatchObject({ state: 'declined', confirmedById: null });
  expect((await mailsOf(product, processId)).at(-1)).toBe('2031-02-05T07:00 E30declined first-admin');
  expect(await openTasks(processId)).toEqual([]);
});

test('two administrators who confirm and decline at the same moment: one wins, the other is told', async () => {
  const third = await aHolder(product, { name: 'third-admin', role: 'countyGovernorAdmin' });
  const { processId } = await propose();
  const [confirmed, declined] = await Promise.all([
    act(processId, 'confirm', asAdmin(second)),
    act(processId, 'decline', asAdmin(third), { reason }),
  ]);
  const outcomes = [confirmed, declined].map((one) => ('refusal' in one ? one.refusal : one.kind));
  expect(outcomes.filter((one) => one === 'applied')).toHaveLength(1);
  expect(outcomes.filter((one) => one === 'notAllowedNow' || one === 'closed')).toHaveLength(1);
  const won = outcomes[0] === 'applied' ? 'active' : 'declined';
  expect(await grantOf(processId)).toMatchObject({ state: won });
  // Who was too late to be received at all reads it on the page.
  const refused = await product.database.prisma.command.count({ where: { processId, status: 'refused' } });
  const told = await mailsOf(product, processId);
  expect(told.filter((mail) => mail.includes('E37')).length).toBe(refused);
});

test('a right is reminded of 30 and 7 days before, and suspended exactly at its deadline; confirmed, it holds a year more', async () => {
  const attestBy = instantAt('2031-03-01', '00:00');
  const forgotten = await aHolder(product, { name: 'forgotten', role: 'caseOfficer', attestBy });
  const kept = await aHolder(product, { name: 'kept', role: 'assessor', attestBy });

  await product.turnTo(at('2031-01-30T09:00:00Z'));
  expect(await openTasks(kept.processId)).toEqual(['attestRole']);
  expect(await act(kept.processId, 'attest', [kept.personId, 'countyGovernorAdmin'])).toMatchObject({
    refusal: 'ownRole',
  });
  expect(await act(kept.processId, 'attest', asAdmin(first))).toMatchObject({ kind: 'applied' });
  expect(await openTasks(kept.processId)).toEqual([]);

  await product.turnTo(attestBy - 60_000);
  expect(await stateOfProcess(product, forgotten.processId)).toBe('active');
  expect(await mailsOf(product, forgotten.processId)).toEqual([
    '2031-01-29T07:00 E30 first-admin',
    '2031-01-29T07:00 E30 second-admin',
    '2031-02-21T07:00 E30 first-admin',
    '2031-02-21T07:00 E30 forgotten',
    '2031-02-21T07:00 E30 second-admin',
  ]);
  await product.turnTo(attestBy);
  expect(await grantOf(forgotten.processId)).toMatchObject({ state: 'suspended', endedAt: null });
  expect(await openTasks(forgotten.processId)).toEqual(['restoreRole']);
  const lapse = await product.database.prisma.event.findFirstOrThrow({ where: { processId: forgotten.processId, name: 'due:lapse' } }); // prettier-ignore
  expect(lapse.at.getTime()).toBe(attestBy);

  expect(await grantOf(kept.processId)).toMatchObject({ state: 'active', attestedById: first.personId });
  expect((await grantOf(kept.processId)).attestBy!.getTime()).toBe(instantAt('2032-01-31', '00:00'));
  expect(await act(forgotten.processId, 'restore', asAdmin(second))).toMatchObject({ kind: 'applied' });
  expect(await grantOf(forgotten.processId)).toMatchObject({ state: 'active' });
  await product.turnTo(instantAt('2032-01-31', '00:00'));
  expect(await grantOf(kept.processId)).toMatchObject({ state: 'suspended' });
  expect(await grantOf(forgotten.processId)).toMatchObject({ state: 'active' });
});

test('a loan ends by itself after its last day, and with the role it was lent from', async () => {
  const lender = await aHolder(product, { name: 'lender', role: 'caseOfficer' });
  const lend = (from: string, to: string, personId = scene.assessor) =>
    newRole(product, { name: 'lend', role: 'caseOfficer', content: { grantId: lender.grantId, personId, from, to }, actorId: lender.personId, actorRole: 'caseOfficer' }); // prettier-ignore
  expect((await lend('2031-01-05', '2031-01-05')).sent).toMatchObject({ refusal: 'malformed' });
  expect((await lend('2031-01-07', '2031-01-20', randomUUID())).sent).toMatchObject({ refusal: 'notColleague' });
  const holiday = await lend('2031-01-07', '2031-01-20');
  expect(await grantOf(holiday.processId)).toMatchObject({ state: 'active', deputyForId: lender.personId });
  await product.turnTo(instantAt('2031-01-21', '00:00') - 60_000);
  expect(await stateOfProcess(product, holiday.processId)).toBe('active');
  await product.turnTo(instantAt('2031-01-21', '00:00'));
  expect(await stateOfProcess(product, holiday.processId)).toBe('ended');
  expect((await mailsOf(product, holiday.processId)).at(-1)).toMatch(/^2031-01-20T23:00 E31 assessor$/);

  const other = await lend('2031-02-01', '2031-12-31');
  expect(await act(lender.processId, 'revoke', asAdmin(first), { reason })).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await stateOfProcess(product, other.processId)).toBe('ended');
});

test('who approves in the place of the author is refused as the author would be', async () => {
  const { prisma } = product.database;
  const author = await aHolder(product, { personId: scene.officer, role: 'approver' });
  const deputy = await newRole(product, { name: 'lend', role: 'approver', content: { grantId: author.grantId, personId: scene.assessor, from: '2031-01-06', to: '2031-02-20' }, actorId: scene.officer, actorRole: 'approver' }); // prettier-ignore
  expect(await stateOfProcess(product, deputy.processId)).toBe('proposed');
  expect(await act(deputy.processId, 'confirm', asAdmin(first))).toMatchObject({ kind: 'applied' });
  const { id: _, typed: _typed, ...call } = await prisma.call.findUniqueOrThrow({ where: { id: scene.callId } });
  const callId = randomUUID();
  const createdAt = new Date(await product.now());
  await prisma.call.create({
    data: { ...call, id: callId, round: 2, deadlines: { create: { version: 1, deadline: call.deadline, decidedAt: createdAt } } },
  }); // prettier-ignore
  const made = { kind: 'call' as const, subjectId: callId, parentId: null, callId, countyGovernorCode: office, municipalityCode: null, createdAt }; // prettier-ignore
  await inTransaction(prisma, (tx) => plant(tx, { ...made, state: 'awaitingApproval', ladders: ['approval'], why: 'seeded' })); // prettier-ignore
  const processId = processIdOf('call', callId);
  await run(product, processId);
  const sendBack = (actorId: string, deputyForId: string | null, name = 'sendBack') =>
    product.send({ processId, name, content: name === 'sendBack' ? { comment: 'Skriv mer om målene.' } : {}, actorId, actorRole: 'approver', deputyForId }); // prettier-ignore

  expect(await sendBack(scene.assessor, scene.officer, 'approve')).toMatchObject({ refusal: 'fourEyes' });
  expect(await stateOfProcess(product, processId)).toBe('awaitingApproval');
  // In the place of somebody else the same person may.
  expect(await sendBack(scene.assessor, scene.approver)).toMatchObject({ kind: 'applied' });
  const event = await prisma.event.findFirstOrThrow({ where: { processId, name: 'sendBack' } });
  expect(event).toMatchObject({ actorId: scene.assessor, deputyForId: scene.approver });
});

test('the last administrator of an office is not put out by a colleague, and does not leave', async () => {
  expect(await act(second.processId, 'revoke', asAdmin(first), { reason })).toMatchObject({ kind: 'applied' });
  expect(await act(first.processId, 'leave', [first.personId, 'holder'])).toMatchObject({
    refusal: 'lastAdministrator',
  });
  expect(await act(first.processId, 'suspend', [scene.leader, 'countyGovernorAdmin'], { reason })).toMatchObject({
    refusal: 'lastAdministrator',
  });
  expect(await grantOf(first.processId)).toMatchObject({ state: 'active' });
});

test('the contact of something that goes on hands it over before leaving', async () => {
  const { prisma } = product.database;
  const leaving = await aHolder(product, { name: 'leaving', role: 'applicant' });
  const staying = await aHolder(product, { name: 'staying', role: 'applicant' });
  const id = await aGrant(product, scene);
  await prisma.application.update({ where: { id }, data: { contactId: leaving.personId } });
  const holder: [string, ActorRole] = [leaving.personId, 'holder'];
  expect(await act(leaving.processId, 'leave', holder)).toMatchObject({ refusal: 'lastContact' });
  const handOver = (personId: string) => act(`grant/${id}`, 'handOver', [leaving.personId, 'applicant'], { personId });
  expect(await handOver(scene.officer)).toMatchObject({ refusal: 'notColleague' });
  expect(await handOver(staying.personId)).toMatchObject({ kind: 'applied' });
  expect((await mailsOf(product, `grant/${id}`)).map((mail) => mail.slice(17)).sort()).toEqual(
    expect.arrayContaining(['E24 leaving', 'E24 staying']),
  );
  expect(await act(leaving.processId, 'leave', holder)).toMatchObject({ kind: 'applied' });
  expect(await grantOf(leaving.processId)).toMatchObject({ state: 'revoked' });
});

test('a contact whose role is suspended: colleagues have the task and get the e-mails; restored, nobody need be found', async () => {
  const { prisma } = product.database;
  const contact = await aHolder(product, { name: 'contact', role: 'applicant' });
  const id = await aGrant(product, scene);
  await prisma.application.update({ where: { id }, data: { contactId: contact.personId } });
  expect(await act(contact.processId, 'suspend', asAdmin(first), { reason })).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await openTasks(`grant/${id}`)).toEqual(['contactDormant']);
  expect(await act(contact.processId, 'restore', asAdmin(first))).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await openTasks(`grant/${id}`)).toEqual([]);

  expect(await act(contact.processId, 'suspend', asAdmin(first), { reason })).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await openTasks(`grant/${id}`)).toEqual(['contactDormant']);
  await product.turnTo(at('2031-12-30T12:00:00Z'));
  const told = (await mailsOf(product, `grant/${id}`)).map((mail) => mail.slice(17));
  expect(told).toContain('E3 applicant');
  expect(told.filter((mail) => mail.endsWith(' contact'))).toEqual([]);
});

test('when the last one of a municipality leaves while something goes on, it is the officers’ task until somebody is let in', async () => {
  const { prisma } = product.database;
  await aGrant(product, scene);
  const last = await aHolder(product, { name: 'last', role: 'municipalCoordinator' });
  await prisma.roleGrant.updateMany({
    where: { municipalityCode: municipality, id: { not: last.grantId } },
    data: { state: 'revoked' },
  });
  expect(await act(last.processId, 'leave', [last.personId, 'holder'])).toMatchObject({ kind: 'applied' });
  expect(await openTasks(last.processId)).toEqual(['municipalityWithoutUsers']);
  const mails = (await mailsOf(product, last.processId)).map((mail) => mail.slice(17)).sort();
  expect(mails).toEqual(expect.arrayContaining(['E31 last', 'E33 officer']));
  const told = await prisma.email.findFirstOrThrow({ where: { processId: last.processId, kind: 'E33' } });
  expect(told.text).toContain(`/kommune/${municipality}/personer`);
  const content = { personId: last.personId, role: 'applicant' };
  const { sent } = await newRole(product, { name: 'give', role: 'applicant', content, actorId: first.personId, actorRole: 'countyGovernorAdmin' }); // prettier-ignore
  expect(sent.kind).toBe('applied');
  expect(await openTasks(last.processId)).toEqual([]);
});

test('who is suspended is told so, why, and who can open the role; a loan that is over is told as a loan', async () => {
  const { prisma } = product.database;
  const held = await aHolder(product, { name: 'held', role: 'assessor' });
  expect(await act(held.processId, 'suspend', asAdmin(first), { reason })).toMatchObject({ kind: 'applied' });
  const told = await prisma.email.findFirstOrThrow({ where: { processId: held.processId, kind: 'E31' } });
  expect(told.subject).toContain('En rolle er sperret');
  expect(told.text.replaceAll('\n', ' ')).toContain('Kontakt first-admin Demo, second-admin Demo, som kan åpne den.');
  expect(told.text.replaceAll('\n', ' ')).toContain(reason);
  const lender = await aHolder(product, { name: 'lender', role: 'caseOfficer' });
  const content = { grantId: lender.grantId, personId: scene.officer, from: '2031-01-06', to: '2031-01-10' };
  const loan = await newRole(product, { name: 'lend', role: 'caseOfficer', content, actorId: lender.personId, actorRole: 'caseOfficer' }); // prettier-ignore
  expect(loan.sent.kind).toBe('applied');
  expect(await act(loan.processId, 'takeBack', [lender.personId, 'holder'])).toMatchObject({ kind: 'applied' });
  const texts = await prisma.email.findMany({ where: { processId: loan.processId }, orderBy: { at: 'asc' } });
  const textOf = (kind: string) => texts.find((one) => one.kind === kind)!.text.replaceAll('\n', ' ');
  expect(textOf('E30given')).toContain('Du er stedfortreder for lender Demo som saksbehandler');
  expect(textOf('E30given')).toMatch(/Fra: .*6\. januar 2031.*Til: .*10\. januar 2031/);
  expect(textOf('E31')).toContain('Du er ikke lenger stedfortreder for lender Demo som saksbehandler');
});

test('a right that is ended while a colleague hands over to its holder: never a contact without a right', async () => {
  const { prisma } = product.database;
  const outcomes = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const receiver = await aHolder(product, { name: `receiver-${round}`, role: 'applicant' });
    const id = await aGrant(product, scene);
    const [handed, ended] = await Promise.all([
      act(`grant/${id}`, 'handOver', [scene.applicant, 'applicant'], { personId: receiver.personId }),
      act(receiver.processId, 'revoke', asAdmin(first), { reason }),
    ]);
    const words = [handed, ended].map((one) => ('refusal' in one ? one.refusal : one.kind)).join(' ');
    outcomes.add(words);
    expect(['applied lastContact', 'notColleague applied']).toContain(words);
    const { contactId } = await prisma.application.findUniqueOrThrow({ where: { id } });
    const counts = await prisma.roleGrant.count({ where: { personId: contactId, municipalityCode: municipality, state: 'active' } }); // prettier-ignore
    expect(counts).toBeGreaterThan(0);
  }
  expect(outcomes.size).toBeGreaterThan(0);
});
