/** How an application comes in, on the real engine (lifecycles.md A2–A8, A14, D-6, D-8). Lists by hand, in the calendar of 2031 (Z = UTC). */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { plant } from '../activities/records/plant.js';
import { inTransaction } from '../activities/records/transaction.js';
import { submittedDocument } from '../domain/letter/submitted.js';
import type { SubmittedFacts } from '../domain/notices.js';
import { processIdOf } from '../domain/lifecycles.js';
import type { MunicipalRole } from '../domain/roles.js';
import { turnClockTo } from '../embedded/time-machine/clock.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import type { Prisma } from '../prisma/generated/client.js';
import { aPerson } from '../testing/builders.js';
import { testProduct, type Product } from '../testing/product.js';
import {
  aGrant,
  aScene,
  completeSnapshot,
  mailsOf,
  municipality,
  run,
  stateOfProcess,
  submission,
  type Scene,
} from '../testing/scene.js';

jest.setTimeout(120_000);
const at = (text: string) => Date.parse(text);
const monday3March = at('2031-03-03T09:00:00Z');
const deadline31March = at('2031-03-31T22:00:00Z');

let product: Product;
let scene: Scene;
beforeEach(async () => {
  product = await testProduct();
  await turnClockTo(product.database.pool, monday3March);
  scene = await aScene(product, { deadline: deadline31March });
});
afterEach(() => product.close());

const db = () => product.database.prisma;

/** Sends, and where the machine is slow waits until the process has answered. */
async function send(form: Parameters<Product['send']>[0]): Promise<{ kind: string; refusal?: string | null }> {
  const answer = await product.send(form);
  if (answer.kind !== 'pending') return answer;
  await waitSettled(product.database.pool, null, 60_000);
  const { status, refusal } = await db().command.findUniqueOrThrow({ where: { id: answer.id } });
  return { kind: status, refusal };
}

const asks = (rules: Prisma.CallUpdateInput) => db().call.update({ where: { id: scene.callId }, data: rules });
const colleague = (name: string, ...roles: MunicipalRole[]) =>
  aPerson(db(), roles.map((role) => ({ role, at: municipality })), { email: `${name}@demo.example` }); // prettier-ignore
/** Day and kind and who, without the clock; which officer got it is the draw’s. */
const mails = async (id: string) =>
  (await mailsOf(product, processIdOf('grant', id))).map((mail) =>
    mail.replace(/T\S+/, '').replace('second-officer', 'officer'),
  );
const state = (id: string) => stateOfProcess(product, processIdOf('grant', id));
const tasksOf = async (id: string) =>
  (await db().task.findMany({ where: { processId: processIdOf('grant', id) }, orderBy: { at: 'asc' } })).map(
    ({ kind, audience, doneAt }) => `${kind} ${audience} ${doneAt ? 'done' : 'open'}`,
  );

/** With what a call that wants the municipality’s approval asks for besides. */
const complete = () => ({ ...completeSnapshot(), anchoring: 'Kommunestyret 12. februar 2031, sak 7/31.' });

type Who = { actorId: string; actorRole: 'applicant' | 'localApprover' | 'mayor' | 'approver' };
const give = (id: string, name: string, who: Who, content: Prisma.InputJsonObject = complete()) =>
  send({ processId: processIdOf('grant', id), name, content, ...who });
const applicant = (): Who => ({ actorId: scene.applicant, actorRole: 'applicant' });
const approver = (): Who => ({ actorId: scene.approver, actorRole: 'approver' });

describe('the municipality’s own approval', () => {
  test('the chief executive is asked, reminded, sends back and approves: then it is sent in', async () => {
    await asks({ localApproval: 'chiefExecutive' });
    const chief: Who = { actorId: await colleague('chief', 'localApprover'), actorRole: 'localApprover' };
    const grant = await aGrant(product, scene);

    expect(await give(grant, 'submit', applicant())).toMatchObject({ refusal: 'localApprovalNeeded' });
    expect(await give(grant, 'approveLocally', chief)).toMatchObject({ refusal: 'notAllowedNow' });
    expect(await give(grant, 'sendForLocalApproval', applicant())).toMatchObject({ kind: 'applied' });
    expect(await state(grant)).toBe('awaitingLocalApproval');
    await product.turnTo(at('2031-03-07T09:00:00Z'));
    expect(await give(grant, 'sendBack', chief, { comment: 'Budsjettet må ned.' })).toMatchObject({ kind: 'applied' });
    expect(await state(grant)).toBe('draft');
    await product.turnTo(at('2031-03-10T09:00:00Z'));
    await give(grant, 'sendForLocalApproval', applicant());
    expect(await give(grant, 'takeBack', applicant(), {})).toMatchObject({ kind: 'applied' });
    await give(grant, 'sendForLocalApproval', applicant());
    await product.turnTo(at('2031-03-30T09:00:00Z'));
    expect(await give(grant, 'approveLocally', chief)).toMatchObject({ kind: 'applied' });
    expect(await state(grant)).toBe('submitted');
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    expect(await state(grant)).toBe('registered');

    expect(await mails(grant)).toEqual([
      '2031-03-03 E37 applicant',
      '2031-03-03 E37 chief',
      '2031-03-03 E7 chief',
      '2031-03-06 E7reminder chief',
      '2031-03-07 E8 applicant',
      '2031-03-10 E7 chief',
      '2031-03-10 E7 chief',
      '2031-03-13 E7reminder chief',
      '2031-03-29 E7last applicant',
      '2031-03-29 E7last chief',
      '2031-03-30 E9 applicant',
      '2031-03-31 E33 officer',
    ].sort()); // prettier-ignore
    expect((await tasksOf(grant)).filter((task) => task.startsWith('approveLocally'))).toEqual(
      Array(3).fill('approveLocally localApprovers done'),
    );
    const { submittedAt } = await db().application.findUniqueOrThrow({ where: { id: grant } });
    expect(submittedAt!.toISOString().slice(0, 10)).toBe('2031-03-30');
  });

  test('chief executive and mayor: in that order, and two people', async () => {
    await asks({ localApproval: 'chiefExecutiveAndMayor' });
    const both = await colleague('both', 'localApprover', 'mayor');
    const mayor = await colleague('mayor', 'mayor');
    const grant = await aGrant(product, scene);
    await give(grant, 'sendForLocalApproval', applicant());
    expect(await give(grant, 'approveLocally', { actorId: mayor, actorRole: 'mayor' })).toMatchObject({
      refusal: 'notYours',
    });
    await give(grant, 'approveLocally', { actorId: both, actorRole: 'localApprover' });
    expect(await state(grant)).toBe('awaitingMayor');
    expect(await give(grant, 'approveLocally', { actorId: both, actorRole: 'mayor' })).toMatchObject({
      refusal: 'secondApprover',
    });
    const plan = { id: randomUUID(), title: 'Planen', kind: 'projectPlan', name: 'plan.pdf', sha256: 'a'.repeat(64), size: 1, restricted: true, openness: 'personalData' }; // prettier-ignore
    const approved = { ...complete(), attachments: [plan] };
    expect(await give(grant, 'approveLocally', { actorId: mayor, actorRole: 'mayor' }, approved)).toMatchObject({
      kind: 'applied',
    });
    expect(await state(grant)).toBe('submitted');
    const { facts } = await db().letter.findFirstOrThrow({
      where: { processId: `grant/${grant}`, kind: 'application' },
    });
    const document = JSON.stringify(submittedDocument(facts as unknown as SubmittedFacts).blocks);
    expect(document).toMatch(/Godkjent i kommunen.*Kommunedirektør: Prøve Person \w+, 3\. mars 2031.*Ordfører: Prøve Person \w+, 3\. mars 2031/); // prettier-ignore
    expect(document).toMatch(/Planen.*Blir ikke offentlig: inneholder personopplysninger/);
    const asked = (await mails(grant)).filter((mail) => / E7 /.test(mail));
    expect(asked).toEqual(['2031-03-03 E7 both', '2031-03-03 E7 both', '2031-03-03 E7 mayor']);
  });

  test('an extension moves the last reminder and the end; what nobody approves lapses, and both sides hear why', async () => {
    await asks({ localApproval: 'chiefExecutive' });
    await colleague('chief', 'localApprover');
    const grant = await aGrant(product, scene);
    await give(grant, 'sendForLocalApproval', applicant());
    await product.turnTo(at('2031-03-20T09:00:00Z'));
    const content = { deadline: at('2031-04-10T22:00:00Z'), reason: 'Mange har bedt om lengre tid.' };
    await send({ processId: scene.call, name: 'extendDeadline', content, ...approver() });
    await product.turnTo(at('2031-04-12T09:00:00Z'));
    expect(await state(grant)).toBe('lapsed');
    expect(await mails(grant)).toEqual([
      '2031-03-03 E7 chief',
      '2031-03-06 E7reminder chief',
      '2031-04-08 E7last applicant',
      '2031-04-08 E7last chief',
      '2031-04-10 E4approval applicant',
      '2031-04-10 E4approval chief',
    ]);
    expect(await tasksOf(grant)).toEqual(['approveLocally localApprovers done']);
  });
});

describe('after the deadline', () => {
  const late = (id: string, who: Who) =>
    give(id, 'submitLate', who, { reason: 'Strømmen var borte hele kvelden.', application: complete() });
  const decided = (outcome: string) => ({ outcome, reason: 'Strømbruddet er bekreftet av nettselskapet.' });

  test('taken in it is registered like the others; the leader is told when nobody has answered in five working days', async () => {
    const grant = await aGrant(product, scene);
    expect(await late(grant, applicant())).toMatchObject({ refusal: 'notAllowedNow' });
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    expect(await late(grant, applicant())).toMatchObject({ kind: 'applied' });
    expect(await state(grant)).toBe('late');
    // 8 April is the fifth working day; Easter comes after.
    await product.turnTo(at('2031-04-09T09:00:00Z'));
    expect(await give(grant, 'decideLate', approver(), decided('accepted'))).toMatchObject({ kind: 'applied' });
    expect(await state(grant)).toBe('registered');
    const application = await db().application.findUniqueOrThrow({ where: { id: grant } });
    expect(application.caseNumber).toBe('2031/NO-1');
    expect(application.caseOfficerId).not.toBeNull();
    expect(application.submittedAt!.toISOString().slice(0, 10)).toBe('2031-04-01');
    const later = (await mails(grant)).filter((mail) => mail > '2031-03-31 F');
    expect(later).toEqual([
      '2031-04-01 E33 approver',
      '2031-04-01 E9late applicant',
      '2031-04-08 E33 leader',
      '2031-04-09 E33 officer',
      '2031-04-09 E9accepted applicant',
    ]); // prettier-ignore
    expect((await tasksOf(grant)).slice(0, 3)).toEqual([
      'submissionRefused caseOfficer done',
      'decideLate approvers done',
      'lateNotDecided leaders done',
    ]);
  });

  test('dismissed there is a letter with the reason, chased like other decisions, and then it is over', async () => {
    const grant = await aGrant(product, scene);
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    await late(grant, applicant());
    expect(await give(grant, 'decideLate', { actorId: scene.applicant, actorRole: 'applicant' }, decided('dismissed'))).toMatchObject({ refusal: 'notYours' }); // prettier-ignore
    await give(grant, 'decideLate', approver(), decided('dismissed'));
    expect(await state(grant)).toBe('dismissed');
    const letter = await db().letter.findFirstOrThrow({ where: { processId: `grant/${grant}`, kind: 'L7' } });
    expect(letter).toMatchObject({ kind: 'L7', language: 'nb' });
    expect(letter.facts).toMatchObject({
      caseNumber: '2031/NO-1',
      deadline: deadline31March,
      excuse: 'Strømmen var borte hele kvelden.',
      reason: 'Strømbruddet er bekreftet av nettselskapet.',
      approver: 'approver Demo',
    });
    await product.turnTo(at('2031-04-09T09:00:00Z'));
    const opened = {
      processId: `grant/${grant}`,
      name: 'letterOpened',
      content: { letterId: letter.id },
      ...applicant(),
    };
    expect(await send(opened)).toMatchObject({ kind: 'applied' });
    await product.turnTo(at('2031-05-10T09:00:00Z'));
    expect((await mails(grant)).filter((mail) => /E14|E9a/.test(mail))).toEqual([
      '2031-04-01 E14 applicant',
      '2031-04-08 E14second applicant',
    ]);
    expect(await product.engine.client.workflow.getHandle(`grant/${grant}`).result()).toBe('dismissed');
  });

  test('where the municipality’s approval is wanted, it is the last approver who asks', async () => {
    await asks({ localApproval: 'chiefExecutive' });
    const chief: Who = { actorId: await colleague('chief', 'localApprover'), actorRole: 'localApprover' };
    const grant = await aGrant(product, scene);
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    expect(await late(grant, applicant())).toMatchObject({ refusal: 'localApprovalNeeded' });
    expect(await late(grant, chief)).toMatchObject({ kind: 'applied' });
  });

  test('of two who approve the mayor hears that it lapsed and asks, and only where the chief executive has approved', async () => {
    await asks({ localApproval: 'chiefExecutiveAndMayor' });
    const chief: Who = { actorId: await colleague('chief', 'localApprover'), actorRole: 'localApprover' };
    const mayor: Who = { actorId: await colleague('mayor', 'mayor'), actorRole: 'mayor' };
    const [first, second] = [await aGrant(product, scene), await aGrant(product, scene)];
    for (const grant of [first, second]) await give(grant, 'sendForLocalApproval', applicant());
    await give(second, 'approveLocally', chief);
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    const told = async (grant: string) => (await mails(grant)).filter((mail) => mail.includes('E4approval'));
    expect(await told(first)).toEqual(['2031-03-31 E4approval applicant', '2031-03-31 E4approval chief']);
    expect(await told(second)).toEqual(['2031-03-31 E4approval applicant', '2031-03-31 E4approval mayor']);
    expect(await late(first, mayor)).toMatchObject({ refusal: 'localApprovalNeeded' });
    expect(await late(first, chief)).toMatchObject({ kind: 'applied' });
    expect(await late(second, chief)).toMatchObject({ refusal: 'localApprovalNeeded' });
    expect(await late(second, mayor)).toMatchObject({ kind: 'applied' });
  });

  test('an application that waits for the answer holds the allocation back', async () => {
    const assessed = await aGrant(product, scene, { state: 'underAssessment', ladders: [], officer: scene.officer });
    const waiting = await aGrant(product, scene);
    await product.turnTo(at('2031-04-01T09:00:00Z'));
    await late(waiting, applicant());
    const officer = { processId: `grant/${assessed}`, actorId: scene.officer, actorRole: 'caseOfficer' as const };
    await send({ ...officer, name: 'declareImpartiality', content: { outcome: 'none', text: '' } });
    expect(await send({ processId: scene.call, name: 'startAssessment', content: {}, actorId: scene.officer, actorRole: 'caseOfficer' })).toMatchObject({ kind: 'applied' }); // prettier-ignore
    const recommended = { outcome: 'rejected', years: [], reason: 'Prosjektet er drift og ikke utvikling. '.repeat(4), conditions: '' }; // prettier-ignore
    expect(await send({ ...officer, name: 'recommend', content: recommended })).toMatchObject({ kind: 'applied' }); // prettier-ignore
    const told = () => db().task.count({ where: { processId: scene.call, kind: 'sendAllocation' } });
    expect(await told()).toBe(0);
    await give(waiting, 'decideLate', approver(), decided('dismissed'));
    await product.turnTo(at('2031-04-02T09:00:00Z'));
    expect(await told()).toBe(1);
  });
});

test('the cap: of three sent in at the same instant exactly two come in, and the third is told kindly', async () => {
  await asks({ maxApplications: 2 });
  const grants = await Promise.all([aGrant(product, scene), aGrant(product, scene), aGrant(product, scene)]);
  const answers = await Promise.all(grants.map((id) => send(submission(scene, id))));
  expect(answers.map(({ kind, refusal }) => refusal ?? kind).sort()).toEqual([
    'applied',
    'applied',
    'tooManyApplications',
  ]);
  const states = await Promise.all(grants.map(state));
  expect(states.sort()).toEqual(['draft', 'submitted', 'submitted']);
  const draft = grants[answers.findIndex(({ refusal }) => refusal)]!;
  const sent = grants.find((id) => id !== draft)!;
  expect((await mails(draft)).map((mail) => mail.slice(11))).toContain('E37 applicant');
  // One that is withdrawn makes room.
  await give(sent, 'withdraw', applicant(), { reason: '' });
  expect(await send(submission(scene, draft))).toMatchObject({ kind: 'applied' });
});

test('opened for correction and sent in anew: both versions are kept, and each step is told', async () => {
  const grant = await aGrant(product, scene);
  await send(submission(scene, grant));
  expect(await give(grant, 'reopen', applicant(), {})).toMatchObject({ kind: 'applied' });
  expect(await state(grant)).toBe('draft');
  await give(grant, 'submit', applicant(), { ...completeSnapshot(), title: 'Tryggere skolestart' });
  await product.turnTo(at('2031-04-01T09:00:00Z'));
  expect(await state(grant)).toBe('registered');
  const versions = await db().command.findMany({
    where: { processId: `grant/${grant}`, name: 'submit' },
    orderBy: { seq: 'asc' },
  });
  expect(versions.map(({ content }) => (content as { title: string }).title)).toEqual([
    'Trygg skolestart',
    'Tryggere skolestart',
  ]);
  expect((await mails(grant)).filter((mail) => !mail.includes('E33')).sort()).toEqual([
    '2031-03-03 E10 applicant',
    '2031-03-03 E9 applicant',
    '2031-03-03 E9 applicant',
  ]);
});

describe('seven days before the deadline', () => {
  test('those whose rank is missing are told, once for each deadline; who has ranked is not', async () => {
    await asks({ rankRequired: true });
    await colleague('coordinator', 'municipalCoordinator');
    await aGrant(product, scene);
    await aGrant(product, scene);
    await product.turnTo(at('2031-03-26T09:00:00Z'));
    const content = { deadline: at('2031-04-10T22:00:00Z'), reason: 'Mange har bedt om lengre tid.' };
    await send({ processId: scene.call, name: 'extendDeadline', content, ...approver() });
    await product.turnTo(at('2031-04-04T09:00:00Z'));
    const told = (await mailsOf(product, scene.call)).filter((mail) => mail.includes('E3rank'));
    expect(told).toEqual([
      '2031-03-24T07:00 E3rank applicant',
      '2031-03-24T07:00 E3rank coordinator',
      '2031-04-03T06:00 E3rank applicant',
      '2031-04-03T06:00 E3rank coordinator',
    ]);
  });

  test('who has ranked, or has one application only, hears nothing of it', async () => {
    await asks({ rankRequired: true });
    const [first, second] = [await aGrant(product, scene), await aGrant(product, scene)];
    await db().application.update({ where: { id: first }, data: { rank: 2 } });
    await db().application.update({ where: { id: second }, data: { rank: 1 } });
    await product.turnTo(at('2031-03-25T09:00:00Z'));
    expect((await mailsOf(product, scene.call)).filter((mail) => mail.includes('E3rank'))).toEqual([]);
  });
});

describe('one e-mail a day', () => {
  async function aPersonProcess(personId: string): Promise<string> {
    const row = { kind: 'person' as const, subjectId: personId, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt: new Date(await product.now()) }; // prettier-ignore
    await inTransaction(db(), (tx) => plant(tx, { ...row, state: 'active', ladders: [], why: 'seeded' }));
    await run(product, processIdOf('person', personId));
    return processIdOf('person', personId);
  }
  const choose = (processId: string, notices: 'each' | 'daily') =>
    send({ processId, name: 'chooseNotices', content: { notices }, actorId: processId.split('/')[1]!, actorRole: 'holder' }); // prettier-ignore

  test('what can wait comes at 08.00, once a day; what cannot comes at once; going back releases what waits', async () => {
    const person = await aPersonProcess(scene.applicant);
    expect(await choose(person, 'daily')).toMatchObject({ kind: 'applied' });
    const grant = await aGrant(product, scene);
    await product.turnTo(at('2031-03-25T09:00:00Z'));
    // Two reminders at 08.00 (17 and 24 March) have come the morning after each.
    expect((await mailsOf(product, person)).map((mail) => mail)).toEqual([
      '2031-03-18T07:00 E40 applicant',
      '2031-03-25T07:00 E40 applicant',
    ]);
    await product.turnTo(at('2031-03-31T09:00:00Z'));
    await send(submission(scene, grant));
    const rows = await db().email.findMany({ where: { processId: `grant/${grant}` }, orderBy: { at: 'asc' } });
    expect(rows.map(({ kind, status }) => `${kind} ${status === 'gathered' ? 'gathered' : 'at once'}`)).toEqual([
      'E3 gathered',
      'E3 gathered',
      'E3 gathered',
      // The last day’s does not wait, nor does a receipt.
      'E3 at once',
      'E9 at once',
    ]);
    const [first] = await db().email.findMany({ where: { processId: person }, orderBy: { at: 'asc' } });
    expect(first!.text).toContain(`/soknader/${grant}`);
    expect(first!.text).toContain('er ikke sendt, frist 31. mars');

    const other = await aGrant(product, scene);
    await db().email.create({ data: { key: 'held/1', processId: `grant/${other}`, kind: 'E32', toAddress: 'applicant@demo.example', recipientId: scene.applicant, language: 'nb', subject: 'Prosjektskjønn: Ny melding om «Trygg skolestart»', text: '', html: '', link: 'http://localhost:3000/meldinger/1', status: 'held', at: new Date(at('2031-03-31T08:00:00Z')) } }); // prettier-ignore
    await choose(person, 'each');
    const last = await db().email.findFirstOrThrow({ where: { processId: person }, orderBy: { at: 'desc' } });
    expect(last.at.toISOString().slice(0, 10)).toBe('2031-03-31');
    expect(last.text).toContain('Ny melding om «Trygg skolestart»');
    await product.turnTo(at('2031-04-05T09:00:00Z'));
    expect(await db().email.count({ where: { processId: person } })).toBe(4);
    expect((await db().duty.findMany({ where: { processId: person, status: 'planned' } })).map(({ name }) => name)).toEqual([]); // prettier-ignore
  });
});
