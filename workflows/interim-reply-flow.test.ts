/** L2 on the real engine: each application once, when the assessment begins or a month after sending in, whichever comes first. */
import { jest } from '@jest/globals';
import type { InterimReplyFacts } from '../domain/notices.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { aGrant, aScene, mailsOf, submission, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);

let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, at('2031-01-06T09:00:00Z'));
  scene = await aScene(product, { deadline: at('2031-03-31T22:00:00Z') });
});
afterEach(() => product.close());

const applied = async (form: Parameters<Product['send']>[0]) =>
  expect(await product.send(form)).toMatchObject({ kind: 'applied' });
const submit = (id: string) => applied(submission(scene, id));
const asApplicant = (id: string, name: string, content: object = {}) =>
  applied({ processId: `grant/${id}`, name, content, actorId: scene.applicant, actorRole: 'applicant' });
const startAssessment = () =>
  applied({ processId: scene.call, name: 'startAssessment', content: {}, actorId: scene.officer, actorRole: 'caseOfficer' }); // prettier-ignore
const replies = async (id: string) => (await mailsOf(product, `grant/${id}`)).filter((mail) => mail.includes(' E5 '));
const letterOf = async (id: string) => {
  const letters = await product.database.prisma.letter.findMany({
    where: { processId: `grant/${id}`, kind: { not: 'application' } },
  });
  expect(letters.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['L2 ready']);
  return letters[0]!.facts as unknown as InterimReplyFacts;
};

test('a month after sending in, when the assessment begins, and never twice', async () => {
  const [early, patient, late, withdrawn, draft] = [
    await aGrant(product, scene),
    await aGrant(product, scene),
    await aGrant(product, scene),
    await aGrant(product, scene),
    await aGrant(product, scene),
  ];
  await product.turnTo(at('2031-01-31T10:00:00Z'));
  await submit(early);
  await product.turnTo(at('2031-03-03T10:00:00Z'));
  // February has no 31st: the month is over on its last day.
  expect(await replies(early)).toEqual(['2031-02-28T07:00 E5 applicant']);
  expect(await letterOf(early)).toMatchObject({ registered: false, caseNumber: expect.stringMatching(/^2027-/) });
  await asApplicant(early, 'reopen');
  await submit(early);
  await submit(patient);
  await product.turnTo(at('2031-03-25T10:00:00Z'));
  await submit(late);
  await submit(withdrawn);
  await asApplicant(withdrawn, 'withdraw', { reason: '' });

  await product.turnTo(at('2031-04-07T10:00:00Z'));
  expect(await replies(patient)).toEqual(['2031-04-03T06:00 E5 applicant']);
  expect(await replies(late)).toEqual([]);
  await startAssessment();
  await product.turnTo(at('2031-05-30T10:00:00Z'));

  expect(await replies(late)).toEqual([expect.stringMatching(/^2031-04-07T10:.* E5 applicant$/)]);
  const facts = await letterOf(late);
  expect(facts).toMatchObject({ registered: true, caseNumber: expect.stringMatching(/^2031\/NO-/), language: 'nb' });
  expect(new Date(facts.receivedAt).toISOString().slice(0, 10)).toBe('2031-03-25');
  for (const id of [early, patient]) {
    expect(await replies(id)).toHaveLength(1);
    await letterOf(id);
  }
  for (const id of [withdrawn, draft]) {
    expect(await replies(id)).toEqual([]);
    expect(await product.database.prisma.letter.count({ where: { processId: `grant/${id}`, kind: 'L2' } })).toBe(0);
  }
  const mail = await product.database.prisma.email.findFirstOrThrow({
    where: { kind: 'E5', processId: `grant/${late}` },
  });
  const letter = await product.database.prisma.letter.findFirstOrThrow({
    where: { processId: `grant/${late}`, kind: 'L2' },
  });
  expect(mail.text).toContain(`/brev/${letter.id}`);
  const planned = await product.database.prisma.duty.findMany({ where: { ladder: 'interimReply', status: 'planned' } });
  expect(planned).toEqual([]);
});

test('an assessment begun again after an extension writes only to those who have not heard', async () => {
  const [first, second] = [await aGrant(product, scene), await aGrant(product, scene)];
  await product.turnTo(at('2031-03-25T10:00:00Z'));
  await submit(first);
  await product.turnTo(at('2031-04-02T10:00:00Z'));
  await startAssessment();
  await product.turnTo(at('2031-04-03T10:00:00Z'));
  await applied({
    processId: scene.call,
    name: 'extendDeadline',
    content: { deadline: at('2031-04-10T22:00:00Z'), reason: 'Mange har bedt om lengre tid.' },
    actorId: scene.approver,
    actorRole: 'approver',
  });
  await product.turnTo(at('2031-04-04T10:00:00Z'));
  await submit(second);
  await product.turnTo(at('2031-04-12T10:00:00Z'));
  await startAssessment();
  await product.turnTo(at('2031-04-13T10:00:00Z'));
  expect(await replies(first)).toEqual([expect.stringMatching(/^2031-04-02/)]);
  expect(await replies(second)).toEqual([expect.stringMatching(/^2031-04-12/)]);
});
