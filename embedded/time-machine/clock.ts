import type pg from 'pg';

/**
 * The embedded product’s clock: a one-row table behind app_offset(). Production has the function alone and refuses to start when the
 * table is there.
 */
const shifted = `
  create table if not exists clock_offset (one boolean primary key default true check (one), ms bigint not null default 0);
  insert into clock_offset default values on conflict do nothing;
  create or replace function app_offset() returns bigint language sql stable as $$ select ms from clock_offset $$;`;

/** Makes the clock of this database one that can be turned. Idempotent. */
export async function makeTurnable(pool: pg.Pool): Promise<void> {
  await pool.query(shifted);
}

/** Turns the clock to an instant, never backwards. Epoch ms. */
export async function turnClockTo(pool: pg.Pool, instant: number): Promise<void> {
  await pool.query(
    'update clock_offset set ms = greatest(ms, ceil($1 - extract(epoch from clock_timestamp()) * 1000))',
    [instant],
  );
}

/** The shown time, epoch ms. */
export async function shownTime(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ now: Date }>('select app_now() as now');
  return rows[0]!.now.getTime();
}
