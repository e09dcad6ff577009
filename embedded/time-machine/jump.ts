import type pg from 'pg';
import type { Engine } from '../../delivery/engine.js';
import { turnClockTo } from './clock.js';
import { fastForward } from './fast-forward.js';
import { waitSettled } from './settled.js';

export type Jump = {
  pool: pg.Pool;
  engine: Engine;
  /** Epoch ms. */
  target: number;
  patienceMs?: number;
  /** Processes moved side by side at one instant; 1 keeps the order (due instant, process id). */
  lanes?: number;
  onInstant?: (instant: number, count: number) => void;
};

/**
 * Turns the clock from due instant to due instant (DESIGN section 4). All its state is in Postgres and the engine: a jump that broke is
 * simply run again. What is due already is not waited for at the start, or a broken jump could never be resumed.
 */
export async function jump({ pool, engine, target, patienceMs = 30_000, lanes = 4, onInstant }: Jump): Promise<void> {
  await waitSettled(pool, null, patienceMs);
  for (let last = false; !last;) {
    const next = await nextDue(pool);
    last = next === null || next > target;
    const instant = last ? target : next!;
    // Before any process moves: none may be ahead of the clock.
    await turnClockTo(pool, instant);
    const { rows } = await pool.query<{ id: string }>(
      `select id from process where not final and ($1 or "nextDueAt" <= $2) order by "nextDueAt", id`,
      [last, new Date(instant)],
    );
    const queue = rows.map((row) => row.id);
    const lane = async () => {
      for (let id = queue.shift(); id; id = queue.shift()) {
        await fastForward(engine, id, instant);
        if (lanes === 1 && !last) await waitSettled(pool, instant, patienceMs, id);
      }
    };
    await Promise.all(Array.from({ length: last ? 8 : lanes }, lane));
    await waitSettled(pool, instant, patienceMs);
    onInstant?.(instant, rows.length);
  }
}

/** The earliest planned instant of all processes, or null. Epoch ms. */
export async function nextDue(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    'select min("nextDueAt") as due from process where not final',
  );
  return rows[0]?.due?.getTime() ?? null;
}
