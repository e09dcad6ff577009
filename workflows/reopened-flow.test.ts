/** A5 and K5 on the real engine: what was sent in is opened for correction, also after the deadline was moved, and is never lost by it. */
import { jest } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { processIdOf } from '../domain/lifecycles.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import type { Prisma } from '../prisma/generated/client.js';
import { aPerson } from '../testing/builders.js';
import { testProduct, type Product } from '../testing/product.js';
import { aGrant, aScene, completeSnapshot, mailsOf, municipality, stateOfProcess, submission, type Scene } from '../testing/scene.js'; // prettier-ignore
import { receive } from '../web/commands.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
const deadline31March = at('2031-03-31T22:00:00Z');
const deadline30April = at('2031-04-30T22:00:00Z');

let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, at('2031-03-24T09:00:00Z'));
  scene = await aScene(product, { deadline: deadline31March });
});
afterEach(() => product.close());

const db = () => product.database.prisma;
const settled = () => waitSettled(product.database.pool, null, 60_000);
const state = (id: string) => stateOfProcess(product, processIdOf('grant', id));
const kinds = async (id: string) => (await mailsOf(product, `grant/${id}`)).map((mail) => mail.split(' ')[1]);
const application = (id: string) => db().application.findUniqueOrThrow({ where: { id } });

type Who = { actorId: string; actorRole: 'applicant' | 'localApprover' | 'mayor' | 'approver' | 'caseOfficer' };
const applicant = (): Who => ({ actorId: scene.applicant, actorRole: 'applicant' });
const form = (id: string, name: string, who: Who, content: Prisma.InputJsonObject = {}) => ({ processId: `grant/${id}`, name, content, ...who }); // prettier-ignore
async function give(id: string, name: string, content: Prisma.InputJsonObject = {}, who = applicant()) {
  const answer = await product.send(form(id, name, who, content));
  await settled();
  if (!('id' in answer)) return answer.refusal;
  // On a slow machine it may have been pending when the answer came.
  const { status, refusal } = await db().command.findUniqueOrThrow({ where: { id: answer.id } });
  return refusal ?? status;
}
const extension = () => ({
  processId: scene.call,
  name: 'extendDeadline',
  content: { deadline: deadline30April, reason: 'Mange er syke nå.' },
  actorId: scene.approver,
  actorRole: 'approver' as const,
});
async function extend() {
  expect(await product.send(extension())).not.toHaveProperty('refusal');
  await settled();
  expect(await db().callDeadline.count({ where: { callId: scene.callId } })).toBe(2);
}
const typed = (id: string, title: string) => db().application.update({ where: { id }, data: { title } });

describe('a deadline moved after it has passed', () => {
  let grant: string;
  beforeEach(async () => {
    grant = await aGrant(product, scene);
    await product.send(submission(scene, grant));
    await product.turnTo(at('2031-04-02T09:00:00Z'));
    expect(await state(grant)).toBe('registered');
    expect(await give(grant, 'reopen')).toBe('deadlinePassed');
    await extend();
  });

  test('what was registered is opened, corrected and sent in anew, under the number it has', async () => {
    const { caseNumber, caseOfficerId } = await application(grant);
    expect(await give(grant, 'reopen')).toBe('applied');
    expect(await state(grant)).toBe('draft');
    expect(await give(grant, 'submit', { ...completeSnapshot(), title: 'Tryggere skolestart' })).toBe('applied');
    await product.turnTo(at('2031-05-01T09:00:00Z'));
    await settled();
    expect(await state(grant)).toBe('registered');
    expect(await application(grant)).toMatchObject({ caseNumber, caseOfficerId });
    const sent = await db().command.findMany({ where: { processId: `grant/${grant}`, name: 'submit' }, orderBy: { seq: 'asc' } }); // prettier-ignore
    expect(sent.map(({ content }) => (content as { title: string }).title)).toEqual(['Trygg skolestart', 'Tryggere skolestart']); // prettier-ignore
    expect(await db().task.count({ where: { processId: `grant/${grant}`, kind: 'openApplication', doneAt: null } })).toBe(1); // prettier-ignore
    // The month of fvl. § 11 a runs from when it was last sent in.
    const [reply] = await db().duty.findMany({ where: { processId: `grant/${grant}`, ladder: 'interimReply', status: 'planned' } }); // prettier-ignore
    expect(reply!.dueAt.toISOString().slice(0, 10)).toBe('2031-05-02');
  });

  test('what is opened and not sent in anew stands as it was; what was typed is in its history', async () => {
    const before = await application(grant);
    expect(await give(grant, 'reopen')).toBe('applied');
    await typed(grant, 'En halv rettelse');
    const [file, other] = [randomUUID(), randomUUID()];
    const sha256 = createHash('sha256').update('x').digest('hex');
    await db().file.create({ data: { id: file, name: 'ny.pdf', contentType: 'application/pdf', size: 1, sha256, bytes: Buffer.from('x') } }); // prettier-ignore
    await db().attachment.create({ data: { id: other, applicationId: grant, position: 0, kind: 'other', title: 'Lagt til siden', name: 'ny.pdf', contentType: 'application/pdf', size: 1, sha256, fileId: file, scan: 'off', addedAt: new Date(), addedById: scene.applicant } }); // prettier-ignore
    await product.turnTo(at('2031-05-02T09:00:00Z'));
    await settled();
    expect(await state(grant)).toBe('registered');
    const after = await application(grant);
    expect(after).toMatchObject({ title: 'Trygg skolestart', caseNumber: before.caseNumber, submittedAt: before.submittedAt }); // prettier-ignore
    const [change] = await db().draftChange.findMany({ where: { applicationId: grant, field: 'title' } });
    expect(change).toMatchObject({ before: 'En halv rettelse', actorId: null });
    expect(await db().attachment.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ removedAt: expect.any(Date) as Date }); // prettier-ignore
    const told = await kinds(grant);
    expect(told).toContain('E4stands');
    expect(told).not.toContain('E4');
    // Reminded as of a correction, not as of a draft that counts for nothing.
    const reminder = await db().email.findFirstOrThrow({ where: { processId: `grant/${grant}`, kind: 'E3' } });
    expect(reminder.subject).toContain('Rettelsene');
    expect(await db().task.count({ where: { processId: scene.call, kind: 'startAssessment', doneAt: null } })).toBe(1);
  });

  test('what somebody has begun to assess is not opened', async () => {
    const { caseOfficerId } = await application(grant);
    const officer: Who = { actorId: caseOfficerId!, actorRole: 'caseOfficer' };
    expect(await give(grant, 'declareImpartiality', { outcome: 'none', text: '' }, officer)).toBe('applied');
    expect(await give(grant, 'reopen')).toBe('notAllowedNow');
    expect(await state(grant)).toBe('underAssessment');
  });
});

test('before the deadline it is the same: opened and left, it stands; the place it has against the cap is not free', async () => {
  await db().call.update({ where: { id: scene.callId }, data: { maxApplications: 1 } });
  const [first, second] = [await aGrant(product, scene), await aGrant(product, scene)];
  await product.send(submission(scene, first));
  expect(await give(first, 'reopen')).toBe('applied');
  await typed(first, 'Noe annet');
  expect(await give(second, 'submit', completeSnapshot())).toBe('tooManyApplications');
  await product.turnTo(at('2031-04-02T09:00:00Z'));
  await settled();
  expect([await state(first), await state(second)]).toEqual(['registered', 'lapsed']);
  expect((await application(first)).title).toBe('Trygg skolestart');
});

describe('an extension received after the deadline, and what is sent in before the application has heard of it', () => {
  const received = (one: Parameters<Product['send']>[0]) => receive(db(), { token: randomUUID(), ...one });
  /** The draft has lapsed, the extension is received, then what is sent: nothing of it is processed yet. */
  async function afterExtension(one: () => Parameters<Product['send']>[0]) {
    await product.turnTo(deadline31March + 1_000);
    await settled();
    await product.stopWorker();
    await received(extension());
    await turnClockTo(product.database.pool, deadline31March + 2_000);
    const answer = await received(one());
    await product.startWorker();
    await settled();
    return db().command.findUniqueOrThrow({ where: { id: (answer as { id: string }).id } });
  }

  test('a submission is in time: no refusal follows its receipt', async () => {
    const grant = await aGrant(product, scene);
    expect(await afterExtension(() => submission(scene, grant))).toMatchObject({ status: 'applied' });
    expect(await state(grant)).toBe('submitted');
    expect(await kinds(grant)).toEqual(expect.arrayContaining(['E4', 'E9']));
    expect(await kinds(grant)).not.toContain('E37');
    await product.turnTo(at('2031-05-02T09:00:00Z'));
    await settled();
    expect(await state(grant)).toBe('registered');
  });

  test('one with a reason for being late is not late', async () => {
    const grant = await aGrant(product, scene);
    const content = { reason: 'Strømmen var borte hele kvelden.', application: completeSnapshot() };
    expect(await afterExtension(() => form(grant, 'submitLate', applicant(), content))).toMatchObject({ status: 'applied' }); // prettier-ignore
    expect(await state(grant)).toBe('submitted');
    expect(await kinds(grant)).toContain('E9');
    expect(await kinds(grant)).not.toContain('E9late');
  });

  test('an approval in the municipality sends it in', async () => {
    await db().call.update({ where: { id: scene.callId }, data: { localApproval: 'chiefExecutive' } });
    const chief: Who = { actorId: await aPerson(db(), [{ role: 'localApprover', at: municipality }]), actorRole: 'localApprover' }; // prettier-ignore
    const complete = { ...completeSnapshot(), anchoring: 'Kommunestyret 12. februar 2031, sak 7/31.' };
    const grant = await aGrant(product, scene);
    expect(await give(grant, 'sendForLocalApproval', complete)).toBe('applied');
    expect(await afterExtension(() => form(grant, 'approveLocally', chief, complete))).toMatchObject({ status: 'applied' }); // prettier-ignore
    expect(await state(grant)).toBe('submitted');
    expect(await kinds(grant)).not.toContain('E37');
  });

  test('a submission received before the extension is late, is told so once, and the draft can be sent in at once', async () => {
    const grant = await aGrant(product, scene);
    await product.turnTo(deadline31March + 1_000);
    await settled();
    await product.stopWorker();
    const late = await received(submission(scene, grant));
    await turnClockTo(product.database.pool, deadline31March + 2_000);
    await received(extension());
    await product.startWorker();
    await settled();
    const command = await db().command.findUniqueOrThrow({ where: { id: (late as { id: string }).id } });
    expect(command).toMatchObject({ status: 'refused', refusal: 'deadlinePassed' });
    expect((await kinds(grant)).filter((kind) => kind === 'E37')).toHaveLength(1);
    expect(await state(grant)).toBe('draft');
    expect(await give(grant, 'submit', completeSnapshot())).toBe('applied');
  });
});
