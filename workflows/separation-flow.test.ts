/** A declared conflict stops every command of the case, also when the process itself is asked, and cannot be taken back. */
import { jest } from '@jest/globals';
import { lifecycles } from '../domain/lifecycles.js';
import { isGovernorRole, type ActorRole } from '../domain/roles.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { aGrant, aScene, stateOfProcess, type Scene } from '../testing/scene.js';
import { testProduct, type Product } from '../testing/product.js';

jest.setTimeout(90_000);
let product: Product;
let scene: Scene;
beforeAll(async () => {
  product = await testProduct();
  scene = await aScene(product, { deadline: (await product.now()) + 86_400_000 });
});
afterAll(() => product.close());

type Actor = [id: string, role: ActorRole];
/** Gives the command and answers what became of it, however long that takes. */
async function act(processId: string, name: string, [actorId, actorRole]: Actor, content: object = {}) {
  const token = crypto.randomUUID();
  await product.send({ token, processId, name, content, actorId, actorRole });
  await waitSettled(product.database.pool, null, 30_000);
  const { status, refusal } = await product.database.prisma.command.findUniqueOrThrow({ where: { id: token } });
  return refusal ?? status;
}

/** Commands the office’s people can give in this state, one role for each. */
const givenIn = (state: string): [string, ActorRole][] =>
  lifecycles.grant.transitions
    .filter(({ from }) => from.includes(state))
    .flatMap(({ on, who }) =>
      who.filter((role) => isGovernorRole(role)).map((role): [string, ActorRole] => [on, role]),
    );

test.each(['registered', 'underAssessment', 'informationRequested', 'recommended'])(
  'in %s nothing is done by who has declared a conflict',
  async (state) => {
    const id = await aGrant(product, scene, { state, officer: scene.officer });
    const grant = `grant/${id}`;
    const declared = await act(grant, 'declareImpartiality', [scene.secondOfficer, 'caseOfficer'], { outcome: 'conflict', text: 'Nær slekt' }); // prettier-ignore
    expect(declared).toBe('applied');
    const commands = givenIn(state);
    expect(commands.map(([name]) => name)).toContain('declareImpartiality');
    for (const [name, role] of commands)
      expect([name, role, await act(grant, name, [scene.secondOfficer, role])]).toEqual([name, role, 'conflict']); // prettier-ignore
    expect(await stateOfProcess(product, grant)).toBe(state);
    const { prisma } = product.database;
    expect(await prisma.impartialityDeclaration.findMany({ where: { applicationId: id, personId: scene.secondOfficer }, select: { outcome: true } })).toEqual([{ outcome: 'conflict' }]); // prettier-ignore
    // Nor is it given to them.
    if (state !== 'recommended')
      for (const [name, content] of [['assign', { officerId: scene.secondOfficer }], ['assignAssessor', { assessorId: scene.secondOfficer }]] as const)
        expect(await act(grant, name, [scene.leader, 'leader'], content)).toBe('personInConflict');
  }, // prettier-ignore
);

test('an officer in conflict gives the case back, and it goes to another', async () => {
  const id = await aGrant(product, scene, { state: 'registered', ladders: ['opening'], officer: scene.officer });
  const grant = `grant/${id}`;
  await act(grant, 'declareImpartiality', [scene.officer, 'caseOfficer'], { outcome: 'conflict', text: 'Nær slekt' });
  const kept = async () =>
    (await product.database.prisma.application.findUniqueOrThrow({ where: { id } })).caseOfficerId;
  expect(await kept()).toBeNull();
  const given = await act(grant, 'assign', [scene.leader, 'leader'], { officerId: scene.secondOfficer });
  expect(given).toBe('applied');
  expect(await kept()).toBe(scene.secondOfficer);
});
