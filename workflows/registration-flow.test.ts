/** A8: the deadline registers what was sent in. Thirty at once get numbers without holes, and officers who have equally many. */
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aPerson } from '../testing/builders.js';
import { testProduct, type Product } from '../testing/product.js';
import { aGrant, aScene, office, type Scene } from '../testing/scene.js';

jest.setTimeout(240_000);
const day = 86_400_000;

let product: Product;
let scene: Scene;
let deadline: number;
beforeAll(async () => {
  product = await testProduct();
  deadline = Math.ceil((await product.now()) / 1000) * 1000 + 5 * day;
  scene = await aScene(product, { deadline });
});
afterAll(() => product.close());

const prisma = () => product.database.prisma;
const settled = () => waitSettled(product.database.pool, null, 120_000);
const sentIn = () => aGrant(product, scene, { state: 'submitted', ladders: ['registration'] });
const casesOf = (ids: string[]) =>
  prisma().application.findMany({ where: { id: { in: ids } }, select: { id: true, caseNumber: true, caseOfficerId: true } }); // prettier-ignore

test('thirty registered at the same instant: numbers of the office from 1 to 30, and fifteen cases for each of two', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push(await sentIn());
  await product.turnTo(deadline + 3_600_000);
  await settled();
  const cases = await casesOf(ids);
  const year = new Date(deadline).getFullYear();
  const numbers = cases.map(({ caseNumber }) => caseNumber ?? '');
  expect(numbers.every((number) => new RegExp(`^${year}/NO-\\d+$`).test(number))).toBe(true);
  expect(numbers.map((number) => Number(number.split('-')[1])).sort((a, b) => a - b)).toEqual(ids.map((_, i) => i + 1));
  const given = (officer: string) => cases.filter(({ caseOfficerId }) => caseOfficerId === officer).length;
  expect([given(scene.officer), given(scene.secondOfficer)]).toEqual([15, 15]);
});

test('the office’s rules come before the load, and pass over who is away', async () => {
  const away = await aPerson(prisma(), [{ role: 'caseOfficer', at: office }]);
  const deputy = await aPerson(prisma());
  const at = await product.now();
  await prisma().roleGrant.create({
    data: { id: randomUUID(), personId: deputy, role: 'caseOfficer', countyGovernorCode: office, deputyForId: away, fromAt: new Date(at - day), toAt: new Date(at + 900 * day) },
  });
  const rule = (position: number, condition: { sector: string } | { municipalityCode: string }, officerId: string) =>
    prisma().assignmentRule.create({ data: { id: randomUUID(), countyGovernorCode: office, position, officerId, ...condition } });
  await rule(1, { sector: 'care' }, away);
  await rule(2, { sector: 'care' }, scene.secondOfficer);
  await rule(3, { municipalityCode: '1839' }, scene.officer);
  const later = deadline + 30 * day;
  await prisma().call.update({ where: { id: scene.callId }, data: { deadline: new Date(later) } });
  await prisma().callDeadline.create({ data: { callId: scene.callId, version: 2, deadline: new Date(later), decidedAt: new Date(at) } });
  await prisma().call.update({ where: { id: scene.callId }, data: { deadlineVersion: 2 } });
  const [care, other] = [[await sentIn(), await sentIn(), await sentIn()], [await sentIn(), await sentIn()]];
  await prisma().application.updateMany({ where: { id: { in: care } }, data: { sectors: ['health', 'care'] } });
  await prisma().application.updateMany({ where: { id: { in: other } }, data: { municipalityCode: '1839' } });
  await product.turnTo(later + 3_600_000);
  await settled();
  expect((await casesOf(care)).map(({ caseOfficerId }) => caseOfficerId)).toEqual(care.map(() => scene.secondOfficer));
  expect((await casesOf(other)).map(({ caseOfficerId }) => caseOfficerId)).toEqual(other.map(() => scene.officer));
}); // prettier-ignore
