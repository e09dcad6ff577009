/**
 * Whole lives per second: from the first draft to the approved final report by the product’s own activities, against bare workflows with
 * as many Updates, activities and timers on the same server. Both are moved in time by the same fast-forwards to the same instants.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { defaultPayloadConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { createLetterRenderer } from '../activities/letters/renderer.js';
import { createMailer, messageIdOf } from '../activities/mail/sender.js';
import { fastForward } from '../embedded/time-machine/fast-forward.js';
import { inLanes } from '../testing/lanes.js';
import { liveRound } from '../testing/life.js';
import { testProduct, type Product } from '../testing/product.js';
import { aCountingRelay } from '../testing/relay.js';
import { aScene, type Scene } from '../testing/scene.js';
import { bareLife, step, type BareLife } from './bare/life.js';
import { quantile, timed, type Row } from './figures.js';

const { EventType } = proto.temporal.api.enums.v1;

/** What one process’s history holds. */
type Counted = { updates: number; activities: number; timers: number };

async function countedOf({ engine }: Product, id: string): Promise<Counted> {
  const { events } = await engine.client.workflow.getHandle(id).fetchHistory();
  const times = (type: unknown) => (events ?? []).filter(({ eventType }) => eventType === type).length;
  return {
    updates: times(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED),
    activities: times(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED),
    timers: times(EventType.EVENT_TYPE_TIMER_STARTED),
  };
}

const sum = (counted: readonly Counted[]): Counted =>
  counted.reduce((all, one) => ({
    updates: all.updates + one.updates,
    activities: all.activities + one.activities,
    timers: all.timers + one.timers,
  }));

/** What happened in a round, in order: to which process, at which instant, and whether a person or the clock did it. */
type Happening = { processId: string; at: number; byClock: boolean };
type Round = { happenings: Happening[]; turns: number[]; counted: Map<string, Counted> };

async function roundOf(product: Product, scene: Scene, turns: number[]): Promise<Round> {
  const events = await product.database.prisma.event.findMany({
    where: { processId: { not: scene.call } },
    orderBy: [{ at: 'asc' }, { doneAt: 'asc' }, { seq: 'asc' }],
  });
  const happenings = events.map(({ processId, at, cause }) => ({
    processId,
    at: at.getTime(),
    byClock: cause.startsWith(`${processId}/`),
  }));
  const counted = new Map<string, Counted>();
  for (const id of new Set(happenings.map(({ processId }) => processId))) counted.set(id, await countedOf(product, id));
  return { happenings, turns, counted };
}

/** As many activities as the process had, spread over what happened to it; those of the first come first. */
function spread(total: number, over: number): number[] {
  return Array.from({ length: over }, (_, n) => Math.floor(total / over) + (n < total % over ? 1 : 0));
}

/** The same round without a product. Answers how long it took and what its histories hold. */
async function liveBare(product: Product, round: Round, code: string): Promise<{ ms: number; counted: Counted }> {
  const { engine } = product;
  const taskQueue = `bare-${randomUUID()}`;
  const connection = await NativeConnection.connect({ address: product.address });
  let acted = 0;
  const worker = await Worker.create({
    connection,
    taskQueue,
    namespace: engine.namespace,
    workflowBundle: { code },
    activities: { nothing: () => Promise.resolve(void acted++) },
    maxCachedWorkflows: 300,
    stickyQueueScheduleToStartTimeout: '1s',
  });
  const running = worker.run();
  const bareId = (id: string) => `${taskQueue}/${id}`;
  const lives = new Map<string, BareLife>();
  for (const [id, { activities }] of round.counted) {
    const own = round.happenings.filter(({ processId }) => processId === id);
    const dues = own.filter(({ byClock }) => byClock).map(({ at }) => at);
    lives.set(id, { dues, updates: own.length - dues.length, activities: spread(activities, own.length) });
  }
  const open = new Set<string>();
  let now = Date.now();
  let expected = 0;
  const happened = new Map<string, number>();
  const told = (id: string): void => {
    const n = happened.get(id) ?? 0;
    happened.set(id, n + 1);
    expected += lives.get(id)!.activities[n] ?? 0;
    if (n + 1 === round.happenings.filter(({ processId }) => processId === id).length) open.delete(id);
  };
  const settled = async (): Promise<void> => {
    while (acted < expected) await sleep(3);
  };
  const start = (id: string) =>
    engine.connection.workflowService.startWorkflowExecution({
      namespace: engine.namespace,
      workflowId: bareId(id),
      requestId: randomUUID(),
      workflowType: { name: bareLife.name },
      taskQueue: { name: taskQueue },
      input: { payloads: [defaultPayloadConverter.toPayload(lives.get(id))] },
      workflowTaskTimeout: msToTs(2000),
      ...(now - Date.now() > 60_000
        ? {
            timeSkippingConfig: {
              enabled: true,
              fastForwardConfig: { id: 'start', duration: msToTs(now - Date.now()) },
            },
          }
        : {}),
    });

  async function bySomeone(commands: readonly Happening[]): Promise<void> {
    const queues = new Map<string, number>();
    for (const { processId } of commands) queues.set(processId, (queues.get(processId) ?? 0) + 1);
    await inLanes([...queues], async ([id, times]) => {
      for (let n = 0; n < times; n++) {
        if (!happened.has(id)) {
          open.add(id);
          await start(id);
        }
        told(id);
        await engine.client.workflow.getHandle(bareId(id)).executeUpdate(step, { updateId: randomUUID() });
      }
    });
  }

  const turns = [...round.turns];
  const turnedUpTo = async (instant: number): Promise<void> => {
    while (turns[0] !== undefined && turns[0] < instant) {
      now = turns.shift()!;
      await inLanes([...open], (id) => fastForward(engine, bareId(id), now), 8);
    }
  };
  const ms = await timed(async () => {
    const left = [...round.happenings];
    while (left.length > 0) {
      const { at, byClock } = left[0]!;
      await turnedUpTo(at);
      const until = left.findIndex(
        (other) => other.byClock !== byClock || (byClock && other.at !== at) || other.at > (turns[0] ?? Infinity),
      );
      const together = left.splice(0, until === -1 ? left.length : until);
      if (byClock) {
        now = at;
        for (const { processId } of together) told(processId);
        await inLanes(
          [...new Set(together.map(({ processId }) => processId))],
          (id) => fastForward(engine, bareId(id), at),
          4,
        );
      } else await bySomeone(together);
      await settled();
    }
    await inLanes([...lives.keys()], (id) => engine.client.workflow.getHandle(bareId(id)).result());
  });
  const counted: Counted[] = [];
  for (const id of lives.keys()) counted.push(await countedOf(product, bareId(id)));
  worker.shutdown();
  await running;
  await connection.close();
  return { ms, counted: sum(counted) };
}

/** Pairs of rounds, one after the other. The bare round has what the product’s round before it had. */
export async function wholeLives(pairs: number, grants: number): Promise<Row[]> {
  const workflowsPath = decodeURIComponent(new URL('./bare/life.ts', import.meta.url).pathname);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const relay = await aCountingRelay();
  const rates: { ours: number; bare: number }[] = [];
  let counted: { ours: Counted; bare: Counted } | undefined;
  for (let pair = 0; pair <= pairs; pair++) {
    const mailer = createMailer({ smtpUrl: relay.url, from: 'Prosjektskjønn <ikke-svar@prosjektskjonn.example>' });
    const product = await testProduct({ mailer, messageIdOf, letters: createLetterRenderer() });
    const deadline = (await product.now()) + 60 * 86_400_000;
    const scene = await aScene(product, { deadline, frame: 1_000_000_000 });
    const turns: number[] = [];
    const turnTo: Product['turnTo'] = (instant, lanes) => {
      turns.push(instant);
      return product.turnTo(instant, lanes);
    };
    const ms = await timed(() => liveRound({ ...product, turnTo }, scene, { grants }));
    const open = await product.database.prisma.process.count({ where: { final: false, kind: { not: 'call' } } });
    if (open > 0) throw new Error(`${open} processes have not ended: the figure is void`);
    const round = await roundOf(product, scene, turns);
    await product.stopWorker();
    const bare = await liveBare(product, round, code);
    await product.close();
    mailer.close();
    // The first pair warms up.
    if (pair > 0) rates.push({ ours: (grants / ms) * 1000, bare: (grants / bare.ms) * 1000 });
    counted = { ours: sum([...round.counted.values()]), bare: bare.counted };
  }
  await relay.close();
  const ratio = quantile(rates.map(({ ours, bare }) => ours / bare), 0.5);
  const rate = (whose: 'ours' | 'bare') => quantile(rates.map((pair) => pair[whose]), 0.5).toFixed(2);
  const each = ({ updates, activities, timers }: Counted) =>
    [updates, activities, timers].map((n) => (n / grants).toFixed(1)).join(', ');
  return [
    {
      what: `whole lives per second with letters and e-mails, ${grants} at a time, against bare workflows moved through the same instants (${pairs} pairs)`,
      figure: `${ratio.toFixed(2)} of its rate (${rate('ours')} against ${rate('bare')} a second; updates, activities, timers of one life ${each(counted!.ours)} against ${each(counted!.bare)})`,
      goal: '≥ 0.5',
      kept: ratio >= 0.5,
    },
  ];
} // prettier-ignore
