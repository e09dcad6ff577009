import { randomUUID } from 'node:crypto';
import { renderEmail } from '../mail/render.js';
import { connectDatabase, type Database } from '../../prisma/connect.js';
import { seedReference } from '../../prisma/seed/reference/write.js';
import { aPerson, aProcess } from '../../testing/builders.js';
import { testDatabase } from '../../testing/postgres.js';
import { matterOf } from './matter.js';
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

test.each(['nb', 'nn'] as const)('an invitation to the ministry says for whom it is (%s)', async (form) => {
  const { prisma } = database;
  const invitedById = await aPerson(prisma, [{ role: 'ministryOfficer' }]);
  const id = randomUUID();
  const person = { firstName: 'Ny', lastName: 'Demo', email: 'ny@demo.example', phone: '' };
  await prisma.accessRequest.create({ data: { id, ...person, role: 'auditor', invitedById, invitedAs: 'ministryOfficer', createdAt: new Date() } }); // prettier-ignore
  const processId = await aProcess(prisma, { kind: 'accessRequest', subjectId: id, state: 'invited' });
  const { facts } = await prisma.$transaction(async (tx) => matterOf(tx, await lockProcess(tx, processId)));
  const { subject, text } = renderEmail('E39', form, {
    matter: '',
    office: '',
    url: 'https://demo.example/',
    ...facts,
  });
  expect(subject).toBe('Prosjektskjønn: Du er invitert til Prosjektskjønn for departementet');
  expect(text).toContain('Prosjektskjønn for departementet som');
});
