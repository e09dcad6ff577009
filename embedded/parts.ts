import pg from 'pg';
import type { EmbeddedEnvironment } from './environment.js';
import type { PreparedPostgres } from './postgres.js';
import type { Part } from './supervisor.js';
import { untilServing } from './temporal-probe.js';
import { temporalCommand, type TemporalProgram } from './temporal-server.js';

const answersOk = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const script = (file: string) => ({ command: process.execPath, args: ['--import', 'tsx', file] });

export function postgresPart({ url, command, args, environment }: PreparedPostgres): Part {
  return {
    name: 'postgres',
    command,
    args,
    environment,
    ready: () => answersQueries(url),
    stopSignal: 'SIGINT', // ends sessions; SIGTERM would wait for them
  };
}

async function answersQueries(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

export type TemporalPart = { program: TemporalProgram; port: number; uiPort: number; dbFile: string };

export function temporalPart({ program, ...place }: TemporalPart): Part {
  const address = `127.0.0.1:${String(place.port)}`;
  return {
    name: 'temporal',
    ...temporalCommand(program, place),
    ready: () =>
      untilServing(address, { within: 0 }).then(
        () => true,
        () => false,
      ),
  };
}

/** In the order of their start. */
export function productParts(environment: EmbeddedEnvironment): Part[] {
  const { OIDC_ISSUER, WORKER_HEALTH_PORT, PORT } = environment;
  return [
    {
      name: 'id-porten',
      ...script('embedded/id-porten/main.ts'),
      environment,
      ready: () => answersOk(`${OIDC_ISSUER}/.well-known/openid-configuration`),
    },
    {
      name: 'worker',
      ...script('worker/main.ts'),
      environment,
      ready: () => answersOk(`http://127.0.0.1:${WORKER_HEALTH_PORT}/`),
      readyWithin: 60_000,
    },
    {
      name: 'web',
      ...script('embedded/web.ts'),
      environment,
      ready: () => answersOk(`http://127.0.0.1:${PORT}/health`),
      readyWithin: 60_000,
    },
  ];
}
