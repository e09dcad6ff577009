import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, type ConnectionLike } from '@temporalio/client';
import proto from '@temporalio/proto';

const namespace = 'default';
const day = 86_400;
const { EventType } = proto.temporal.api.enums.v1;

export type ServingOptions = { within: number; signal?: AbortSignal };

/** Waits until the server serves its namespace. @throws {Error} after `within` milliseconds, or when the signal says so */
export async function untilServing(address: string, { within, signal }: ServingOptions): Promise<void> {
  const connection = Connection.lazy({ address });
  try {
    for (const end = Date.now() + within; ; await sleep(50)) {
      try {
        await connection.withDeadline(Date.now() + 1_000, () =>
          connection.workflowService.describeNamespace({ namespace }),
        );
        return;
      } catch (error) {
        if (Date.now() < end && !signal?.aborted) continue;
        throw new Error(`it did not serve within ${String(within / 1000)} s (${reason(error)})`, { cause: error });
      }
    }
  } finally {
    await connection.close();
  }
}

/**
 * Can this server move a process in time? A workflow whose first task is due in a day is moved a day; then its history
 * must hold that task, stamped a day ahead. Needs no worker. An older server accepts the wish and ignores it.
 *
 * @throws {Error} that says why not, at the latest after `ms` milliseconds
 */
export async function probeTimeSkipping(address: string, ms = 3_000): Promise<void> {
  const connection = Connection.lazy({ address });
  const workflowId = `probe-${String(process.pid)}-${String(Date.now())}`;
  try {
    await connection.withDeadline(Date.now() + ms, () => moveOneDay(connection, workflowId));
  } catch (error) {
    throw new Error(`it cannot move a process in time (${reason(error)})`, { cause: error });
  } finally {
    await connection.close();
  }
}

async function moveOneDay({ workflowService }: ConnectionLike, workflowId: string): Promise<void> {
  const execution = { workflowId };
  await workflowService.startWorkflowExecution({
    namespace,
    workflowId,
    requestId: workflowId,
    identity: 'probe',
    workflowType: { name: 'probe' },
    taskQueue: { name: workflowId },
    workflowStartDelay: { seconds: day as never },
    timeSkippingConfig: { enabled: true, fastForwardConfig: { id: 'day', duration: { seconds: day as never } } },
  });
  try {
    for (; ; await sleep(10)) {
      const { history } = await workflowService.getWorkflowExecutionHistory({ namespace, execution });
      const task = history?.events?.find(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED);
      if (task && Number(task.eventTime?.seconds) - Date.now() / 1000 > day - 60) return;
      const { workflowExtendedInfo } = await workflowService.describeWorkflowExecution({ namespace, execution });
      if (!workflowExtendedInfo?.timeSkippingInfo) throw new Error('it ignores timeSkippingConfig');
    }
  } finally {
    await workflowService.terminateWorkflowExecution({ namespace, workflowExecution: execution, reason: 'probe' });
  }
}

function reason(error: unknown): string {
  const { details, message } = error as { details?: string; message: string };
  return details || message;
}
