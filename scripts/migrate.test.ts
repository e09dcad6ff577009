import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startTestPostgres } from '../testing/postgres.js';
import { deploy, findDrift, writeMigration } from './migrate.js';

const model = `model Municipality {
  code  String @id
  name  String
  rank  Int    @unique
  since DateTime @db.Timestamptz(3)
}`;

const byHand = `
ALTER TABLE "Municipality" ADD CONSTRAINT code_has_four_digits CHECK (code ~ '^[0-9]{4}$');
CREATE UNIQUE INDEX one_capital ON "Municipality" (rank) WHERE name = 'Oslo';
CREATE INDEX lower_name ON "Municipality" (lower(name));
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a municipality is not deleted; it ends';
END $$;
CREATE TRIGGER keep BEFORE DELETE ON "Municipality" FOR EACH ROW EXECUTE FUNCTION refuse();
`;

let server: { url: string; close: () => Promise<void> };
let root: string;
let url: string;
let at = 0;

const schemaFile = () => path.join(root, 'prisma/schema.prisma');
const writeSchema = (models: string) =>
  writeFileSync(schemaFile(), `datasource db {\n  provider = "postgresql"\n}\n\n${models}\n`);
const write = (name: string) => writeMigration({ url, name, at: new Date(Date.UTC(2026, 10, 24, 12, at++)), root });
const migrationFile = (folder: string) => path.join(root, 'prisma/migrations', folder, 'migration.sql');

async function query(sql: string, on = url): Promise<Record<string, unknown>[]> {
  const db = new pg.Client(on);
  await db.connect();
  try {
    return (await db.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await db.end();
  }
}

beforeAll(async () => {
  const given = process.env['TEST_POSTGRES_URL'];
  server = given ? { url: given, close: () => Promise.resolve() } : await startTestPostgres();
}, 60_000);
afterAll(() => server.close());

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'migrate-'));
  mkdirSync(path.join(root, 'prisma'));
  const database = `migrate_${randomUUID().replaceAll('-', '')}`;
  await query(`CREATE DATABASE ${database}`, server.url);
  url = Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
});
afterEach(async () => {
  await query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`, server.url);
  rmSync(root, { recursive: true });
});

async function firstMigration(): Promise<string> {
  writeSchema(model);
  const folder = await write('First things');
  if (folder === undefined) throw new Error('nothing written');
  appendFileSync(migrationFile(folder), byHand);
  return folder;
}

test('a changed schema gives a migration; an unchanged one gives none', async () => {
  const folder = await firstMigration();
  expect(folder).toMatch(/^20261124\d{6}_first_things$/);
  expect(readFileSync(migrationFile(folder), 'utf8')).toContain('CREATE TABLE "Municipality"');
  expect(readdirSync(path.join(root, 'prisma/migrations'))).toContain('migration_lock.toml');
  expect(await write('again')).toBeUndefined();
}, 30_000);

test('deploy applies what is missing, once, also SQL with functions and triggers', async () => {
  const folder = await firstMigration();
  expect(await deploy(url, root)).toEqual([folder]);
  expect(await deploy(url, root)).toEqual([]);
  const [row] = await query('SELECT * FROM _prisma_migrations');
  expect(row).toMatchObject({ migration_name: folder, applied_steps_count: 1, logs: null, rolled_back_at: null });
  await query(`INSERT INTO "Municipality" VALUES ('0301', 'Oslo', 1, now())`);
  await expect(query('DELETE FROM "Municipality"')).rejects.toThrow('it ends');
}, 30_000);

test('two deployments at once apply each file once', async () => {
  const folder = await firstMigration();
  const applied = await Promise.all([deploy(url, root), deploy(url, root), deploy(url, root)]);
  expect(applied.flat()).toEqual([folder]);
}, 30_000);

test('a refused migration leaves nothing behind and names itself', async () => {
  const folder = await firstMigration();
  appendFileSync(migrationFile(folder), 'SELECT 1/0;\n');
  await expect(deploy(url, root)).rejects.toThrow(`Migration ${folder} was not applied: division by zero`);
  expect(await query('SELECT * FROM _prisma_migrations')).toEqual([]);
  expect(await query(`SELECT to_regclass('"Municipality"') AS made`)).toEqual([{ made: null }]);
}, 30_000);

test('an applied migration must not be edited', async () => {
  const folder = await firstMigration();
  await deploy(url, root);
  appendFileSync(migrationFile(folder), '-- later thought\n');
  await expect(deploy(url, root)).rejects.toThrow('was edited after it was applied');
}, 30_000);

test('hand-written constraints, partial indexes and triggers are not drift; a column added by hand is', async () => {
  await firstMigration();
  await deploy(url, root);
  expect(await findDrift(url, root)).toEqual([]);

  await query('ALTER TABLE "Municipality" ADD COLUMN nickname text');
  expect(await findDrift(url, root)).toEqual([expect.stringMatching(/The database differs[\s\S]*"nickname"/)]);
}, 30_000);

test('a schema without its migration is drift', async () => {
  await firstMigration();
  await deploy(url, root);
  writeSchema(`${model}\n\nmodel County {\n  code String @id\n}`);
  expect(await findDrift(url, root)).toEqual([
    expect.stringMatching(/The migrations differ[\s\S]*CREATE TABLE "County"/),
    expect.stringMatching(/The database differs[\s\S]*CREATE TABLE "County"/),
  ]);
}, 30_000);
