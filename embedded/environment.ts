import path from 'node:path';
import { ensureKey, ensureSecrets } from './secrets.js';

/** What the processes of `npm start` are told. Web and worker read the same names in production. */
export type EmbeddedEnvironment = {
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
  TEMPORAL_UI_URL: string;
  PORT: string;
  BASE_URL: string;
  SMTP_URL: string;
  MAIL_FROM: string;
  OIDC_ISSUER: string;
  OIDC_CLIENT_ID: string;
  OIDC_PRIVATE_KEY_FILE: string;
  SESSION_SECRET: string;
  PID_KEY: string;
  WORKFLOW_BUNDLE: string;
  WORKER_HEALTH_PORT: string;
  MAIL_STORE: string;
  PEOPLE_FILE: string;
  ID_PORTEN_KEY_FILE: string;
  ID_PORTEN_SECRET: string;
  PROSJEKTSKJONN_EMBEDDED: '1';
};

export const wantedPorts = [
  { name: 'temporal', port: 7233 },
  { name: 'temporalUi', port: 8233 },
  { name: 'postgres', port: 5433 },
  { name: 'idPorten', port: 3001 },
  { name: 'mail', port: 2525 },
  { name: 'workerHealth', port: 3002 },
] as const;

export type Ports = Record<(typeof wantedPorts)[number]['name'] | 'web', number>;

export type EnvironmentOptions = {
  /** `.data` */
  folder: string;
  ports: Ports;
  /** As the role `app`. */
  databaseUrl: string;
  workflowBundle: string;
};

/** Makes the secrets and keys that are not there yet. */
export function createEnvironment({
  folder,
  ports,
  databaseUrl,
  workflowBundle,
}: EnvironmentOptions): EmbeddedEnvironment {
  const { sessionSecret, pidKey, idPortenSecret } = ensureSecrets(folder);
  return {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: `127.0.0.1:${String(ports.temporal)}`,
    TEMPORAL_UI_URL: `http://localhost:${String(ports.temporalUi)}`,
    PORT: String(ports.web),
    BASE_URL: `http://localhost:${String(ports.web)}`,
    SMTP_URL: `smtp://127.0.0.1:${String(ports.mail)}`,
    MAIL_FROM: 'ikke-svar@prosjektskjonn.example',
    OIDC_ISSUER: `http://127.0.0.1:${String(ports.idPorten)}/idporten`,
    OIDC_CLIENT_ID: 'prosjektskjonn',
    OIDC_PRIVATE_KEY_FILE: ensureKey(folder, 'client'),
    SESSION_SECRET: sessionSecret,
    PID_KEY: pidKey,
    WORKFLOW_BUNDLE: workflowBundle,
    WORKER_HEALTH_PORT: String(ports.workerHealth),
    MAIL_STORE: path.join(folder, 'mail'),
    PEOPLE_FILE: path.join(folder, 'people.json'),
    ID_PORTEN_KEY_FILE: ensureKey(folder, 'id-porten'),
    ID_PORTEN_SECRET: idPortenSecret,
    PROSJEKTSKJONN_EMBEDDED: '1',
  };
}
