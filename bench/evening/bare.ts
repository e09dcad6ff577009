/** The bare engine through the same evening: as many workflows, Updates, activities and timers at the same instants, on the same server. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { inLanes } from '../../testing/lanes.js';
import type { Product } from '../../testing/product.js';
import { bareLife, step } from '../bare/life.js';

export type BareEvening = {
  /** When each Update is sent, ms after the first. */
  offsets: readonly number[];
  /** Activities of one submission. */
  activities: number;
};

/** Answers how long it took from the first Update until the last was done, with its activities. */
export async function bareEvening(
  { engine, address }: Product,
  { offsets, activities }: BareEvening,
): Promise<{ ms: number; startsPerSecond: number }> {
  const workflowsPath = decodeURIComponent(new URL('../bare/life.ts', import.meta.url).pathname);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const taskQueue = `bare-${randomUUID()}`;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    namespace: engine.namespace,
    workflowBundle: { code },
    activities: { nothing: () => Promise.resolve() },
  });
  const running = worker.run();
  const ids = offsets.map((_, n) => `${taskQueue}/${n}`);
  const dues = [Date.now() + 3_600_000];
  const startedAt = performance.now();
  await inLanes(
    ids,
    (workflowId) =>
      engine.client.workflow.start(bareLife, {
        taskQueue,
        workflowId,
        args: [{ dues, updates: 1, activities: [activities] }],
        workflowTaskTimeout: '2s',
      }),
    12,
  );
  const startsPerSecond = (ids.length / (performance.now() - startedAt)) * 1000;
  const begun = performance.now();
  await Promise.all(
    offsets.map(async (offset, n) => {
      await sleep(Math.max(0, begun + offset - performance.now()));
      await engine.client.workflow.getHandle(ids[n]!).executeUpdate(step, { updateId: randomUUID() });
    }),
  );
  const ms = performance.now() - begun;
  worker.shutdown();
  await running;
  await connection.close();
  return { ms, startsPerSecond };
}
