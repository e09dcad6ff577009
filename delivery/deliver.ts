import { WorkflowUpdateFailedError } from '@temporalio/client';
import { command as commandUpdate, type CommandMessage } from '../workflows/messages.js';
import { startProcess, type StartDeps } from './start-process.js';

export type Delivery = CommandMessage & { processId: string };

/** After a failed call only receipts are given for a while, so that a POST does not wait for an engine that is down. */
const BREAKER_MS = 10_000;

export type Deliver = {
  /** Delivers one command within `ms`. False when it stays pending: the deliverer has it. */
  deliver(delivery: Delivery, ms?: number): Promise<boolean>;
  /** True while the engine is known to be down. */
  down(): boolean;
};

/** Brings a received command to its process. The outcome is read from its row. */
export function createDeliver(deps: StartDeps, wall: () => number = Date.now): Deliver {
  let failedAt = Number.NEGATIVE_INFINITY;

  async function attempt({ processId, ...message }: Delivery, ms: number): Promise<void> {
    const { client } = deps.engine;
    await client.withDeadline(wall() + ms, async () => {
      if (message.seq === 1) await startProcess(deps, processId);
      await client.workflow
        .getHandle(processId)
        .executeUpdate(commandUpdate, { updateId: message.id, args: [message] });
    });
  }

  return {
    down: () => wall() - failedAt < BREAKER_MS,
    async deliver(delivery, ms = 3000) {
      try {
        await attempt(delivery, ms);
        failedAt = Number.NEGATIVE_INFINITY;
        return true;
      } catch (error) {
        if (error instanceof WorkflowUpdateFailedError) return true; // refused: its row says why
        failedAt = wall();
        return false;
      }
    },
  };
}
