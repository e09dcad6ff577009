/** From recommendation to letter: four eyes, conflict, frame, one batch with a result per grant, and the projects that follow. */
import { jest } from '@jest/globals';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aGrant, aScene, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(90_000);
let product: Product;
let scene: Scene;
beforeAll(async () => {
  product = await testProduct();
  scene = await aScene(product, { deadline: (await product.now()) + 86_400_000, frame: 250_000 });
});
afterAll(() => product.close());

const settled = () => waitSettled(product.database.pool, null, 30_000);
type Role = 'caseOfficer' | 'assessor' | 'approver' | 'leader';
const act = (processId: string, name: string, actor: [string, Role], content: object = {}) =>
  product.send({ processId, name, content: content, actorId: actor[0], actorRole: actor[1] });

const recommendation = (amount: number, outcome = 'granted') => ({
  outcome,
  years: [{ year: 2027, amount }],
  reason:
    'Prosjektet er nytt for kommunen, svarer på et behov flere har, og kan brukes av andre etterpå. Planen er tydelig.',
  conditions: '',
});

const registered = (officer: string) => aGrant(product, scene, { state: 'registered', ladders: ['opening'], officer });

type Recommending = { outcome?: string; id?: string };
/** A grant that an officer has declared for, assessed and recommended; a new one where none is named. */
async function recommended(
  officer: string,
  amount: number,
  { outcome, id: given }: Recommending = {},
): Promise<string> {
  const id = given ?? (await registered(officer));
  const grant = `grant/${id}`;
  expect(await act(grant, 'recommend', [officer, 'caseOfficer'], recommendation(amount))).toMatchObject({
    refusal: 'notAllowedNow',
  });
  expect(
    await act(grant, 'declareImpartiality', [officer, 'caseOfficer'], { outcome: 'none', text: '' }),
  ).toMatchObject({ kind: 'applied' });
  const scores = { scores: [{ criterion: 'innovationValue', score: 4, reason: 'Nytt her' }], comment: '' };
  expect(await act(grant, 'assess', [officer, 'caseOfficer'], scores)).toMatchObject({ kind: 'applied' });
  expect(await act(grant, 'recommend', [officer, 'caseOfficer'], recommendation(amount, outcome))).toMatchObject({
    kind: 'applied',
  });
  return id;
}

test('a batch: awards and a rejection, one grant stopped by four eyes, the frame kept', async () => {
  const { prisma } = product.database;
  await product.turnTo((await product.now()) + 2 * 86_400_000);
  expect(await stateOfProcess(product, scene.call)).toBe('closed');
  const first = await registered(scene.officer);
  expect(await act(scene.call, 'startAssessment', [scene.officer, 'caseOfficer'])).toMatchObject({ kind: 'applied' });
  await settled(); // its interim reply
  const award = await recommended(scene.officer, 100_000, { id: first });
  const rejection = await recommended(scene.officer, 0, { outcome: 'rejected' });
  // The approver has handled this one as officer once: allowed to sign the others, not this.
  const own = await recommended(scene.secondOfficer, 90_000);
  await prisma.roleGrant.create({ data: { id: crypto.randomUUID(), personId: scene.approver, role: 'assessor', countyGovernorCode: 'FMNO', fromAt: new Date() } }); // prettier-ignore

  await prisma.applicationPartner.createMany({ data: [award, rejection].map((applicationId) => ({ applicationId, municipalityCode: '1839' })) }); // prettier-ignore
  const tooMuch = await recommended(scene.officer, 70_000);
  await settled();
  expect(await act(scene.call, 'allocate', [scene.officer, 'caseOfficer'])).toMatchObject({ refusal: 'overFrame' });
  expect(await act(`grant/${tooMuch}`, 'recommend', [scene.officer, 'caseOfficer'], recommendation(100_001))).toMatchObject({ refusal: 'overApplied' }); // prettier-ignore
  expect(await act(`grant/${tooMuch}`, 'recommend', [scene.officer, 'caseOfficer'], recommendation(60_000, 'partiallyGranted'))).toMatchObject({ kind: 'applied' }); // prettier-ignore
  expect(await act(`grant/${own}`, 'declareImpartiality', [scene.approver, 'approver'], { outcome: 'conflict', text: 'Nær slekt' })).toMatchObject({ kind: 'applied' }); // prettier-ignore
  await settled();
  expect(await act(scene.call, 'allocate', [scene.officer, 'caseOfficer'])).toMatchObject({ kind: 'applied' });
  expect(await act(scene.call, 'decide', [scene.officer, 'caseOfficer'], { applicationIds: [award] })).toMatchObject({
    refusal: 'notYours',
  });
  const all = { applicationIds: [award, rejection, own, tooMuch] };
  expect(await act(scene.call, 'decide', [scene.approver, 'approver'], all)).toMatchObject({ kind: 'applied' });
  await settled();

  const states = await Promise.all(
    [award, rejection, own, tooMuch].map((id) => stateOfProcess(product, `grant/${id}`)),
  );
  expect(states).toEqual(['granted', 'rejected', 'recommended', 'partiallyGranted']);
  const decisions = await prisma.decision.findMany({ include: { years: true } });
  const of = (id: string) => decisions.find((decision) => decision.applicationId === id)!;
  expect([of(award).status, of(rejection).status, of(own).status]).toEqual(['applied', 'applied', 'refused']);
  const signed = decisions.filter((decision) => decision.status !== 'refused').flatMap((decision) => decision.years);
  expect(signed.reduce((sum, year) => sum + Number(year.amount), 0)).toBe(160_000);
  expect(await prisma.task.count({ where: { kind: 'decisionRefused', audience: 'leaders', doneAt: null } })).toBe(1);

  const letters = await prisma.letter.findMany({
    where: { kind: { not: 'L2' } },
    orderBy: { kind: 'asc' },
    include: { archiveFile: true, readerFile: true },
  });
  expect(letters.map((letter) => [letter.kind, letter.status])).toEqual([['L4', 'ready'], ['L5', 'ready'], ['L6', 'ready']]); // prettier-ignore
  expect(letters[0]!.archiveFile!.sha256).toMatch(/^[0-9a-f]{64}$/);
  const ready = await prisma.email.findMany({ where: { kind: 'E14' } });
  expect(ready.map((mail) => mail.status)).toEqual(['sent', 'sent', 'sent']);
  const copies = await prisma.email.findMany({ where: { kind: 'E14copy' } });
  expect(copies.map((mail) => [mail.processId, mail.toAddress, mail.status, mail.language])).toEqual([
    [`grant/${award}`, 'post-1839@kommune.example', 'sent', 'nn'],
  ]);
  expect(copies[0]!.text).toContain(`/brev/${letters[0]!.id}`);
  expect(await prisma.process.count({ where: { kind: 'project', state: 'active' } })).toBe(2);
  expect(await prisma.process.count({ where: { kind: 'report', state: 'scheduled' } })).toBe(4);
  expect(await prisma.email.count({ where: { kind: 'E16' } })).toBe(0);
});

test('the database itself refuses a decision by the one who handled the case, or beyond the frame', async () => {
  const { prisma } = product.database;
  const { id, applicationId, callId } = await prisma.decision.findFirstOrThrow({ where: { status: 'refused' } });
  await expect(prisma.decision.update({ where: { id }, data: { status: 'applied' } })).rejects.toThrow(/four eyes/);
  const beyond = { id: crypto.randomUUID(), applicationId, callId, signedBy: 'x', approverId: scene.leader, outcome: 'granted', at: new Date() }; // prettier-ignore
  const years = { create: { budgetYear: 2027, amount: 250_000n } };
  await expect(prisma.decision.create({ data: { ...beyond, years } })).rejects.toThrow(/frame/);
});

test('what happened is never changed, what was received neither', async () => {
  const { prisma } = product.database;
  const event = await prisma.event.findFirstOrThrow();
  await expect(prisma.event.update({ where: { cause: event.cause }, data: { name: 'x' } })).rejects.toThrow(
    /never changed/,
  );
  const command = await prisma.command.findFirstOrThrow();
  await expect(prisma.command.update({ where: { id: command.id }, data: { content: { a: 1 } } })).rejects.toThrow(
    /never changed/,
  );
});

test('a letter that nobody opens is sent again and becomes a task; opened, it is left alone', async () => {
  const { prisma } = product.database;
  const letters = await prisma.letter.findMany({ where: { kind: { not: 'L2' } }, orderBy: { kind: 'asc' } });
  const [award, partial] = letters;
  const opened = { letterId: award!.id };
  await product.send({
    processId: award!.processId,
    name: 'letterOpened',
    content: opened,
    actorId: scene.applicant,
    actorRole: 'applicant',
  });
  await settled();
  const announced = async () =>
    (await prisma.email.findMany({ where: { kind: 'E16' }, include: { process: true } })).map((mail) => mail.process.parentId).sort(); // prettier-ignore
  const projectOf = (letter: { processId: string }) => letter.processId.replace('grant/', 'project/');
  expect(await announced()).toEqual([projectOf(award!), projectOf(award!)]);
  const inAnotherCase = { processId: partial!.processId, name: 'letterOpened', content: opened };
  expect(await product.send({ ...inAnotherCase, actorId: scene.applicant, actorRole: 'applicant' })).toMatchObject({
    refusal: 'notAllowedNow',
  });
  await product.turnTo((await product.now()) + 30 * 86_400_000);
  expect(await announced()).toEqual([award!, award!, partial!, partial!].map(projectOf).sort());
  const second = await prisma.email.findMany({ where: { kind: 'E14second' } });
  expect(second.filter((mail) => mail.processId === award!.processId)).toHaveLength(0);
  expect(
    second
      .filter((mail) => mail.processId === partial!.processId)
      .map((mail) => mail.toAddress)
      .sort(),
  ).toEqual(['applicant@demo.example', 'post-1804@kommune.example'].sort());
  const process = await prisma.process.findUniqueOrThrow({ where: { id: partial!.processId } });
  expect(process).toMatchObject({ final: true, state: 'partiallyGranted' });
  const projects = await prisma.project.findMany({ where: { publicSince: { not: null } } });
  expect(projects).toHaveLength(2);
});
