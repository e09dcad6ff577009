/**
 * Once per release, before web and worker start: migrations, the role that web and worker use, reference data, and the
 * engine's namespace and search attributes. All of it may be repeated.
 *
 * DATABASE_URL: as the owner. APP_DATABASE_URL: as web and worker. TEMPORAL_*: as for the web.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { z } from 'zod';
import { connectEngine, type Engine } from '../delivery/engine.js';
import { engineEnvironment, engineSettings, parse } from '../delivery/environment.js';
import { registerSearchAttributes } from '../delivery/search-attributes.js';
import { connectDatabase } from '../prisma/connect.js';
import { seedReference } from '../prisma/seed/reference/write.js';
import { plantPeople, plantRoles } from '../prisma/seed/roles.js';
import { deploy } from './deploy.js';
import { isMain } from './is-main.js';

/** Closed processes stay in the engine this long; what happened stays in Postgres. */
const retention = '90 days';

const grpcNotFound = 5;

/** @throws when the role's name is not a plain one, or the owner may not do what is asked */
export async function installDatabase({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<string[]> {
  const applied = await deploy(ownerUrl);
  await grantToRole(ownerUrl, new URL(appUrl));
  const { prisma, close } = connectDatabase(ownerUrl, 1);
  try {
    await prisma.$transaction(
      async (tx) => {
        await seedReference(tx);
        const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
        await plantRoles(tx, clock!.now, 'imported');
        await plantPeople(tx, clock!.now, { why: 'imported' });
      },
      { timeout: 60_000 },
    );
  } finally {
    await close();
  }
  return applied;
}

/** Makes the role, or gives it its new password, and lets it use tables it does not own. */
async function grantToRole(ownerUrl: string, { username, password }: URL): Promise<void> {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const role = db.escapeIdentifier(decodeURIComponent(username));
    const { rowCount } = await db.query('SELECT FROM pg_roles WHERE rolname = $1', [decodeURIComponent(username)]);
    const verb = rowCount ? 'ALTER' : 'CREATE';
    await db.query(`${verb} ROLE ${role} LOGIN PASSWORD ${db.escapeLiteral(decodeURIComponent(password))}`);
    await db.query(`
      GRANT USAGE ON SCHEMA public TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
      REVOKE ALL ON _prisma_migrations FROM ${role};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${role};`);
  } finally {
    await db.end();
  }
}

/** Makes the namespace where it does not exist, and its search attributes. */
export async function installEngine(engine: Engine): Promise<void> {
  const { namespace, connection } = engine;
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retention),
    });
  }
  await untilKnown(() => registerSearchAttributes(engine));
}

/** A new namespace reaches all parts of the server after some seconds. */
async function untilKnown(work: () => Promise<void>, attempts = 60): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isNotFound(error) || attempts === 1) throw error;
    await sleep(1_000);
    await untilKnown(work, attempts - 1);
  }
}

const isNotFound = (error: unknown) => isGrpcServiceError(error) && Number(error.code) === grpcNotFound;

/** Throws one Error that lists every fault. */
export function readInstallConfig(environment: Record<string, string | undefined>) {
  return parse(engineEnvironment.extend({ DATABASE_URL: z.url(), APP_DATABASE_URL: z.url() }), environment);
}

async function main(): Promise<void> {
  const config = readInstallConfig(process.env);
  const applied = await installDatabase({ ownerUrl: config.DATABASE_URL, appUrl: config.APP_DATABASE_URL });
  console.log(`${applied.length} migrations applied`);

  const engine = connectEngine(engineSettings(config));
  try {
    await installEngine(engine);
  } finally {
    await engine.close();
  }
  console.log(`Namespace ${config.TEMPORAL_NAMESPACE} is ready`);
}

if (isMain(import.meta.filename)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
