import { testDatabase } from '../../../testing/postgres.js';
import { connectDatabase, type Database } from '../../connect.js';
import { seedReference } from './write.js';

let database: Database;
let dropDatabase: () => Promise<unknown>;

beforeAll(async () => {
  const { url, close } = await testDatabase();
  dropDatabase = close;
  database = connectDatabase(url, 2);
}, 60_000);
afterAll(async () => {
  await database.close();
  await dropDatabase();
});

test('written twice, it stands once, and what an administrator changed in between stays', async () => {
  const { prisma } = database;
  await prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });
  await prisma.municipality.update({ where: { code: '1804' }, data: { writtenForm: 'nb' } });
  await prisma.$transaction((tx) => seedReference(tx), { timeout: 30_000 });

  expect([
    await prisma.countyGovernor.count(),
    await prisma.county.count(),
    await prisma.municipality.count(),
    await prisma.historicMunicipality.count(),
  ]).toEqual([10, 15, 357, 88]);
  expect(await prisma.municipality.findUniqueOrThrow({ where: { code: '1804' } })).toMatchObject({
    name: 'Bodø',
    writtenForm: 'nb',
    postReceptionEmail: 'postmottak@bodo.kommune.example',
  });
  const mandal = await prisma.historicMunicipality.findFirstOrThrow({
    where: { name: 'Mandal' },
    include: { successor: true },
  });
  expect(mandal.successor?.name).toBe('Lindesnes');
}, 60_000);

test('no two municipalities share an address', async () => {
  const rows = await database.prisma.municipality.findMany({ select: { postReceptionEmail: true } });
  const addresses = rows.map((row) => row.postReceptionEmail);
  expect(addresses.every((address) => /^postmottak@[a-z-]+\.kommune\.example$/.test(address))).toBe(true);
  expect(new Set(addresses).size).toBe(357);
});
