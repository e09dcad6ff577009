import { jest } from '@jest/globals';
import { fillIn, testWeb, type TestWeb } from '../../testing/web.js';
import { aCall, anApplication, aPerson } from '../../testing/builders.js';

jest.setTimeout(60_000);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb({ config: { TEMPORAL_UI_URL: 'http://localhost:8233' } });
}, 60_000);
afterAll(() => web.close());

test('late duties, waiting commands and failing e-mails are shown with the way to Temporal UI, and no content', async () => {
  const { prisma } = web;
  const call = await aCall(prisma);
  const application = await anApplication(prisma, { callId: call.id, title: 'Hemmelig tittel' });
  const id = `grant/${application.id}`;
  const past = new Date((await web.clock.now()) - 3_600_000);
  await prisma.duty.create({
    data: { key: 'k', processId: id, ladder: 'deadline', name: 'before-3', type: 'reminder', dueAt: past },
  });
  const common = {
    processId: id,
    kind: 'E3',
    toAddress: 'a@b.example',
    language: 'nb',
    subject: 's',
    text: 't',
    html: 'h',
    at: past,
  };
  await prisma.email.create({ data: { ...common, key: 'e', status: 'bounced', error: '550' } });
  const operator = await web.as(await aPerson(prisma, [{ role: 'systemAdmin' }]));
  const { text } = await operator.get('/drift').expect(200);
  expect(text).toContain('deadline before-3');
  expect(text).toContain(`http://localhost:8233/namespaces/default/workflows/${encodeURIComponent(id)}`);
  expect(text).toContain('Avvist av mottakeren: 550');
  expect(text).not.toContain('Hemmelig');
  expect(text).not.toContain('a@b.example');
});

test('what was given up is marked as settled by who runs the system, and goes out of the list', async () => {
  const { prisma } = web;
  const { processId } = await anApplication(prisma, { state: 'rejected' });
  const at = new Date();
  const email = { processId, toAddress: 'a@b.example', language: 'nb', subject: 's', text: 't', html: 'h', at };
  await prisma.email.create({ data: { ...email, key: 'given-up', kind: 'E14', status: 'failed', error: 'relay away' } });
  const task = { key: 'given-up/failed', processId, kind: 'deliveryFailed', audience: 'leaders', countyGovernorCode: 'FMNO', at };
  await prisma.task.create({ data: task });
  const reader = await web.as(await aPerson(prisma, [{ role: 'ministryOfficer' }]));
  expect((await reader.get('/drift').expect(200)).text).not.toContain('Merk som løst');
  const operatorId = await aPerson(prisma, [{ role: 'systemAdmin' }]);
  const operator = await web.as(operatorId);
  expect((await operator.get('/drift')).text).toContain('relay away');
  const answer = await fillIn(operator, '/drift', {});
  const after = (await operator.get(answer.headers['location']!)).text;
  expect(after).toContain('Merket som løst');
  expect(after).not.toContain('relay away');
  expect(await prisma.task.findUniqueOrThrow({ where: { key: task.key } })).toMatchObject({ doneById: operatorId });
}); // prettier-ignore

test('only operators come in', async () => {
  const officer = await web.as(await aPerson(web.prisma, [{ role: 'caseOfficer', at: 'FMNO' }]));
  await officer.get('/drift').expect(404);
});
