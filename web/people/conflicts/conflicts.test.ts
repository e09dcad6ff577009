import { aCall, anApplication, aPerson } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

test('the administrator sees who is in conflict or in doubt, in which case, and who has it now; another office sees nothing', async () => {
  const { prisma } = web;
  const administrator = await aPerson(prisma, [{ role: 'countyGovernorAdmin', at: 'FMNO' }]);
  const officer = { firstName: 'Nora', lastName: 'Prøvebehandler' };
  const [inConflict, handles] = [
    await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], officer),
    await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { firstName: 'Njål', lastName: 'Overtar' }),
  ];
  const call = await aCall(prisma);
  const { id } = await anApplication(prisma, { callId: call.id, state: 'registered', municipalityCode: '1804' });
  await prisma.application.update({ where: { id }, data: { caseNumber: '2027/NO-77', caseOfficerId: handles } });
  const declare = (personId: string, outcome: string) =>
    prisma.impartialityDeclaration.create({ data: { applicationId: id, personId, outcome, declaredAt: new Date() } });
  await declare(inConflict, 'conflict');
  await declare(handles, 'none');

  const { text } = await (await web.as(administrator)).get('/embete/FMNO/habilitet').expect(200);
  expect(text).toContain('Nora Prøvebehandler');
  expect(text).toContain('2027/NO-77');
  expect(text).toContain('Njål Overtar');
  expect(text).toContain('1 erklæring');
  // The administrator reads no cases: the number is no link.
  expect(text).not.toContain(`/saker/${id}`);

  const other = await aPerson(prisma, [{ role: 'countyGovernorAdmin', at: 'FMRO' }]);
  await (await web.as(other)).get('/embete/FMNO/habilitet').expect(404);
  expect((await (await web.as(other)).get('/embete/FMRO/habilitet').expect(200)).text).toContain('Ingen har meldt');
});
