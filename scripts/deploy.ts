import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { type MigrationFile, migrationFiles, projectRoot } from './migration-files.js';

/** The advisory lock that Prisma's own tool takes. */
const migrationLock = 72707369;

/**
 * Applies the migrations the database lacks and answers their names. Leaves the same rows as `prisma migrate deploy`,
 * so either can go on where the other stopped. Each file runs in a transaction of its own, with its row: a failed one
 * leaves nothing behind. Needs `pg` only.
 *
 * @throws when an applied file was edited, one stands as failed (by Prisma's tool), or the SQL is refused
 */
export async function deploy(url: string, root = projectRoot): Promise<string[]> {
  const db = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await db.connect();
  try {
    await db.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    const missing = await findMissing(db, migrationFiles(root));
    for (const migration of missing) await apply(db, migration);
    return missing.map(({ name }) => name);
  } finally {
    await db.end();
  }
}

const checksum = ({ sql }: MigrationFile) => createHash('sha256').update(sql).digest('hex');

async function findMissing(db: pg.Client, files: MigrationFile[]): Promise<MigrationFile[]> {
  const { rows } = await db.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return files.filter((file) => {
    const row = applied.get(file.name);
    if (row && row.finished_at === null) throw new Error(`Migration ${file.name} failed earlier and must be resolved`);
    if (row && row.checksum !== checksum(file)) {
      throw new Error(`Migration ${file.name} was edited after it was applied; put it back and write a new one`);
    }
    return row === undefined;
  });
}

async function apply(db: pg.Client, migration: MigrationFile): Promise<void> {
  await db.query('BEGIN');
  try {
    const started = await db.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
    await db.query(migration.sql);
    await db.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum(migration), migration.name, started.rows[0]?.at],
    );
    await db.query('COMMIT');
  } catch (cause) {
    await db.query('ROLLBACK');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${migration.name} was not applied: ${reason}`, { cause });
  }
}
