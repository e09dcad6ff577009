import { aCall, aPerson, anApplication } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';
import { pages } from '../index.js';

let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ pages });
}, 60_000);
afterAll(() => web.close());

test('who is in conflict with a case sees the board’s sums without it, and is told so; a colleague sees them whole', async () => {
  const { prisma } = web;
  const officer = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  const colleague = await aPerson(prisma, [{ role: 'caseOfficer', at: 'FMNO' }]);
  const call = await aCall(prisma, { state: 'underAssessment', frame: 1_000_000n });
  for (const [title, amount] of [['Åpen', 100_000], ['Lukket', 333_000]] as const) {
    const { id } = await anApplication(prisma, { callId: call.id, state: 'recommended', title, applied: amount });
    await prisma.recommendation.create({
      data: { applicationId: id, round: 1, officerId: colleague, outcome: 'granted', reason: 'Godt.', at: new Date(), years: { create: { budgetYear: 2027, amount: BigInt(amount) } } },
    });
    if (title === 'Lukket')
      await prisma.impartialityDeclaration.create({ data: { applicationId: id, personId: officer, outcome: 'conflict', declaredAt: new Date() } });
  }
  const barFor = async (person: string) => {
    const { text } = await (await web.as(person)).get(`/utlysninger/${call.id}/fordeling`).expect(200);
    return { text, bar: text.slice(text.indexOf('class="sum-bar"'), text.indexOf('</p>', text.indexOf('class="sum-bar"'))).replaceAll('\u00a0', ' ') };
  };
  const theirs = await barFor(officer);
  expect(theirs.bar).toContain('Fordelt 100 000 kr');
  expect(theirs.bar).toContain('Igjen 900 000 kr');
  expect(theirs.bar).toContain('Uten 1 sak du er inhabil i.');
  expect(theirs.text.replaceAll('\u00a0', ' ')).not.toMatch(/333 000|433 000|567 000/);
  const whole = await barFor(colleague);
  expect(whole.bar).toContain('Fordelt 433 000 kr');
  expect(whole.bar).not.toContain('inhabil');
}); // prettier-ignore
