/** Rights through the record: whose right it was, in whose place, at which address, and two at the same moment. */
import { randomUUID } from 'node:crypto';
import { addDays, localDate } from '../../domain/calendar/index.js';
import type { Kind } from '../../domain/lifecycle.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { isMunicipalRole, isNationalRole, type ActorRole, type Role } from '../../domain/roles.js';
import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { anApplication, aPerson, aProcess, aProject } from '../../testing/builders.js';
import { testDatabase } from '../../testing/postgres.js';
import { recipientsOf } from './audience.js';
import { lockProcess } from './process-row.js';
import { record } from './record.js';

const [bodo, beiarn, office] = ['1804', '1839', 'FMNO'];
const reason = 'Har sluttet, og skal ikke ha tilgang lenger.';
const names = { firstName: 'Prøve', lastName: 'Person', phone: '12345678' };
const today = localDate(Date.now());

let database: Database;
let drop: () => Promise<void>;
const db = () => database.prisma;
beforeAll(async () => {
  const { url, close } = await testDatabase();
  database = connectDatabase(url, 6);
  drop = close;
  await db().$transaction((tx) => seedReference(tx), { timeout: 30_000 });
}, 60_000);
afterAll(async () => {
  await database.close();
  await drop();
});
beforeEach(async () => {
  await db().roleGrant.updateMany({ where: { countyGovernorCode: office }, data: { state: 'ended' } });
  await db().municipality.updateMany({ data: { coordinatorApproves: true } });
});

type Place = { municipalityCode: string | null; countyGovernorCode: string | null };
const placeOf = (role: Role, municipalityCode = bodo): Place => ({
  municipalityCode: isMunicipalRole(role) ? municipalityCode : null,
  countyGovernorCode: isMunicipalRole(role) || isNationalRole(role) ? null : office,
});

type Held = { personId?: string; state?: string; at?: string; deputyForId?: string; toAt?: Date };
/** A role with its process, of someone new where nobody is named. */
async function aRole(role: Role, { personId, state = 'active', at, ...lent }: Held = {}) {
  const id = randomUUID();
  const holder = personId ?? (await aPerson(db()));
  const place = placeOf(role, at);
  await db().roleGrant.create({ data: { id, personId: holder, role, state, fromAt: new Date('2026-01-01T08:00:00Z'), ...place, ...lent } });
  const processId = await aProcess(db(), { kind: 'role', subjectId: id, state, ...place, countyGovernorCode: office });
  return { id, personId: holder, processId };
} // prettier-ignore

type By = { actorId: string; actorRole: ActorRole; deputyForId?: string };
type Sent = By & { name: string; content?: object };
const admin = async (): Promise<By> => ({ actorId: (await aRole('countyGovernorAdmin')).personId, actorRole: 'countyGovernorAdmin' }); // prettier-ignore

/** Received by a process. */
async function receive(processId: string, { name, content = {}, deputyForId, ...by }: Sent): Promise<string> {
  const { lastSeq } = await db().process.update({ where: { id: processId }, data: { lastSeq: { increment: 1 } } });
  const id = randomUUID();
  const at = new Date();
  await db().command.create({ data: { id, processId, seq: lastSeq, name, ...by, deputyForId: deputyForId ?? null, content: { ...content }, contentHash: id, receivedAt: at, deliverAfter: at } });
  return id;
} // prettier-ignore

/** What the process does when the engine gives it all that has been received; its memory objects to nothing. Answers the last word. */
async function settle(processId: string): Promise<string> {
  let word = '';
  const pending = await db().command.findMany({ where: { processId, status: 'pending' }, orderBy: { seq: 'asc' } });
  for (const { id, seq, name, actorId, actorRole, deputyForId, receivedAt } of pending) {
    const { kind, state } = await db().process.findUniqueOrThrow({ where: { id: processId } });
    const command = { id, seq, name, actorId, actorRole: actorRole as ActorRole, deputyForId, receivedAt: receivedAt.getTime() };
    const { outcome } = await record({ prisma: db(), settings: { baseUrl: 'http://localhost' } }, { processId, kind: kind as Kind, command, state, refusal: null });
    word = outcome.status === 'refused' ? outcome.refusal : outcome.status;
  }
  return word;
} // prettier-ignore

async function act(processId: string, sent: Sent): Promise<string> {
  await receive(processId, sent);
  return settle(processId);
}

/** A role that is given or lent now. */
async function begin(role: Role, sent: Sent, at?: string) {
  const subjectId = randomUUID();
  const { municipalityCode } = placeOf(role, at);
  const processId = await aProcess(db(), { kind: 'role', subjectId, state: 'new', municipalityCode, countyGovernorCode: office }); // prettier-ignore
  return { id: subjectId, processId, word: await act(processId, sent) };
}
const give = (by: By, role: Role, personId: string) =>
  begin(role, { ...by, name: 'give', content: { role, personId } });
type Loan = { id: string; role: Role; to: string; from?: string; at?: string };
const lend = (by: By, { id, role, to, from = today, at }: Loan) =>
  begin(role, { ...by, name: 'lend', content: { grantId: id, personId: to, from, to: addDays(from, 10) } }, at);

const stateOf = async (id: string) => (await db().roleGrant.findUniqueOrThrow({ where: { id } })).state;

describe('an invitation', () => {
  type Inviting = { by: By; role?: Role; at?: string; email?: string };
  async function invited({ by, role = 'localApprover', at = beiarn, email = 'ny@demo.example' }: Inviting) {
    const id = randomUUID();
    await db().accessRequest.create({
      data: { id, role, email, ...names, municipalityCode: at, createdAt: new Date(), invitedById: by.actorId, invitedAs: by.actorRole },
    }); // prettier-ignore
    const place = { municipalityCode: at, countyGovernorCode: office };
    const processId = await aProcess(db(), { kind: 'accessRequest', subjectId: id, state: 'new', ...place });
    await act(processId, { ...by, name: 'invite', content: { secret: 'x'.repeat(32) } });
    return processId;
  }
  const accept = (processId: string, actorId: string) =>
    act(processId, { name: 'accept', content: names, actorId, actorRole: 'requester' });

  test('does not outlive the right of who sent it', async () => {
    const officer = await aRole('caseOfficer');
    const by: By = { actorId: officer.personId, actorRole: 'caseOfficer' };
    const [first, second, third] = [await invited({ by }), await invited({ by }), await invited({ by })];
    expect(await accept(first, await aPerson(db()))).toBe('applied');
    await db().person.update({ where: { id: officer.personId }, data: { dormantSince: new Date() } });
    expect(await accept(second, await aPerson(db()))).toBe('notManaged');
    await db().person.update({ where: { id: officer.personId }, data: { dormantSince: null } });
    await db().roleGrant.update({ where: { id: officer.id }, data: { state: 'suspended' } });
    expect(await accept(third, await aPerson(db()))).toBe('notManaged');
  });

  test('from a deputy does not outlive the loan, and from a coordinator not the Governor’s leave', async () => {
    const lender = await aPerson(db());
    const loan = await aRole('caseOfficer', { deputyForId: lender, toAt: new Date(Date.now() + 3_600_000) });
    const lent = await invited({ by: { actorId: loan.personId, actorRole: 'caseOfficer', deputyForId: lender } });
    await db().roleGrant.update({ where: { id: loan.id }, data: { toAt: new Date(Date.now() - 1000) } });
    expect(await accept(lent, await aPerson(db()))).toBe('notManaged');

    const { personId } = await aRole('municipalCoordinator', { at: beiarn });
    const own = await invited({ by: { actorId: personId, actorRole: 'municipalCoordinator' } });
    await db().municipality.update({ where: { code: beiarn }, data: { coordinatorApproves: false } });
    expect(await accept(own, await aPerson(db()))).toBe('notManaged');
    await db().municipality.update({ where: { code: beiarn }, data: { coordinatorApproves: true } });
    expect(await accept(own, await aPerson(db()))).toBe('applied');
  });

  test('sent in somebody’s place is not accepted by them', async () => {
    const lender = await aPerson(db());
    const loan = await aRole('caseOfficer', { deputyForId: lender, toAt: new Date(Date.now() + 3_600_000) });
    const processId = await invited({ by: { actorId: loan.personId, actorRole: 'caseOfficer', deputyForId: lender } });
    expect(await accept(processId, lender)).toBe('secondPerson');
  });

  test.each([
    ['another address than the old: roles elsewhere are suspended before the person wakes', 'ny@demo.example', 'suspended'],
    ['the old address: roles count again', 'gammel@demo.example', 'active'],
  ])('wakes by %s', async (_what, email, after) => {
    const sleeper = await aPerson(db(), [], { email: 'Gammel@demo.example', dormantSince: new Date('2026-02-01T08:00:00Z') });
    await aProcess(db(), { kind: 'person', subjectId: sleeper, state: 'dormant' });
    const old = await aRole('applicant', { personId: sleeper });
    const here = await aRole('applicant', { personId: sleeper, at: beiarn });
    const request = await invited({ by: await admin(), email });
    expect(await accept(request, sleeper)).toBe('applied');
    // Already in the transaction that lets in.
    expect([await stateOf(old.id), await stateOf(here.id)]).toEqual([after, 'active']);
    await settle(old.processId);
    const { id } = await db().roleGrant.findFirstOrThrow({ where: { personId: sleeper, role: 'localApprover' } });
    expect(await settle(processIdOf('role', id))).toBe('applied');
    await settle(processIdOf('person', sleeper));
    expect(await db().person.findUniqueOrThrow({ where: { id: sleeper } })).toMatchObject({ dormantSince: null, email });
    expect((await db().process.findUniqueOrThrow({ where: { id: old.processId } })).state).toBe(after);
    const tasks = await db().task.findMany({ where: { processId: old.processId } });
    const mails = await db().email.findMany({ where: { processId: old.processId } });
    expect([tasks.map(({ kind }) => kind), mails.map(({ kind }) => kind)]).toEqual(after === 'suspended' ? [['restoreRole'], ['E31']] : [[], []]);
  }); // prettier-ignore
});

describe('in somebody’s place', () => {
  const inPlaceOf = async (lender: string): Promise<By> => {
    const loan = await aRole('countyGovernorAdmin', { deputyForId: lender, toAt: new Date(Date.now() + 3_600_000) });
    return { actorId: loan.personId, actorRole: 'countyGovernorAdmin', deputyForId: lender };
  };

  test('nobody attests, restores, suspends, confirms or gives for the one they stand in for', async () => {
    const { actorId: lender } = await admin();
    const deputy = await inPlaceOf(lender);
    const own = await aRole('caseOfficer', { personId: lender });
    expect(await act(own.processId, { ...deputy, name: 'attest' })).toBe('ownRole');
    expect(await act(own.processId, { ...deputy, name: 'suspend', content: { reason } })).toBe('ownRole');
    const suspended = await aRole('assessor', { personId: lender, state: 'suspended' });
    expect(await act(suspended.processId, { ...deputy, name: 'restore' })).toBe('ownRole');
    expect((await give(deputy, 'leader', lender)).word).toBe('ownRole');
    const { processId } = await give(await admin(), 'approver', lender);
    expect(await act(processId, { ...deputy, name: 'confirm' })).toBe('ownRole');
  });

  test('nobody lets in the one they stand in for', async () => {
    const lender = await aPerson(db());
    const id = randomUUID();
    await db().accessRequest.create({
      data: { id, personId: lender, role: 'applicant', email: 'a@demo.example', ...names, municipalityCode: bodo, createdAt: new Date() },
    }); // prettier-ignore
    const place = { municipalityCode: bodo, countyGovernorCode: office };
    const processId = await aProcess(db(), { kind: 'accessRequest', subjectId: id, state: 'submitted', ...place });
    expect(await act(processId, { ...(await inPlaceOf(lender)), name: 'approve' })).toBe('ownRole');
  });

  test('one seat is not two: neither who was stood in for nor another deputy of theirs is the second', async () => {
    const seat = await admin();
    const { processId } = await give(await inPlaceOf(seat.actorId), 'approver', await aPerson(db()));
    expect(await act(processId, { ...seat, name: 'confirm' })).toBe('secondPerson');
    expect(await act(processId, { ...(await inPlaceOf(seat.actorId)), name: 'confirm' })).toBe('secondPerson');
    expect(await act(processId, { ...(await admin()), name: 'confirm' })).toBe('applied');
  });
});

describe('a coordinator', () => {
  test('whom the Governor has taken it from gives, restores and lends nothing', async () => {
    const { personId } = await aRole('municipalCoordinator');
    const by: By = { actorId: personId, actorRole: 'municipalCoordinator' };
    const role = 'localApprover';
    const [lender, colleague, suspended] = [await aRole(role), await aRole('applicant'), await aRole(role, { state: 'suspended' })]; // prettier-ignore
    const words = async () => [
      (await give(by, role, await aPerson(db()))).word,
      await act(suspended.processId, { ...by, name: 'restore' }),
      (await lend(by, { ...lender, role, to: colleague.personId })).word,
    ];
    await db().municipality.update({ where: { code: bodo }, data: { coordinatorApproves: false } });
    expect(await words()).toEqual(['notManaged', 'notManaged', 'notManaged']);
    await db().municipality.update({ where: { code: bodo }, data: { coordinatorApproves: true } });
    expect(await words()).toEqual(['applied', 'applied', 'applied']);
  });

  test('does not restore what the Governor’s administrator has suspended', async () => {
    const { personId } = await aRole('municipalCoordinator');
    const restore: Sent = { actorId: personId, actorRole: 'municipalCoordinator', name: 'restore' };
    const { processId } = await aRole('applicant');
    const above = await admin();
    expect(await act(processId, { ...above, name: 'suspend', content: { reason } })).toBe('applied');
    expect(await act(processId, restore)).toBe('notManaged');
    expect(await act(processId, { ...above, name: 'restore' })).toBe('applied');
    expect(await act(processId, { ...restore, name: 'suspend', content: { reason } })).toBe('applied');
    expect(await act(processId, restore)).toBe('applied');
  });
});

test('an address is confirmed by the code of its own change, not of one that came later', async () => {
  const actorId = await aPerson(db());
  const by: By = { actorId, actorRole: 'holder' };
  const processId = await aProcess(db(), { kind: 'person', subjectId: actorId, state: 'active' });
  const change = async (email: string) => {
    const id = await receive(processId, { ...by, name: 'changeAddress', content: { email, code: '123456' } });
    await settle(processId);
    return id;
  };
  const [first, second] = [await change('egen@demo.example'), await change('annens@demo.example')];
  expect(await act(processId, { ...by, name: 'confirmAddress', content: { changeId: first } })).toBe('superseded');
  expect(await act(processId, { ...by, name: 'confirmAddress' })).toBe('malformed');
  expect(await act(processId, { ...by, name: 'confirmAddress', content: { changeId: second } })).toBe('applied');
  expect(await db().person.findUniqueOrThrow({ where: { id: actorId } })).toMatchObject({ email: 'annens@demo.example', newEmail: null }); // prettier-ignore
});

describe('a loan', () => {
  const role = 'caseOfficer';
  const byHolder = ({ personId }: { personId: string }): By => ({ actorId: personId, actorRole: role });

  test('of a role that is just being ended waits, and is then refused', async () => {
    const [lender, colleague] = [await aRole(role), await aRole('assessor')];
    let begun!: () => void;
    const locked = new Promise<void>((resolve) => (begun = resolve));
    const ending = db().$transaction(async (tx) => {
      await tx.roleGrant.update({ where: { id: lender.id }, data: { state: 'revoked' } });
      begun();
      await new Promise((resolve) => setTimeout(resolve, 1500));
    });
    await locked;
    const { word } = await lend(byHolder(lender), { ...lender, role, to: colleague.personId });
    await ending;
    expect(word).toBe('notColleague');
  });

  test('is made once, within a year, where the role is, and never to oneself', async () => {
    const [lender, colleague] = [await aRole(role), await aRole('assessor')];
    const given = { id: lender.id, role, to: colleague.personId } as const;
    expect((await lend(byHolder(lender), { ...given, from: addDays(today, 367) })).word).toBe('malformed');
    expect((await lend(byHolder(lender), given)).word).toBe('applied');
    expect((await lend(byHolder(lender), given)).word).toBe('alreadyHeld');

    const above = await admin();
    const theirs = await aRole(role);
    expect((await lend(above, { id: theirs.id, role, to: above.actorId })).word).toBe('ownRole');
    const [municipal, neighbour] = [await aRole('applicant', { at: beiarn }), await aRole('localApprover', { at: beiarn })];
    const elsewhere = { id: municipal.id, role: 'applicant', to: neighbour.personId } as const;
    expect((await lend(above, { ...elsewhere, at: bodo })).word).toBe('notManaged');
    expect((await lend(above, { ...elsewhere, at: beiarn })).word).toBe('applied');
  }); // prettier-ignore
});

describe('the last', () => {
  test('administrator stays, whoever sleeps and whoever acts at the same moment', async () => {
    const one = await aRole('countyGovernorAdmin');
    const two = await aRole('countyGovernorAdmin');
    const leave = ({ personId }: { personId: string }): Sent => ({ name: 'leave', actorId: personId, actorRole: 'holder' }); // prettier-ignore
    await db().person.update({ where: { id: two.personId }, data: { dormantSince: new Date() } });
    expect(await act(one.processId, leave(one))).toBe('lastAdministrator');
    const told = await db().$transaction(async (tx) =>
      recipientsOf({ tx, row: await lockProcess(tx, (await aRole('assessor')).processId), at: new Date(), named: { contactId: null, caseOfficerId: null } }, 'administrators'),
    ); // prettier-ignore
    expect(told.map(({ id }) => id)).toEqual([one.personId]);
    await db().person.update({ where: { id: two.personId }, data: { dormantSince: null } });
    const words = await Promise.all([act(one.processId, leave(one)), act(two.processId, leave(two))]);
    expect(words.sort()).toEqual(['applied', 'lastAdministrator']);
  });

  test('role of a contact stays, though both are ended at the same moment', async () => {
    const one = await aRole('applicant');
    const two = await aRole('municipalCoordinator', { personId: one.personId });
    await anApplication(db(), { contactId: one.personId, state: 'submitted' });
    const by = await admin();
    const revoke: Sent = { ...by, name: 'revoke', content: { reason } };
    const words = await Promise.all([act(one.processId, revoke), act(two.processId, revoke)]);
    expect(words.sort()).toEqual(['applied', 'lastContact']);
  });
});

test('what two must agree on and somebody suspended, two restore; what lapsed, one', async () => {
  const [one, two] = [await admin(), await admin()];
  const approver = await aRole('approver');
  expect(await act(approver.processId, { ...one, name: 'suspend', content: { reason } })).toBe('applied');
  expect(await act(approver.processId, { ...one, name: 'restore' })).toBe('applied');
  expect(await stateOf(approver.id)).toBe('proposed');
  expect(await act(approver.processId, { ...one, name: 'confirm' })).toBe('secondPerson');
  expect(await act(approver.processId, { ...two, name: 'confirm' })).toBe('applied');
  expect(await stateOf(approver.id)).toBe('active');

  const lapsed = await aRole('approver', { state: 'suspended' });
  const at = new Date();
  await db().event.create({ data: { processId: lapsed.processId, seq: 1, cause: randomUUID(), name: 'due:lapse', fromState: 'active', toState: 'suspended', actorRole: 'system', at, doneAt: at, result: {} } });
  await db().process.update({ where: { id: lapsed.processId }, data: { eventSeq: 1 } });
  expect(await act(lapsed.processId, { ...one, name: 'restore' })).toBe('applied');
  expect(await stateOf(lapsed.id)).toBe('active');
}); // prettier-ignore

const mailsOf = async (processIds: string[], kind: string) =>
  (await db().email.findMany({ where: { processId: { in: processIds }, kind }, select: { recipientId: true } })).map(
    ({ recipientId }) => recipientId,
  );

test('who withdraws their own proposal is told nothing of it; who has theirs declined by another is', async () => {
  const [proposer, other] = [await admin(), await admin()];
  const [own, theirs] = [
    await give(proposer, 'approver', await aPerson(db())),
    await give(proposer, 'approver', await aPerson(db())),
  ];
  expect([own.word, theirs.word]).toEqual(['applied', 'applied']);
  const decline = { name: 'decline', content: { reason } };
  expect(await act(own.processId, { ...proposer, ...decline })).toBe('applied');
  expect(await act(theirs.processId, { ...other, ...decline })).toBe('applied');
  expect(await mailsOf([own.processId], 'E30declined')).toEqual([]);
  expect(await mailsOf([theirs.processId], 'E30declined')).toEqual([proposer.actorId]);
});

test('an awarded case is handed over once for both: each of the two hears once, whichever process comes first', async () => {
  for (const order of [
    ['grant', 'project'],
    ['project', 'grant'],
  ] as const) {
    const [leaving, staying] = [await aRole('applicant'), await aRole('applicant')];
    const { id } = await anApplication(db(), { contactId: leaving.personId, state: 'granted' });
    await aProject(db(), { applicationId: id, contactId: leaving.personId });
    const by: By = { actorId: leaving.personId, actorRole: 'applicant' };
    const ids = order.map((kind) => processIdOf(kind, id));
    for (const processId of ids)
      expect(await act(processId, { ...by, name: 'handOver', content: { personId: staying.personId } })).toBe(
        'applied',
      );
    expect((await mailsOf(ids, 'E24')).sort()).toEqual([leaving.personId, staying.personId].sort());
  }
});

test('an application without a project is handed over with word to both', async () => {
  const [leaving, staying] = [await aRole('applicant'), await aRole('applicant')];
  const { processId } = await anApplication(db(), { contactId: leaving.personId });
  const by: By = { actorId: leaving.personId, actorRole: 'applicant' };
  await act(processId, { ...by, name: 'handOver', content: { personId: staying.personId } });
  expect((await mailsOf([processId], 'E24')).sort()).toEqual([leaving.personId, staying.personId].sort());
});
