import { writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { deploy } from '../scripts/migrate.js';
import { appUrl, grantToApp } from './app-role.js';
import { createEnvironment, type EmbeddedEnvironment, wantedPorts } from './environment.js';
import type { Person } from './id-porten/people.js';
import { startMailSink } from './mail/smtp-sink.js';
import { fileMailStore } from './mail/store.js';
import { postgresPart, productParts, temporalPart } from './parts.js';
import { choosePorts } from './ports.js';
import { preparePostgres } from './postgres.js';
import { describeBuild } from './progress.js';
import { summary } from './summary.js';
import type { Supervisor } from './supervisor.js';
import { findTemporal } from './temporal-server.js';
import { makeTurnable } from './time-machine/clock.js';

export type BringUpOptions = {
  /** `.data`; the start lock is held. */
  folder: string;
  webPort: number;
  supervisor: Supervisor;
  show: (text: string, phase?: string) => void;
};

/**
 * Starts every part in the order in which they need each other, and answers the table of what runs where.
 *
 * @throws {StartError} what the person can mend, and {Error} what a part said
 */
export async function bringUp({ folder, webPort, supervisor, show }: BringUpOptions): Promise<string> {
  const inFolder = (name: string) => path.join(folder, name);
  const ports = await choosePorts(
    [{ name: 'web', port: webPort, fixed: true }, ...wantedPorts],
    inFolder('ports.json'),
  );

  // The longest wait first: without a server nothing else is worth starting.
  show('Looking for a Temporal server …');
  const program = await findTemporal((progress) => show(describeBuild(progress), progress.phase));

  show('Starting Postgres and Temporal …');
  const startPostgres = async () => {
    const postgres = await preparePostgres({ dir: inFolder('postgres'), port: ports.postgres });
    await supervisor.start(postgresPart(postgres));
    await prepareDatabase(postgres.url);
    return appUrl(postgres.url);
  };
  const { ensureBundle } = await import('../worker/bundle.js');
  const [databaseUrl, workflowBundle] = await Promise.all([
    startPostgres(),
    ensureBundle(inFolder('bundle')),
    supervisor.start(
      temporalPart({ program, port: ports.temporal, uiPort: ports.temporalUi, dbFile: inFolder('temporal.db') }),
    ),
  ]);
  const environment = createEnvironment({ folder, ports, databaseUrl, workflowBundle });

  show('Filling in the demo …');
  const people = await fillIn(environment);

  show('Starting ID-porten, inbox, worker and web …');
  await startMailSink({ port: ports.mail, store: fileMailStore(environment.MAIL_STORE) });
  await Promise.all(productParts(environment).map((part) => supervisor.start(part)));
  return summary(environment, people);
}

/** Reference data and the demo, once; and every process that has not ended runs. Answers whom one can log in as. */
async function fillIn({
  DATABASE_URL,
  PID_KEY,
  TEMPORAL_ADDRESS,
  BASE_URL,
  PEOPLE_FILE,
}: EmbeddedEnvironment): Promise<Person[]> {
  const { seed, startProcesses } = await import('../prisma/seed/main.js');
  const { logInList } = await import('../prisma/seed/demo/people.js');
  await seed({ databaseUrl: DATABASE_URL, pidKey: PID_KEY });
  await startProcesses({
    databaseUrl: DATABASE_URL,
    engine: { address: TEMPORAL_ADDRESS, namespace: 'default' },
    baseUrl: BASE_URL,
  });
  const people = logInList();
  writeFileSync(PEOPLE_FILE, JSON.stringify(people));
  return people;
}

/** Migrations and the clock that can be turned belong to the superuser; everyone else is the role `app`. */
async function prepareDatabase(url: string): Promise<void> {
  await deploy(url);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  await makeTurnable(pool);
  await pool.end();
  await grantToApp(url);
}
