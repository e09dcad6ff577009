import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { aCall, anApplication, aPerson } from '../../testing/builders.js';
import { testDatabase } from '../../testing/postgres.js';
import { recipientsOf } from './audience.js';
import { lockProcess } from './process-row.js';

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

const named = { contactId: null, caseOfficerId: null };
const [bodo, beiarn, fauske, saltdal] = ['1804', '1839', '1841', '1840'];

/** Codes of the municipalities whose post reception an audience reaches. */
const desksOf = (processId: string, audience: Parameters<typeof recipientsOf>[1]) =>
  database.prisma.$transaction(async (tx) => {
    const row = await lockProcess(tx, processId);
    const recipients = await recipientsOf({ tx, row, at: new Date(), named }, audience);
    return recipients.flatMap(({ ref }) => /^postReception-(\d+)$/.exec(ref)?.[1] ?? []);
  });

async function aCallWithPartners() {
  const { prisma } = database;
  const call = await aCall(prisma, { countyCodes: ['18'] });
  const application = await anApplication(prisma, { callId: call.id, municipalityCode: bodo });
  await prisma.applicationPartner.createMany({
    data: [beiarn, fauske].map((municipalityCode) => ({ applicationId: application.id, municipalityCode })),
  });
  return { call, application };
}

test('the reminder to those who have not begun passes by applicants and their partners, also in a draft', async () => {
  const { call } = await aCallWithPartners();
  const told = await desksOf(call.processId, 'municipalitiesWithoutDraft');
  expect(told).toContain(saltdal);
  for (const code of [bodo, beiarn, fauske]) expect(told).not.toContain(code);
  expect(await desksOf(call.processId, 'callMunicipalities')).toEqual(expect.arrayContaining([bodo, beiarn, fauske, saltdal])); // prettier-ignore
});

test('a partner in another call’s application is told', async () => {
  await aCallWithPartners();
  const other = await aCall(database.prisma, { countyCodes: ['18'], budgetYear: 2099 });
  expect(await desksOf(other.processId, 'municipalitiesWithoutDraft')).toEqual(expect.arrayContaining([bodo, beiarn, fauske])); // prettier-ignore
});

test('a copy goes to the post reception of each partner, not to the applicant’s', async () => {
  const { application } = await aCallWithPartners();
  expect(await desksOf(application.processId, 'partners')).toEqual([beiarn, fauske]);
});

describe('a contact who cannot act', () => {
  /** Who an e-mail to the contact of a case of Bodø goes to: ids of people, or whose desk. */
  const toContact = (processId: string, contactId: string) =>
    database.prisma.$transaction(async (tx) => {
      const row = await lockProcess(tx, processId);
      const recipients = await recipientsOf({ tx, row, at: new Date(), named: { ...named, contactId } }, 'contact');
      return recipients.map(({ id, ref }) => id ?? ref);
    });
  const aCase = async (contactId: string, municipalityCode: string) => {
    const call = await aCall(database.prisma, { countyCodes: ['18'] });
    return (await anApplication(database.prisma, { callId: call.id, municipalityCode, contactId, state: 'registered' })).processId; // prettier-ignore
  };

  test.each([
    ['sleeps', { dormantSince: new Date() }, {}],
    ['is suspended', {}, { state: 'suspended' }],
    ['has left', {}, { state: 'revoked' }],
  ])('who %s gets no e-mail: a colleague does, and without one the post reception', async (_how, person, role) => {
    const { prisma } = database;
    const at = '1845';
    const contact = await aPerson(prisma, [{ role: 'applicant', at }]);
    const processId = await aCase(contact, at);
    expect(await toContact(processId, contact)).toEqual([contact]);
    await prisma.person.update({ where: { id: contact }, data: person });
    await prisma.roleGrant.updateMany({ where: { personId: contact }, data: role });
    expect(await toContact(processId, contact)).toEqual([`postReception-${at}`]);
    const colleague = await aPerson(prisma, [{ role: 'municipalCoordinator', at }]);
    expect(await toContact(processId, contact)).toEqual([colleague]);
    await prisma.roleGrant.updateMany({ where: { municipalityCode: at }, data: { state: 'revoked' } });
  });

  test('who waits for the first role, and writes a draft meanwhile, is told of it', async () => {
    const { prisma } = database;
    const contact = await aPerson(prisma);
    const processId = await aCase(contact, '1848');
    const names = { firstName: 'Ny', lastName: 'Demo', email: 'ny@demo.example', phone: '12345678' };
    const request = { id: '00000000-0000-4000-8000-000000001848', personId: contact, municipalityCode: '1848', role: 'applicant', createdAt: new Date(), submittedAt: new Date() }; // prettier-ignore
    await prisma.accessRequest.create({ data: { ...request, ...names } });
    expect(await toContact(processId, contact)).toEqual([contact]);
    await prisma.accessRequest.update({ where: { id: request.id }, data: { closedAt: new Date() } });
    expect(await toContact(processId, contact)).toEqual(['postReception-1848']);
  });

  test('an officer who sleeps or has left is stood in for by the office’s other officers', async () => {
    const { prisma } = database;
    const [officer, colleague] = [
      await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
      await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]),
    ];
    const processId = await aCase(await aPerson(prisma, [{ role: 'applicant', at: '1851' }]), '1851');
    const told = () =>
      prisma.$transaction(async (tx) => {
        const row = { ...(await lockProcess(tx, processId)), countyGovernorCode: 'FMNO' };
        const found = await recipientsOf({ tx, row, at: new Date(), named: { contactId: null, caseOfficerId: officer } }, 'caseOfficer'); // prettier-ignore
        return found.map(({ id }) => id);
      });
    expect(await told()).toEqual([officer]);
    await prisma.person.update({ where: { id: officer }, data: { dormantSince: new Date() } });
    expect(await told()).toContain(colleague);
    expect(await told()).not.toContain(officer);
  });
});

test('of an extension every officer of the office and the call’s contact hear once, but not who decided it', async () => {
  const { prisma } = database;
  const at = (role: 'caseOfficer' | 'leader' | 'approver', place = 'FMNO') => aPerson(prisma, [{ role, at: place }]);
  const [officer, contact, elsewhere] = [await at('caseOfficer'), await at('leader'), await at('caseOfficer', 'FMRO')];
  const both = await aPerson(prisma, [{ role: 'approver', at: 'FMNO' }, { role: 'caseOfficer', at: 'FMNO' }]); // prettier-ignore
  const call = await aCall(prisma);
  await prisma.call.update({ where: { id: call.id }, data: { contactId: contact } });
  const told = await prisma.$transaction(async (tx) => {
    const row = await lockProcess(tx, call.processId);
    const asking = { tx, row, at: new Date(), named, personId: both };
    return (await recipientsOf(asking, 'colleagues')).map(({ id }) => id);
  });
  expect(told.filter((id) => [officer, contact].includes(id!)).sort()).toEqual([officer, contact].sort());
  expect(told).not.toContain(both);
  expect(told).not.toContain(elsewhere);
});
