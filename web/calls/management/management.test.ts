import { jest } from '@jest/globals';
import { deadlineAtEndOf } from '../../../domain/calendar/index.js';
import { aCall, anApplication, aPerson, aProject, aReport } from '../../../testing/builders.js';
import { testWeb, type TestWeb } from '../../../testing/web.js';

jest.setTimeout(30_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb();
}, 60_000);
afterAll(() => web.close());

const read = async (callId: string, language: 'nb' | 'nn' = 'nb') => {
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }], { language }));
  const { text } = await officer.get(`/utlysninger/${callId}/styring`).expect(200);
  return text.replaceAll('\u00a0', ' ');
};
/** The cells of the table of reports, row by row. */
const rowsIn = (text: string, heading = 'Rapporter'): string[] => {
  const section = text.split('<section>').find((one) => one.includes(`>${heading}</h2>`)) ?? '';
  const body = section.slice(section.indexOf('<tbody'));
  return body.split('<tr').slice(1).map((row) => [...row.matchAll(/<td[^>]*>([^<]*)/g)].map(([, cell]) => cell).join(' | ')); // prettier-ignore
};

test('a decided round shows which reports its projects give, when, how many and how many are approved', async () => {
  const { prisma } = web;
  const call = await aCall(prisma, { state: 'decided' });
  const [interim, final] = [new Date(deadlineAtEndOf('2028-02-20')), new Date(deadlineAtEndOf('2029-02-20'))];
  for (const approvedAt of [new Date(), null, null]) {
    const { id: applicationId } = await anApplication(prisma, { callId: call.id, state: 'granted' });
    const project = await aProject(prisma, { applicationId });
    await aReport(prisma, { projectId: project.id, kind: 'interim', position: 0, dueAt: interim, approvedAt });
    // One has got more time.
    await aReport(prisma, { projectId: project.id, kind: 'final', position: 1, dueAt: approvedAt ? new Date(deadlineAtEndOf('2029-05-01')) : final }); // prettier-ignore
  }
  expect(rowsIn(await read(call.id))).toEqual([
    '20.02.2028 | Underveisrapport | 3 | 1 av 3',
    '20.02.2029 | Sluttrapport | 2 | 0 av 2',
    '01.05.2029 | Sluttrapport | 1 | 0 av 1',
  ]);
  expect(rowsIn(await read(call.id, 'nn'), 'Rapportar')[0]).toContain('Undervegsrapport');
});

test('before the decision there is nothing to report', async () => {
  const call = await aCall(web.prisma, { state: 'underAssessment' });
  await anApplication(web.prisma, { callId: call.id, state: 'underAssessment' });
  expect(await read(call.id)).not.toContain('>Rapporter</h2>');
});
