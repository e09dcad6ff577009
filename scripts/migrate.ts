/**
 * Migrations in Prisma's own layout, without the native engine that `prisma migrate` downloads.
 *
 *   npm run migrate -- dev <name>   writes prisma/migrations/<time>_<name>/migration.sql from schema.prisma, by a Postgres of its own
 *   npm run migrate -- deploy       applies what DATABASE_URL lacks
 *   npm run migrate -- check        exit 1 when the migrations, or the database, differ from schema.prisma
 *
 * What schema.prisma cannot say (CHECK, functions, triggers, partial indexes) is written by hand into a migration.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deploy } from './deploy.js';
import { isMain } from './is-main.js';
import { projectRoot } from './migration-files.js';

export { deploy } from './deploy.js';

/**
 * Writes the migration that takes the newest one to schema.prisma.
 *
 * @param at the instant the folder is named after
 * @returns the folder's name; undefined when nothing has changed
 */
export async function writeMigration(migration: { url: string; name: string; at: Date; root?: string }) {
  const { url, name, at, root = projectRoot } = migration;
  const { lockFile, openSchemaEngine } = await import('./schema-engine.js');
  const sql = await (await openSchemaEngine(url, root)).migrationsToSchema();
  if (sql === undefined) return undefined;

  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
  const migrations = path.join(root, 'prisma/migrations');
  mkdirSync(path.join(migrations, folder), { recursive: true });
  writeFileSync(path.join(migrations, folder, 'migration.sql'), sql);
  writeFileSync(path.join(migrations, 'migration_lock.toml'), lockFile);
  return folder;
}

/** Where migrations or database differ from schema.prisma: one message each, with the SQL that would close the gap. */
export async function findDrift(url: string, root = projectRoot): Promise<string[]> {
  const { openSchemaEngine } = await import('./schema-engine.js');
  const engine = await openSchemaEngine(url, root);
  const migrations = await engine.migrationsToSchema();
  const database = await engine.databaseToSchema();
  return [
    ...(migrations === undefined ? [] : [`The migrations differ from schema.prisma:\n${migrations}`]),
    ...(database === undefined ? [] : [`The database differs from schema.prisma:\n${database}`]),
  ];
}

async function main([command, name]: string[]): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (command === 'dev' && name) {
    const { startTestPostgres } = await import('../testing/postgres.js');
    const scratch = await startTestPostgres();
    const folder = await writeMigration({ url: scratch.url, name, at: new Date() }).finally(scratch.close);
    console.log(folder === undefined ? 'No change' : `Wrote prisma/migrations/${folder}/migration.sql`);
  } else if (command === 'deploy' && url) {
    const applied = await deploy(url);
    console.log(applied.length === 0 ? 'Nothing to apply' : `Applied ${applied.join(', ')}`);
  } else if (command === 'check' && url) {
    const drift = await findDrift(url);
    for (const message of drift) console.error(message);
    console.log(drift.length === 0 ? 'Migrations, database and schema.prisma agree' : '');
    process.exitCode = drift.length === 0 ? 0 : 1;
  } else {
    throw new Error('Use: dev <name>, or with DATABASE_URL set: deploy | check');
  }
}

if (isMain(import.meta.filename)) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
