import { readFileSync } from 'node:fs';
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { taskQueue as defaultTaskQueue } from '../workflows/messages.js';

/** The engine as web, deliverer and time machine reach it. */
export type Engine = {
  client: Client;
  connection: Connection;
  namespace: string;
  taskQueue: string;
  close(): Promise<void>;
};

export type EngineSettings = {
  address: string;
  namespace: string;
  /** Another one than the product’s own only in tests. */
  taskQueue?: string | undefined;
  tls?: { certFile: string; keyFile: string } | undefined;
  apiKey?: string | undefined;
};

/** TLS and API key as Temporal Cloud or a cluster wants them; plain on loopback. */
export function connectionOptions({ address, tls, apiKey }: EngineSettings): ConnectionOptions {
  const pair = tls ? { crt: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } : undefined;
  return { address, ...(pair ? { tls: { clientCertPair: pair } } : {}), ...(apiKey ? { apiKey, tls: true } : {}) };
}

/** Connects lazily: the web starts and receives also while the engine is down. */
export function connectEngine(settings: EngineSettings): Engine {
  const connection = Connection.lazy(connectionOptions(settings));
  const client = new Client({ connection, namespace: settings.namespace, identity: 'prosjektskjonn' });
  const { namespace, taskQueue = defaultTaskQueue } = settings;
  return { client, connection, namespace, taskQueue, close: () => connection.close() };
}
