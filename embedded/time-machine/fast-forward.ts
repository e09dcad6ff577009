import { setTimeout as sleep } from 'node:timers/promises';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { Engine } from '../../delivery/engine.js';

const { WorkflowExecutionStatus } = proto.temporal.api.enums.v1;
const NOT_FOUND = 5;
const retryable = [1, 4, 14, NOT_FOUND];
const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code;

type Skipping = {
  currentTime?: Parameters<typeof tsToMs>[0];
  effectiveConfig?: { enabled?: boolean; fastForwardConfig?: { id?: string } };
};

/** What the engine says of a process’s own clock; undefined when it has ended. */
async function describe({ connection, namespace }: Engine, workflowId: string): Promise<Skipping | undefined> {
  try {
    const answer = await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
    if (answer.workflowExecutionInfo?.status !== WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
      return undefined;
    const extended = answer.workflowExtendedInfo as { timeSkippingInfo?: Skipping } | null | undefined;
    return extended?.timeSkippingInfo ?? {};
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) return undefined;
    throw error;
  }
}

/**
 * Moves one process to `instant` by its own virtual time. One fast-forward at a time: a running one is waited for, never doubled,
 * because two add up (temporal-server.md section 2).
 */
export async function fastForward(engine: Engine, workflowId: string, instant: number): Promise<void> {
  const { client, connection, namespace } = engine;
  const service = connection.workflowService;
  for (;;) {
    const skipping = await describe(engine, workflowId);
    if (!skipping) return;
    const running = skipping.effectiveConfig?.enabled ? skipping.effectiveConfig.fastForwardConfig?.id : undefined;
    if (running) {
      try {
        await client.withDeadline(Date.now() + 2000, () =>
          service.pollWorkflowExecutionTimeSkipping({
            namespace,
            workflowExecution: { workflowId },
            fastForwardId: running,
          }),
        );
      } catch (error) {
        if (!retryable.includes(codeOf(error) ?? -1)) throw error;
        await sleep(50);
      }
      continue;
    }
    const behind = instant - (skipping.currentTime ? tsToMs(skipping.currentTime) : Date.now());
    if (behind <= 0) return;
    try {
      await service.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution: { workflowId },
        updateMask: { paths: ['time_skipping_config'] },
        workflowExecutionOptions: {
          timeSkippingConfig: {
            enabled: true,
            fastForwardConfig: { id: `to-${instant}-${Date.now()}`, duration: msToTs(behind) },
          },
        },
      });
    } catch (error) {
      if (codeOf(error) === NOT_FOUND) return;
      throw error;
    }
  }
}
