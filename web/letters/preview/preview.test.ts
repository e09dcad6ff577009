import { anApplication, aPerson } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';

let web: TestWeb;
let officer: string;
beforeAll(async () => {
  web = await testWeb();
  officer = await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
}, 60_000);
afterAll(() => web.close());

async function recommended({ outcome = 'granted', state = 'recommended' } = {}) {
  const application = await anApplication(web.prisma, { state, applied: 100_000, title: 'Trygg skolestart' });
  const { budgetYear } = await web.prisma.call.findUniqueOrThrow({ where: { id: application.callId } });
  const amount = outcome === 'rejected' ? 0n : 100_000n;
  await web.prisma.recommendation.create({
    data: {
      applicationId: application.id,
      round: 1,
      officerId: officer,
      outcome,
      reason: 'Planen er tydelig, og andre kan bruke den.',
      conditions: 'Del erfaringene i nettverket.',
      at: new Date(),
      years: { create: { budgetYear, amount } },
    },
  });
  const partners = ['1811', '1812', '1813'];
  await web.prisma.applicationPartner.createMany({
    data: partners.map((municipalityCode) => ({ applicationId: application.id, municipalityCode })),
  });
  return { ...application, path: `/saker/${application.id}/brev` };
}

const approver = (person = {}) => aPerson(web.prisma, [{ role: 'approver', at: 'FMNO' }], person);
const read = async (person: string, path: string) => (await web.as(person)).get(path);
const declare = (applicationId: string, personId: string, outcome: string) =>
  web.prisma.impartialityDeclaration.create({ data: { applicationId, personId, outcome, declaredAt: new Date() } });

test('who is to sign reads the letter as it will be, with the own name under it', async () => {
  const { path } = await recommended();
  const { text, status } = await read(await approver({ firstName: 'Prøve', lastName: 'Demosignerer' }), path);
  expect(status).toBe(200);
  for (const words of ['Tildelingsbrev: Trygg skolestart', 'Planen er tydelig', 'Del erfaringene i nettverket.', 'Prøve Demosignerer, '])
    expect(text).toContain(words);
  expect(text).toContain('Det er ikke sendt.');
  const places = ['Bindal', 'Brønnøy', 'Sømna'].map((name) => text.indexOf(`${name} kommune`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(await web.prisma.letter.count()).toBe(0);
}); // prettier-ignore

test('a rejection is measured against the round as it is when all that is recommended is decided', async () => {
  const { path } = await recommended({ outcome: 'rejected' });
  expect((await read(await approver(), path)).text).toContain('Avslag på søknad: Trygg skolestart');
});

test('an officer who has declared reads it without a name; others do not', async () => {
  const { id, path } = await recommended();
  // Impartiality first: the case says so.
  expect((await read(officer, path)).headers['location']).toBe(`/saker/${id}`);
  await declare(id, officer, 'none');
  expect((await read(officer, path)).text).toContain('(navn), ');
  const conflicted = await approver();
  await declare(id, conflicted, 'conflict');
  const elsewhere = await aPerson(web.prisma, [{ role: 'approver', at: 'FMRO' }]);
  const applicant = await aPerson(web.prisma, [{ role: 'applicant', at: '1804' }]);
  for (const person of [conflicted, elsewhere, applicant]) expect((await read(person, path)).status).toBe(404);
});

test('there is none before the recommendation and none after the decision', async () => {
  for (const state of ['underAssessment', 'granted']) {
    const { path } = await recommended({ state });
    expect((await read(await approver(), path)).status).toBe(404);
  }
});
