/**
 * The way in, on the real engine (lifecycles.md C.4 U1–U4). Instants are written by hand after the calendar of 2031: 6 January is a
 * Monday, 08.00 in Norway is 07.00Z in winter and 06.00Z in summer.
 */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import type { ActorRole, Role } from '../domain/roles.js';
import { processIdOf } from '../domain/lifecycles.js';
import { createProcessRow } from '../prisma/process-rows.js';
import { inviteFirstAdministrator } from '../scripts/first-administrator.js';
import { aScene, mailsOf, municipality, office, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
const beiarn = '1839';
const secret = 'a-secret-of-the-test-alone';

let product: Product;
/** What has gone out, as its readers have it. */
const outside: { to: string; text: string }[] = [];
let scene: Scene;
beforeAll(async () => {
  const send = ({ to, text }: { to: string; text: string }) => {
    outside.push({ to, text });
    return Promise.resolve('sent' as const);
  };
  product = await testProduct({ mailer: { send } });
  await turnClockTo(product.database.pool, at('2031-01-06T09:00:00Z'));
  scene = await aScene(product, { deadline: at('2031-12-31T23:00:00Z'), state: 'draft' });
});
afterAll(() => product.close());

const db = () => product.database.prisma;
async function aNewcomer(name: string, roles: { role: Role; countyGovernorCode?: string }[] = []): Promise<string> {
  const id = randomUUID();
  const fromAt = new Date('2026-01-01T00:00:00Z');
  await db().person.create({
    data: {
      id, subjectHash: id, firstName: name, lastName: 'Demo', email: `${name}@demo.example`, createdAt: fromAt,
      roles: { create: roles.map((role) => ({ id: randomUUID(), fromAt, ...role })) },
    },
  }); // prettier-ignore
  return id;
}

type Given = { processId: string; name: string; actorId: string; actorRole: ActorRole; content?: object };
const give = ({ content = {}, ...given }: Given) => product.send({ ...given, content: { ...content } });
const byOfficer = (processId: string, name: string, content = {}) =>
  give({ processId, name, content, actorId: scene.officer, actorRole: 'caseOfficer' });

/** Somebody asks, and the code is on its way. */
async function anAsking(name: string, municipalityCode = municipality) {
  const [id, personId] = [randomUUID(), await aNewcomer(name)];
  const processId = processIdOf('accessRequest', id);
  await product.send({
    processId,
    name: 'start',
    content: { code: '123456' },
    actorId: personId,
    actorRole: 'requester',
    write: async (tx, createdAt) => {
      const said = { firstName: name, lastName: 'Demo', email: `${name}@kommune.example`, phone: '12345678' };
      await tx.accessRequest.create({ data: { id, personId, municipalityCode, role: 'applicant', createdAt, ...said } });
      await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode, createdAt });
    },
  }); // prettier-ignore
  return { id, personId, processId, own: { processId, actorId: personId, actorRole: 'requester' as const } };
}

async function aRequest(name: string, municipalityCode = municipality) {
  const asking = await anAsking(name, municipalityCode);
  await give({ ...asking.own, name: 'submit' });
  return asking;
}

type Inviting = { actorId: string; actorRole: ActorRole; role: Role; municipalityCode?: string | null };
async function anInvitation(name: string, { actorId, actorRole, role, municipalityCode = beiarn }: Inviting) {
  const id = randomUUID();
  const processId = processIdOf('accessRequest', id);
  const sent = await product.send({
    processId,
    name: 'invite',
    content: { secret },
    actorId,
    actorRole,
    write: async (tx, createdAt) => {
      await tx.accessRequest.create({ data: { id, municipalityCode, role, firstName: name, lastName: 'Demo', email: `${name}@demo.example`, phone: '', invitedById: actorId, invitedAs: actorRole, createdAt } });
      await createProcessRow(tx, { kind: 'accessRequest', subjectId: id, parentId: null, callId: null, countyGovernorCode: office, municipalityCode, createdAt });
    },
  }); // prettier-ignore
  return { id, processId, sent };
}

/** A minute later: what was derived has arrived. */
const settled = async () => product.turnTo((await product.now()) + 60_000);
const rolesIn = async (municipalityCode: string) =>
  (await db().roleGrant.findMany({ where: { municipalityCode, accessRequestId: { not: null } }, include: { person: true } }))
    .map(({ person, role, state }) => `${person.firstName} ${role} ${state}`)
    .sort(); // prettier-ignore
const day = (mails: string[]) => mails.map((mail) => mail.replace(/T09:\d\d/, ''));

test('a code, a request that nobody answers, a question that nobody answers: every step at its hour, then six months', async () => {
  const unconfirmed = await anAsking('unconfirmed');
  await give({ ...unconfirmed.own, name: 'newCode', content: { code: '654321' } });
  const { id, processId } = await aRequest('patient');
  await product.turnTo(at('2031-01-14T09:00:00Z'));
  expect(await byOfficer(processId, 'ask', { question: 'Hvilken avdeling arbeider du i?' })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  await product.turnTo(at('2031-02-06T09:00:00Z'));

  expect(day(await mailsOf(product, processId))).toEqual([
    '2031-01-06 E25 patient',
    '2031-01-06 E25code patient',
    '2031-01-06 E26 officer',
    '2031-01-06 E26 second-officer',
    '2031-01-08T07:00 E26reminder officer',
    '2031-01-08T07:00 E26reminder second-officer',
    '2031-01-13T07:00 E33 leader',
    '2031-01-14 E29 patient',
    '2031-01-24T07:00 E29reminder patient',
  ]);
  expect(await stateOfProcess(product, processId)).toBe('expired');
  const codes = await db().email.findMany({ where: { kind: 'E25code' } });
  // The link’s id may by chance have six digits in a row.
  const withoutLinks = (text: string): string => text.replaceAll(/https?:\S+/g, '');
  for (const { text, html } of codes)
    expect([/\d{6}/.test(withoutLinks(text)), text.includes('······'), html]).toEqual([false, true, '']);
  expect(outside.filter(({ text }) => /123456|654321/.test(text))).toHaveLength(codes.length);
  const events = await db().event.findMany({ where: { toState: 'expired' }, orderBy: { at: 'asc' } });
  expect(events.map(({ processId: of, at: when }) => [of, when.toISOString()])).toEqual([
    [processId, '2031-01-28T07:00:00.000Z'],
    [unconfirmed.processId, '2031-02-05T07:00:00.000Z'],
  ]);
  expect(day(await mailsOf(product, unconfirmed.processId))).toEqual([
    '2031-01-06 E25code unconfirmed',
    '2031-01-06 E25code unconfirmed',
  ]);
  // The name is kept for six months, and then no longer waited for.
  const anonymise = { where: { processId, name: 'anonymise' } };
  expect(await db().duty.findFirst(anonymise)).toMatchObject({ status: 'planned', dueAt: new Date('2031-07-28T06:00:00Z') }); // prettier-ignore
  expect(await db().accessRequest.findUnique({ where: { id } })).toMatchObject({ firstName: 'patient', closedAt: new Date('2031-01-28T07:00:00Z') }); // prettier-ignore
  expect(await db().task.count({ where: { processId, doneAt: null } })).toBe(0);
});

test('an answer starts the office’s days again; the first approved is also the coordinator, and lets a colleague in', async () => {
  const first = await aRequest('first', beiarn);
  await byOfficer(first.processId, 'ask', { question: 'Hvilken stilling har du?' });
  expect(await give({ ...first.own, name: 'answer', content: { answer: 'Rådgiver i plan' } })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  expect(await stateOfProcess(product, first.processId)).toBe('submitted');
  expect(await db().duty.count({ where: { processId: first.processId, ladder: 'approval', status: 'planned' } })).toBe(2);
  await byOfficer(first.processId, 'approve', { reason: 'Kjent fra før av embetet.' });
  await settled();
  expect(await rolesIn(beiarn)).toEqual(['first applicant active', 'first municipalCoordinator active']);
  const told = await db().email.findFirstOrThrow({ where: { processId: first.processId, kind: 'E27' } });
  expect(told.text.replaceAll('\n', ' ')).toMatch(/Du er den første, og er også koordinator i kommunen: Du kan slippe inn kollegaer\./);
  expect(told.text).toContain(`/kommune/${beiarn}`);

  const colleague = await aRequest('colleague', beiarn);
  const coordinator = { actorId: first.personId, actorRole: 'municipalCoordinator' as const };
  expect(await give({ ...coordinator, processId: colleague.processId, name: 'approve' })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  await settled();
  expect(await rolesIn(beiarn)).toEqual([
    'colleague applicant active',
    'first applicant active',
    'first municipalCoordinator active',
  ]);
  expect((await mailsOf(product, colleague.processId)).map((mail) => mail.slice(17)).filter((mail) => /E26|E27/.test(mail))).toEqual(
    expect.arrayContaining(['E26 first', 'E27 colleague']),
  ); // prettier-ignore

  // The Governor takes it back: the process refuses what the page no longer shows.
  await db().municipality.update({ where: { code: beiarn }, data: { coordinatorApproves: false } });
  const third = await aRequest('third', beiarn);
  for (const [name, content] of [['approve', {}], ['deny', { reason: 'Ikke ansatt her.' }], ['ask', { question: 'Hvem er du egentlig?' }]] as const)
    expect(await give({ ...coordinator, processId: third.processId, name, content })).toMatchObject({ refusal: 'notManaged' });
  const tried = await anInvitation('tried', { ...coordinator, role: 'applicant' });
  expect(tried.sent).toMatchObject({ refusal: 'notManaged' });
  await db().municipality.update({ where: { code: beiarn }, data: { coordinatorApproves: true } });
  expect(await give({ ...coordinator, processId: third.processId, name: 'approve' })).toMatchObject({ kind: 'applied' });
}); // prettier-ignore

test('two first ones at the same moment: one coordinator', async () => {
  await db().municipality.create({
    data: { code: '1811', name: 'Bindal', officialName: 'Bindal', parallelNames: [], countyCode: '18', writtenForm: 'nb', postReceptionEmail: 'post@bindal.example', chiefExecutiveEmail: 'kd@bindal.example' },
  }); // prettier-ignore
  const [one, two] = [await aRequest('one', '1811'), await aRequest('two', '1811')];
  await Promise.all([byOfficer(one.processId, 'approve'), byOfficer(two.processId, 'approve')]);
  await settled();
  const roles = await rolesIn('1811');
  expect(roles.filter((role) => role.includes('municipalCoordinator'))).toHaveLength(1);
  expect(roles.filter((role) => role.includes('applicant'))).toHaveLength(2);
});

test('approved and denied at the same instant by two officers: one wins, the other is told, and there is one outcome', async () => {
  const { id, processId } = await aRequest('disputed');
  const denial = { processId, name: 'deny', content: { reason: 'Kommunen kjenner ikke navnet.' } };
  await Promise.all([
    byOfficer(processId, 'approve'),
    give({ ...denial, actorId: scene.secondOfficer, actorRole: 'caseOfficer' }),
  ]);
  await settled();
  const [won, lost] = await db().command.findMany({
    where: { processId, name: { in: ['approve', 'deny'] } },
    orderBy: { seq: 'asc' },
  });
  expect([won!.status, lost!.status]).toEqual(['applied', 'refused']);
  const approved = won!.name === 'approve';
  const request = await db().accessRequest.findUniqueOrThrow({ where: { id } });
  expect(request.decidedById).toBe(approved ? scene.officer : scene.secondOfficer);
  expect(await stateOfProcess(product, processId)).toBe(approved ? 'approved' : 'denied');
  expect(await db().roleGrant.count({ where: { accessRequestId: id } })).toBe(approved ? 2 : 0);
  const outcomes = (await mailsOf(product, processId)).filter((mail) => /E27|E28/.test(mail));
  expect(outcomes.map((mail) => mail.slice(17))).toEqual([approved ? 'E27 disputed' : 'E28 disputed']);
  const told = await db().email.findMany({ where: { processId, kind: 'E37' } });
  expect(told.map(({ recipientId }) => recipientId)).toEqual([lost!.actorId]);
});

test('nobody lets themselves in; a denied request keeps its name for six months', async () => {
  const { id, processId, personId } = await aRequest('denied');
  const self = { processId, actorId: personId, actorRole: 'caseOfficer' as const };
  expect(await give({ ...self, name: 'approve' })).toMatchObject({ refusal: 'ownRole' });
  await byOfficer(processId, 'deny', { reason: 'Ikke ansatt i kommunen.' });
  expect(await db().process.findUnique({ where: { id: processId } })).toMatchObject({ state: 'denied', final: false });
  const { dueAt } = await db().duty.findFirstOrThrow({ where: { processId, name: 'anonymise' } });
  await product.turnTo(dueAt.getTime() - 3_600_000);
  expect(await stateOfProcess(product, processId)).toBe('denied');
  expect(await db().accessRequest.findUnique({ where: { id } })).toMatchObject({ firstName: 'denied' });
  await product.turnTo(dueAt.getTime() + 3_600_000);
  expect(await db().process.findUnique({ where: { id: processId } })).toMatchObject({
    state: 'anonymised',
    final: true,
  });
});

describe('an invitation', () => {
  const inviter = () => ({ actorId: scene.officer, actorRole: 'caseOfficer' as const });
  const said = { firstName: 'Invitert', lastName: 'Demo', phone: '12345678' };

  test('is reminded of with its link after seven days, and expires after fourteen', async () => {
    const begun = await product.now();
    const { processId } = await anInvitation('slow', { ...inviter(), role: 'localApprover' });
    await product.turnTo(begun + 15 * 86_400_000);
    const days = (mails: { at: Date; kind: string }[]) =>
      mails.map(({ at: when, kind }) => `${kind} ${Math.round((when.getTime() - begun) / 86_400_000)}`);
    const mails = await db().email.findMany({ where: { processId }, orderBy: { at: 'asc' } });
    expect(days(mails)).toEqual(['E39 0', 'E39reminder 7']);
    const read = outside.filter(({ to }) => to === 'slow@demo.example');
    expect(read.filter(({ text }) => text.includes(`/invitasjon?kode=${secret}`))).toHaveLength(2);
    // Nobody who reads the database comes in by it.
    for (const { text, html } of mails) expect([text.includes('kode=…'), text.includes(secret), html]).toEqual([true, false, '']); // prettier-ignore
    expect(await stateOfProcess(product, processId)).toBe('expired');
    const late = await aNewcomer('late');
    expect(await give({ processId, name: 'accept', content: said, actorId: late, actorRole: 'requester' })).toMatchObject({ refusal: 'notAllowedNow' }); // prettier-ignore
  });

  test('is accepted by somebody else than who sent it, who is told who it was, without the link', async () => {
    const { id, processId } = await anInvitation('guest', { ...inviter(), role: 'localApprover' });
    const accept = { processId, name: 'accept', content: said, actorRole: 'requester' as const };
    expect(await give({ ...accept, actorId: scene.officer })).toMatchObject({ refusal: 'secondPerson' });
    const personId = await aNewcomer('guest');
    expect(await give({ ...accept, actorId: personId })).toMatchObject({ kind: 'applied' });
    await settled();
    expect(await db().roleGrant.findFirst({ where: { accessRequestId: id } })).toMatchObject({ personId, role: 'localApprover', state: 'active' }); // prettier-ignore
    expect(await db().person.findUnique({ where: { id: personId } })).toMatchObject({ ...said, email: 'guest@demo.example' }); // prettier-ignore
    const told = await db().email.findMany({ where: { processId, recipientId: scene.officer } });
    expect(told.map(({ kind }) => kind).sort()).toEqual(['E37', 'E39accepted']);
    for (const { text } of told) expect(text).not.toContain(secret);
  });

  test('to a role beyond one’s own is refused, and taken back only by who could have sent it', async () => {
    const beyond = await anInvitation('beyond', { ...inviter(), role: 'caseOfficer', municipalityCode: null });
    expect(beyond.sent).toMatchObject({ refusal: 'notManaged' });
    const admin = await aNewcomer('admin', [{ role: 'countyGovernorAdmin', countyGovernorCode: office }]);
    const asAdmin = { actorId: admin, actorRole: 'countyGovernorAdmin' as const };
    const { processId } = await anInvitation('staff', { ...asAdmin, role: 'leader', municipalityCode: null });
    expect(await byOfficer(processId, 'takeBack')).toMatchObject({ refusal: 'notManaged' });
    const own = await db().email.findMany({ where: { processId, kind: 'E37' } });
    expect(own.map(({ text }) => text.includes(secret))).toEqual([false]);
    expect(await give({ ...asAdmin, processId, name: 'takeBack' })).toMatchObject({ kind: 'applied' });
    expect(await stateOfProcess(product, processId)).toBe('withdrawn');
  });
});

test('a new installation: the first two administrators, in force at once, and by them the first of an office', async () => {
  const invited = { email: 'first-officer@demo.example', firstName: 'Mette', lastName: 'Demo' };
  const said = { firstName: 'Mette', lastName: 'Demo', phone: '12345678' };
  const forgotten = await inviteFirstAdministrator(product.databaseUrl, invited);
  await settled();
  const open = await inviteFirstAdministrator(product.databaseUrl, invited);
  await settled();
  expect(await stateOfProcess(product, processIdOf('accessRequest', forgotten))).toBe('withdrawn');
  const link = new RegExp(`${open}/invitasjon\\?kode=[\\w-]{43}`);
  expect(outside.filter(({ to, text }) => to === invited.email && link.test(text))).toHaveLength(1);

  // Two others have become so meanwhile: too late.
  const other = { in: [await aNewcomer('other', [{ role: 'ministryOfficer' }]), await aNewcomer('another', [{ role: 'ministryOfficer' }])] }; // prettier-ignore
  const personId = await aNewcomer('mette');
  const accept = { processId: processIdOf('accessRequest', open), name: 'accept', content: said, actorId: personId, actorRole: 'requester' as const }; // prettier-ignore
  expect(await give(accept)).toMatchObject({ refusal: 'notManaged' });
  await db().roleGrant.deleteMany({ where: { personId: other } });
  expect(await give(accept)).toMatchObject({ kind: 'applied' });
  await settled();
  expect(await db().roleGrant.findMany({ where: { personId } })).toMatchObject([{ role: 'ministryOfficer', state: 'active', proposedById: null }]); // prettier-ignore

  const next = await inviteFirstAdministrator(product.databaseUrl, { ...invited, email: 'second@demo.example' });
  await settled();
  const second = await aNewcomer('second');
  expect(await give({ ...accept, processId: processIdOf('accessRequest', next), actorId: second })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  await settled();
  await expect(inviteFirstAdministrator(product.databaseUrl, invited)).rejects.toThrow('already');
  const officers = await db().roleGrant.findMany({ where: { role: 'ministryOfficer' } });
  expect(officers.map(({ personId: id, state }) => [id, state]).sort()).toEqual([[personId, 'active'], [second, 'active']].sort()); // prettier-ignore

  // One invites the office’s first, the other confirms.
  const [asMette, asSecond] = [personId, second].map((actorId) => ({ actorId, actorRole: 'ministryOfficer' as const }));
  const office1 = await anInvitation('office-first', {
    ...asMette!,
    role: 'countyGovernorAdmin',
    municipalityCode: null,
  });
  const admin = await aNewcomer('office-first');
  expect(await give({ ...accept, processId: office1.processId, actorId: admin })).toMatchObject({ kind: 'applied' });
  await settled();
  const grant = await db().roleGrant.findFirstOrThrow({ where: { personId: admin } });
  const confirm = { processId: processIdOf('role', grant.id), name: 'confirm' };
  expect(await give({ ...confirm, ...asMette! })).toMatchObject({ refusal: 'secondPerson' });
  expect(await give({ ...confirm, ...asSecond! })).toMatchObject({ kind: 'applied' });
  expect(await db().roleGrant.findUnique({ where: { id: grant.id } })).toMatchObject({ state: 'active' });

  // Neither of the two can be put out or leave.
  const processId = processIdOf('role', officers.find((one) => one.personId === second)!.id);
  const reason = 'Skal ikke ha tilgang lenger.';
  expect(await give({ processId, name: 'leave', actorId: second, actorRole: 'holder' })).toMatchObject({ refusal: 'fewOfficers' }); // prettier-ignore
  for (const name of ['suspend', 'revoke'])
    expect(await give({ processId, name, content: { reason }, ...asMette! })).toMatchObject({ refusal: 'fewOfficers' });
  // With a third who is awake they can; one who sleeps does not help.
  const third = await aNewcomer('third-officer', [{ role: 'ministryOfficer' }]);
  await db().person.update({ where: { id: third }, data: { dormantSince: new Date() } });
  expect(await give({ processId, name: 'suspend', content: { reason }, ...asMette! })).toMatchObject({ refusal: 'fewOfficers' }); // prettier-ignore
  await db().person.update({ where: { id: third }, data: { dormantSince: null } });
  expect(await give({ processId, name: 'suspend', content: { reason }, ...asMette! })).toMatchObject({
    kind: 'applied',
  });
});
