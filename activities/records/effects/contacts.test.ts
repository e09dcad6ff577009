import { connectDatabase, type Database } from '../../../prisma/connect.js';
import { seedReference } from '../../../prisma/seed/reference/write.js';
import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { testDatabase } from '../../../testing/postgres.js';
import { contactBack } from './contacts.js';

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

test('a contact comes back only where somebody missed them', async () => {
  const { prisma } = database;
  const contactId = await aPerson(prisma, [{ role: 'applicant', at: '1804' }]);
  const call = await aCall(prisma, { countyCodes: ['18'] });
  const given = { callId: call.id, municipalityCode: '1804', contactId, state: 'registered' };
  const back = async () => (await prisma.$transaction((tx) => contactBack(tx, contactId))).flatMap(({ targets }) => targets); // prettier-ignore
  const cases = [await anApplication(prisma, given), await anApplication(prisma, given), await anApplication(prisma, given)]; // prettier-ignore
  expect(await back()).toEqual([]);
  const [asleep, unreached] = cases;
  for (const [processId, kind] of [[asleep!.processId, 'contactDormant'], [unreached!.processId, 'contactUnreached']] as const)
    await prisma.task.create({ data: { key: kind, processId, kind, audience: 'municipalityUsers', at: new Date() } });
  expect((await back()).sort()).toEqual([asleep!.processId, unreached!.processId].sort());
}); // prettier-ignore
