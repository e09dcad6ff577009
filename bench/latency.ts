/** How long a decision takes, from the form to applied in Postgres, against a bare Update with one activity; and a receipt with the engine down. */
import { randomUUID } from 'node:crypto';
import { connectEngine } from '../delivery/engine.js';
import { createDeliver } from '../delivery/deliver.js';
import { receive, send, type CommandForm } from '../web/commands.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { testProduct } from '../testing/product.js';
import { applied } from '../testing/life.js';
import { aGrant, aScene, type Scene } from '../testing/scene.js';
import { startBare } from './bare/worker.js';
import { quantile, timed, type Row } from './figures.js';

const day = 86_400_000;
const question = { question: 'Hvem skal lede prosjektet når det er i gang?', dueAt: Date.now() + 30 * day };

/** Question, answer, question, answer: commands with a ladder, an e-mail and a task each. */
function turn(scene: Scene, grant: string, n: number): Omit<CommandForm, 'token'> {
  return n % 2 === 0
    ? {
        processId: grant,
        name: 'requestInformation',
        content: question,
        actorId: scene.officer,
        actorRole: 'caseOfficer',
      }
    : {
        processId: grant,
        name: 'answer',
        content: { answer: 'Virksomhetslederen for oppvekst.' },
        actorId: scene.applicant,
        actorRole: 'applicant',
      };
}

export async function decisionLatency(pairs: number): Promise<Row[]> {
  const product = await testProduct();
  const { prisma, pool } = product.database;
  const scene = await aScene(product, { deadline: (await product.now()) + 40 * day });
  const grant = `grant/${await aGrant(product, scene, { state: 'registered', ladders: [], officer: scene.officer })}`;
  const officer = { processId: grant, actorId: scene.officer, actorRole: 'caseOfficer' as const };
  await applied(product, { ...officer, name: 'declareImpartiality', content: { outcome: 'none', text: '' } });
  const bare = await startBare(product.engine, product.address);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < pairs + 20; n++) {
    const mine = await timed(() => product.send(turn(scene, grant, n)));
    const plain = await timed(() => bare.ping());
    if (n >= 20) {
      ours.push(mine);
      theirs.push(plain);
    }
    await waitSettled(pool, null, 10_000);
  }
  const refused = await prisma.command.count({ where: { status: { not: 'applied' } } });
  await bare.stop();
  await product.close();
  if (refused > 0) throw new Error(`${refused} commands were not applied: the figures are void`);
  const ratio = (part: number) => quantile(ours, part) / quantile(theirs, part);
  return [0.5, 0.95].map((part) => ({
    what: `decision, p${part * 100}: form to applied, against a bare Update with one activity (${pairs} pairs)`,
    figure: `${ratio(part).toFixed(2)}× (${quantile(ours, part).toFixed(1)} ms against ${quantile(theirs, part).toFixed(1)} ms)`,
    goal: part === 0.5 ? '≤ 1.4×' : '≤ 1.4×',
    kept: ratio(part) <= 1.4,
  }));
}

export async function receiptLatency(posts: number): Promise<Row[]> {
  const product = await testProduct();
  const { prisma } = product.database;
  const scene = await aScene(product, { deadline: (await product.now()) + 40 * day });
  const nowhere = connectEngine({ address: '127.0.0.1:9', namespace: 'default' });
  const deliver = createDeliver({ prisma, engine: nowhere, baseUrl: 'http://localhost' });
  await product.stopWorker();
  const grants: string[] = [];
  for (let n = 0; n < 2; n++) grants.push(`grant/${await aGrant(product, scene, { ladders: [] })}`);
  const form = (processId: string): CommandForm => ({
    token: randomUUID(),
    processId,
    name: 'withdraw',
    content: { reason: '' },
    actorId: scene.applicant,
    actorRole: 'applicant',
  });
  const first = await timed(() => send({ prisma, deliver }, form(grants[0]!)));
  const receipts: number[] = [];
  const alone: number[] = [];
  for (let n = 0; n < posts; n++) {
    receipts.push(await timed(() => send({ prisma, deliver }, form(grants[0]!))));
    alone.push(await timed(() => receive(prisma, form(grants[1]!))));
  }
  await nowhere.close();
  await product.close();
  const ratio = quantile(receipts, 0.5) / quantile(alone, 0.5);
  return [
    {
      what: `receipt with the engine down, from the second form on, against the transaction alone (${posts} pairs; the first took ${(first / 1000).toFixed(1)} s)`,
      figure: `${ratio.toFixed(2)}× (${quantile(receipts, 0.5).toFixed(1)} ms against ${quantile(alone, 0.5).toFixed(1)} ms)`,
      goal: '< 2×',
      kept: ratio < 2,
    },
  ];
}
