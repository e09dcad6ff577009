/** Personal data leave by themselves, on the real engine: requests after six months, people 24 months after the last role (B.2.8). */
import { createHash, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { beginPerson } from '../prisma/known-person.js';
import { plantRoles } from '../prisma/seed/roles.js';
import { inTransaction } from '../activities/records/transaction.js';
import {
  aGrant,
  anAccessRequest,
  aScene,
  office,
  run,
  stateOfProcess,
  submission,
  type Scene,
} from '../testing/scene.js';
import { aPerson } from '../testing/builders.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(180_000);
const at = (text: string) => Date.parse(text);
const monday6January = at('2031-01-06T09:00:00Z');

let product: Product;
let scene: Scene;
let admin: string;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, monday6January);
  scene = await aScene(product, { deadline: at('2031-01-20T23:00:00Z') });
  admin = await aPerson(product.database.prisma, [{ role: 'countyGovernorAdmin', at: office }]);
});
afterEach(() => product.close());

const byAdmin = () => ({ actorId: admin, actorRole: 'countyGovernorAdmin' as const });
const reason = 'Hun sluttet i kommunen, sa Kari.';

async function applied(form: Parameters<Product['send']>[0]): Promise<void> {
  expect(await product.send(form)).toMatchObject({ kind: 'applied' });
}

/** Someone who was let in; answers the person, the request and the processes of their roles. */
async function letIn() {
  const { prisma } = product.database;
  const request = await anAccessRequest(product);
  await applied({ processId: `access-request/${request}`, name: 'approve', content: { reason }, ...byAdmin() });
  // What follows is derived and comes by itself.
  await product.turnTo((await product.now()) + 60_000);
  const { personId } = await prisma.accessRequest.findUniqueOrThrow({ where: { id: request } });
  const roles = await prisma.roleGrant.findMany({ where: { personId: personId! } });
  return { request, personId: personId!, roles: roles.map(({ id }) => `role/${id}`) };
}

async function revoke(roles: readonly string[]): Promise<void> {
  for (const processId of roles) await applied({ processId, name: 'revoke', content: { reason }, ...byAdmin() });
  await product.turnTo((await product.now()) + 60_000);
}

/** Everything in the database as text but the reference data, to look for what must not be there. */
async function allText(): Promise<string> {
  const { pool } = product.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ all: string | null }>(
      `select string_agg(x::text, E'\\n') as all from "${name}" x`,
    );
    parts.push(`${name}: ${rows[0]?.all ?? ''}`);
  }
  return parts.join('\n');
}

/** The documents of cases, each with a digest of its whole row. */
async function documents(): Promise<string[]> {
  const { rows } = await product.database.pool.query<{ row: string }>(`
    select 'event ' || cause || ' ' || md5(e::text) as row from event e
    union all select 'letter ' || id || ' ' || md5(l::text) from letter l
    union all select 'file ' || id || ' ' || sha256 || md5(bytes) from file f
    union all select 'decision ' || id || ' ' || md5(d::text) from decision d
    union all select 'message ' || "threadId" || md5(m::text) from message m
    union all select 'command ' || c.id || ' ' || md5(c::text) from command c join process p on p.id = c."processId" where p.kind = 'grant'`);
  return rows.map(({ row }) => row);
}

test('a denied request keeps its person for six months, and then nothing of them is left', async () => {
  const { prisma } = product.database;
  const request = await anAccessRequest(product);
  const processId = `access-request/${request}`;
  await applied({ processId, name: 'deny', content: { reason }, ...byAdmin() });
  await product.turnTo(at('2031-07-05T12:00:00Z'));
  expect(await allText()).toContain('newcomer@demo.example');
  expect(await stateOfProcess(product, processId)).toBe('denied');

  await product.turnTo(at('2031-07-06T12:00:00Z'));
  expect(await stateOfProcess(product, processId)).toBe('anonymised');
  const left = await allText();
  expect(left).not.toContain('newcomer');
  expect(left).not.toContain('Kari');
  const [denial] = await prisma.email.findMany({ where: { processId, kind: 'E28' } });
  expect(denial).toMatchObject({ toAddress: '', subject: '', text: '', html: '' });
  const row = await prisma.accessRequest.findUniqueOrThrow({ where: { id: request }, include: { person: true } });
  expect(row).toMatchObject({ municipalityCode: '1804', role: 'applicant', firstName: '', reason: null });
  expect(row.person).toMatchObject({ firstName: '', subjectHash: `anonymised/${row.personId}` });
});

/** Somebody who logs in for the first time, as the web does it; answers the id when their process has heard of it. */
async function loggedIn(): Promise<string> {
  const { prisma } = product.database;
  const [id, at_] = [randomUUID(), new Date(await product.now())];
  const known = { id, subjectHash: id, firstName: 'visitor', lastName: 'Demo', email: '', createdAt: at_, lastSeenAt: at_ };
  await prisma.person.create({ data: known });
  await beginPerson(prisma, id);
  await beginPerson(prisma, id);
  await product.turnTo((await product.now()) + 60_000);
  expect(await stateOfProcess(product, `person/${id}`)).toBe('visitor');
  return id;
} // prettier-ignore

test('who has only logged in is forgotten two years after the last log-in; a visit begins them anew; documents stay', async () => {
  const { prisma } = product.database;
  const id = await loggedIn();
  expect(await prisma.command.count({ where: { processId: `person/${id}` } })).toBe(1);
  await applied(submission(scene, await aGrant(product, scene)));
  await product.turnTo(at('2031-02-01T12:00:00Z'));
  const before = await documents();
  await product.turnTo(at('2032-03-01T12:00:00Z'));
  await prisma.person.update({ where: { id }, data: { lastSeenAt: new Date('2032-03-01T12:00:00Z') } });
  await product.turnTo(at('2034-02-28T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${id}`)).toBe('visitor');
  expect(await prisma.person.findUnique({ where: { id } })).toMatchObject({ firstName: 'visitor', subjectHash: id });

  await product.turnTo(at('2034-03-01T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${id}`)).toBe('anonymised');
  const gone = { firstName: '', lastName: '', subjectHash: `anonymised/${id}`, lastSeenAt: null };
  expect(await prisma.person.findUnique({ where: { id } })).toMatchObject(gone);
  expect(await allText()).not.toContain('visitor Demo');
  const after = new Set(await documents());
  expect(before.length).toBeGreaterThan(3);
  expect(before.filter((row) => !after.has(row))).toEqual([]);
});

test('a visitor who is let in is one no more; one whose request is denied goes with the request', async () => {
  const { prisma } = product.database;
  const [welcome, denied] = [await loggedIn(), await loggedIn()];
  const request = async (personId: string): Promise<string> => {
    const id = await anAccessRequest(product);
    await prisma.accessRequest.update({ where: { id }, data: { personId } });
    return id;
  };
  const [first, second] = [await request(welcome), await request(denied)];
  await applied({ processId: `access-request/${first}`, name: 'approve', content: { reason }, ...byAdmin() });
  await applied({ processId: `access-request/${second}`, name: 'deny', content: { reason }, ...byAdmin() });
  await product.turnTo((await product.now()) + 60_000);
  expect(await stateOfProcess(product, `person/${welcome}`)).toBe('active');
  expect(await stateOfProcess(product, `person/${denied}`)).toBe('visitor');

  await product.turnTo(at('2031-07-07T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${denied}`)).toBe('anonymised');
  expect((await prisma.person.findUniqueOrThrow({ where: { id: denied } })).subjectHash).toBe(`anonymised/${denied}`);
  // Nobody who has a role is forgotten for not coming.
  await product.turnTo(at('2033-07-07T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${welcome}`)).toBe('dormant');
  expect((await prisma.person.findUniqueOrThrow({ where: { id: welcome } })).firstName).toBe('newcomer');
});

test('whoever only looked in is forgotten two years after the last role, and a role given meanwhile keeps them', async () => {
  const { prisma } = product.database;
  const { request, personId, roles } = await letIn();
  expect(roles.length).toBeGreaterThan(0);
  await revoke(roles);
  await product.turnTo(at('2032-12-01T12:00:00Z'));

  // After 23 months a colleague needs them again.
  const grant = randomUUID();
  const processId = `role/${grant}`;
  await applied({
    processId,
    name: 'give',
    content: { personId, role: 'applicant' },
    ...byAdmin(),
    write: async (tx, createdAt) => {
      const made = { id: processId, kind: 'role', subjectId: grant, state: 'new', waitsFor: 'system', createdAt };
      await tx.process.create({ data: { ...made, countyGovernorCode: office, municipalityCode: '1804' } });
    },
  });
  await product.turnTo(at('2033-02-01T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${personId}`)).not.toBe('anonymised');
  expect(await allText()).toContain('newcomer@demo.example');

  await revoke([processId]);
  await product.turnTo(at('2035-01-31T12:00:00Z'));
  expect(await allText()).toContain('newcomer@demo.example');
  await product.turnTo(at('2035-02-02T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${personId}`)).toBe('anonymised');
  const left = await allText();
  expect(left).not.toContain('newcomer');
  expect(left).not.toContain('Kari');
  const gone = await prisma.accessRequest.findUniqueOrThrow({ where: { id: request } });
  expect(gone.anonymisedAt).not.toBeNull();
});

test('who has acted in a case keeps the name there and loses the rest, once, also when the engine was away; documents stay as they were', async () => {
  const { prisma, pool } = product.database;
  const now = new Date(await product.now());
  await inTransaction(prisma, (tx) => plantRoles(tx, now, 'imported'));
  for (const { id } of await prisma.process.findMany({ where: { kind: 'role' } })) await run(product, id);
  const application = await aGrant(product, scene);
  await applied(submission(scene, application));
  await applied({
    processId: `grant/${application}`,
    name: 'withdraw',
    content: { reason: 'Kommunen prioriterer noe annet.' },
    actorId: scene.applicant,
    actorRole: 'applicant',
  });
  const file = { id: randomUUID(), name: 'brev.pdf', contentType: 'application/pdf', size: 4, sha256: createHash('sha256').update('brev').digest('hex'), bytes: Buffer.from('brev') }; // prettier-ignore
  await prisma.file.create({ data: file });
  await prisma.letter.create({
    data: { id: randomUUID(), key: 'letter', processId: `grant/${application}`, kind: 'L2', language: 'nb', municipalityCode: '1804', facts: { caseOfficer: { name: 'applicant Demo', email: 'applicant@demo.example' } }, at: now, status: 'ready', archiveFileId: file.id, readerFileId: file.id },
  }); // prettier-ignore
  await pool.query(`insert into session (sid, sess, expire) values ('s', $1, now() + interval '1 hour')`, [
    JSON.stringify({ login: { personId: scene.applicant } }),
  ]);
  await product.turnTo(at('2031-02-01T12:00:00Z'));
  const role = await prisma.roleGrant.findFirstOrThrow({ where: { personId: scene.applicant } });
  await revoke([`role/${role.id}`]);
  const before = await documents();

  await product.turnTo(at('2033-01-31T12:00:00Z'));
  await product.stopWorker();
  await turnClockTo(pool, at('2033-03-01T12:00:00Z'));
  await product.startWorker();
  await product.turnTo(at('2033-03-01T13:00:00Z'));

  expect(await stateOfProcess(product, `person/${scene.applicant}`)).toBe('anonymised');
  const times = await prisma.event.count({ where: { processId: `person/${scene.applicant}`, toState: 'anonymised' } });
  expect(times).toBe(1);
  const person = await prisma.person.findUniqueOrThrow({ where: { id: scene.applicant } });
  expect(person).toMatchObject({ firstName: 'applicant', email: '', phone: null, lastSeenAt: null });
  expect(person.subjectHash).toBe(`anonymised/${scene.applicant}`);
  expect(person.anonymisedAt!.getTime()).toBe(at('2033-02-01T07:00:00Z'));
  const { rowCount } = await pool.query(`select 1 from session where sid = 's'`);
  expect(rowCount).toBe(0);
  const letters = await allText();
  // Only documents still have the address: the letter, and twice what was sent in, as its contact and as an answer.
  expect(letters.match(/applicant@demo\.example/g)).toHaveLength(3);
  expect(letters).not.toContain('Kari');
  const after = new Set(await documents());
  expect(before.length).toBeGreaterThan(5);
  expect(before.filter((row) => !after.has(row))).toEqual([]);
});

test('nobody is forgotten while they wait for an answer, also when they asked while the engine was away', async () => {
  const { prisma, pool } = product.database;
  const { personId, roles } = await letIn();
  await revoke(roles);
  await product.turnTo(at('2033-01-02T12:00:00Z'));
  await product.stopWorker();
  await turnClockTo(pool, at('2033-01-20T12:00:00Z'));
  const request = randomUUID();
  const processId = `access-request/${request}`;
  const names = { firstName: 'newcomer', lastName: 'Demo', email: 'newcomer@demo.example', phone: '00000000' };
  await product.send({
    processId,
    name: 'start',
    content: { code: '123456' },
    actorId: personId,
    actorRole: 'requester',
    write: async (tx, createdAt) => {
      await tx.accessRequest.create({ data: { id: request, personId, municipalityCode: '1804', role: 'applicant', createdAt, ...names } }); // prettier-ignore
      const made = { id: processId, kind: 'accessRequest', subjectId: request, state: 'new', waitsFor: 'system', createdAt }; // prettier-ignore
      await tx.process.create({ data: { ...made, countyGovernorCode: office, municipalityCode: '1804' } });
    },
  });
  await product.startWorker();
  await product.turnTo(at('2033-01-21T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${personId}`)).not.toBe('anonymised');
  expect((await prisma.person.findUniqueOrThrow({ where: { id: personId } })).email).toBe('newcomer@demo.example');

  // The request is never confirmed and expires; two years later the person goes.
  await product.turnTo(at('2035-02-25T12:00:00Z'));
  expect(await stateOfProcess(product, `person/${personId}`)).toBe('anonymised');
  expect(await allText()).not.toContain('newcomer');
});
