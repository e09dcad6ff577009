import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

export type Open = { what: string; failing: boolean };

/** What is not settled at an instant (null: commands, e-mails and letters only), by name. */
export async function unsettled(pool: pg.Pool, instant: number | null, processId?: string): Promise<Open[]> {
  const { rows } = await pool.query<Open>(
    `select 'due ' || id as what, false as failing from process
       where not final and "nextDueAt" <= $1::timestamptz and ($2::text is null or id = $2)
     union all select 'command ' || name || ' of ' || "processId", attempts > 3 from command
       where status = 'pending' and ($2::text is null or "processId" = $2)
     union all select 'e-mail ' || kind || ' of ' || "processId" || coalesce(': ' || error, ''), error is not null from email
       where status = 'pending' and ($2::text is null or "processId" = $2)
     union all select 'letter ' || kind || ' of ' || "processId" || coalesce(': ' || error, ''), error is not null from letter
       where status = 'pending' and ($2::text is null or "processId" = $2)
     limit 8`,
    [instant === null ? null : new Date(instant), processId ?? null],
  );
  return rows;
}

/** Waits until nothing is open. Throws, naming what is, when patience runs out. */
export async function waitSettled(
  pool: pg.Pool,
  instant: number | null,
  patienceMs: number,
  processId?: string,
): Promise<void> {
  // prettier-ignore
  const until = Date.now() + patienceMs;
  for (let pause = 3; ; pause = Math.min(50, pause * 1.3)) {
    const open = await unsettled(pool, instant, processId);
    if (open.length === 0) return;
    if (Date.now() > until) throw new NotSettled(open.map((one) => one.what));
    await sleep(pause);
  }
}

/** The clock stopped on its way because something would not settle. */
export class NotSettled extends Error {
  readonly open: string[];
  constructor(open: string[]) {
    super(`not settled: ${open.join('; ')}`);
    this.open = open;
  }
}
