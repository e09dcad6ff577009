import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { aCall, anApplication } from '../../testing/builders.js';
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
