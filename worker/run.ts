import { NativeConnection, Worker, type NativeConnectionOptions } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../activities/index.js';
import { createDeliver } from '../delivery/deliver.js';
import { runDeliverer } from '../delivery/deliverer.js';
import type { Scan } from '../scanning/clamd.js';
import { runScanner } from '../scanning/scanner.js';
import { connectionOptions, connectEngine, type EngineSettings } from '../delivery/engine.js';

export type RunOptions = {
  engine: EngineSettings;
  bundle: string;
  activities: ActivityDeps;
  deliverEvery: number;
  /** Null: files are not scanned here, only told of when they have waited too long. */
  scan?: Scan | null;
};

export type Running = { stop(): Promise<void>; finished: Promise<void> };

/** A worker: polls the engine, runs the activities, and brings commands out of Postgres. `stop` drains. */
export async function runWorker({
  engine: settings,
  bundle,
  activities,
  deliverEvery,
  scan,
}: RunOptions): Promise<Running> {
  const connection = await NativeConnection.connect(connectionOptions(settings) as NativeConnectionOptions);
  const engine = connectEngine(settings);
  const worker = await Worker.create({
    connection,
    namespace: engine.namespace,
    taskQueue: engine.taskQueue,
    workflowBundle: { codePath: bundle },
    activities: createActivities(activities),
    maxCachedWorkflows: 300,
    // A dead worker’s tasks wait on its sticky queue; 1 s instead of 10 (temporal-server.md section 3).
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '10s',
    identity: `worker-${process.pid}`,
  });
  const deliver = createDeliver({ prisma: activities.prisma, engine, baseUrl: activities.settings.baseUrl });
  const stopping = new AbortController();
  const delivering = runDeliverer({
    prisma: activities.prisma,
    deliver,
    everyMs: deliverEvery,
    signal: stopping.signal,
  });
  const { prisma } = activities;
  const scanning = runScanner({ prisma, scan: scan ?? null, signal: stopping.signal });
  const finished = worker.run().finally(async () => {
    stopping.abort();
    await delivering;
    await scanning;
    await engine.close();
    await connection.close();
  });
  return {
    finished,
    async stop() {
      stopping.abort();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}
