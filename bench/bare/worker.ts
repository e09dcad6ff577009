import { randomUUID } from 'node:crypto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import type { Engine } from '../../delivery/engine.js';
import { bare, ping } from './workflow.js';

export type Bare = { ping(): Promise<void>; stop(): Promise<void> };

/** One bare workflow with a worker of its own, on the same engine. */
export async function startBare(engine: Engine, address: string): Promise<Bare> {
  const workflowsPath = new URL('./workflow.ts', import.meta.url).pathname;
  const { code } = await bundleWorkflowCode({
    workflowsPath: decodeURIComponent(workflowsPath),
    logger: new DefaultLogger('ERROR'),
  });
  const connection = await NativeConnection.connect({ address });
  const taskQueue = `bare-${randomUUID()}`;
  const activities = { nothing: () => Promise.resolve(1) };
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { code },
    activities,
    namespace: engine.namespace,
  });
  const running = worker.run();
  const handle: WorkflowHandle = await engine.client.workflow.start(bare, {
    taskQueue,
    workflowId: taskQueue,
    workflowTaskTimeout: '2s',
  });
  return {
    ping: async () => void (await handle.executeUpdate(ping, { updateId: randomUUID() })),
    async stop() {
      await handle.terminate('done');
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
