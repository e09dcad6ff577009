import type pg from 'pg';
import type { Engine } from '../../delivery/engine.js';
import type { JumpState, TimeMachine } from '../../web/services.js';
import { shownTime } from './clock.js';
import { jump, nextDue } from './jump.js';
import { NotSettled, unsettled } from './settled.js';

/** «Skru klokka fram»: one jump at a time, in the background, with its progress to read. */
export function createTimeMachine({ pool, engine }: { pool: pg.Pool; engine: Engine }): TimeMachine {
  let state: JumpState = { kind: 'still' };

  async function run(from: number, target: number): Promise<void> {
    let instants = 0;
    state = { kind: 'turning', from, now: from, target, instants };
    try {
      await jump({
        pool,
        engine,
        target,
        onInstant: (now) => (state = { kind: 'turning', from, now, target, instants: ++instants }),
      });
      state = { kind: 'still' };
    } catch (error) {
      const why = error instanceof NotSettled ? error.open : [error instanceof Error ? error.message : 'unknown'];
      state = { kind: 'stopped', target, why };
    }
  }

  return {
    state: () => state,
    nextDue: () => nextDue(pool),
    async turnTo(target) {
      if (state.kind === 'turning') return { started: false, why: ['turning'] };
      const failing = (await unsettled(pool, null)).filter((open) => open.failing).map((open) => open.what);
      if (failing.length > 0) return { started: false, why: failing };
      const from = await shownTime(pool);
      if (target <= from) return { started: false, why: ['past'] };
      void run(from, target);
      return { started: true };
    },
  };
}
