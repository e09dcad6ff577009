import { randomUUID } from 'node:crypto';
import { aPerson } from '../testing/builders.js';
import { testWeb, type TestWeb } from '../testing/web.js';
import { inviteFirstAdministrator, readArguments } from './first-administrator.js';

const invited = { email: 'mette@departementet.example', firstName: 'Mette', lastName: 'Demo' };
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

test('the invitation is received by nobody’s hand; an earlier one is taken back', async () => {
  const { prisma, services } = web;
  const first = await inviteFirstAdministrator(services.config.DATABASE_URL, invited);
  const second = await inviteFirstAdministrator(services.config.DATABASE_URL, { ...invited, email: 'm@d.example' });
  const commands = await prisma.command.findMany({ orderBy: [{ receivedAt: 'asc' }, { seq: 'asc' }] });
  expect(commands.map(({ processId, name, actorRole }) => [processId, name, actorRole]).sort()).toEqual(
    [
      [`access-request/${first}`, 'invite', 'system'],
      [`access-request/${first}`, 'takeBack', 'system'],
      [`access-request/${second}`, 'invite', 'system'],
    ].sort(),
  );
});

test('until two administrators count: who is suspended, only proposed or sleeps cannot let anybody in', async () => {
  const { prisma, services } = web;
  for (const state of ['suspended', 'proposed', 'active'])
    await prisma.roleGrant.create({ data: { id: randomUUID(), personId: await aPerson(prisma), role: 'ministryOfficer', state, fromAt: new Date() } }); // prettier-ignore
  await aPerson(prisma, [{ role: 'ministryOfficer' }], { dormantSince: new Date() });
  await inviteFirstAdministrator(services.config.DATABASE_URL, invited);
  await aPerson(prisma, [{ role: 'ministryOfficer' }]);
  await expect(inviteFirstAdministrator(services.config.DATABASE_URL, invited)).rejects.toThrow('already');
});

test('every fault of the arguments is named', () => {
  const args = ['--email', 'mette@departementet.example', '--first-name', 'Mette', '--last-name', 'Demo'];
  expect(readArguments(args)).toEqual(invited);
  expect(() => readArguments(['--email', 'mette', '--last-name', ' '])).toThrow('--email, --first-name, --last-name');
});
