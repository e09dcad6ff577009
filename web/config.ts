/** Configuration: one schema over the environment. A wrong one lists every fault at once; nothing has an insecure default. */
import { z } from 'zod';
import { engineEnvironment, parse } from '../delivery/environment.js';

const flag = z.enum(['1', '0']).default('0').transform((value) => value === '1'); // prettier-ignore

const webEnvironment = engineEnvironment.extend({
  TEMPORAL_UI_URL: z.url().optional(),
  DATABASE_URL: z.url(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  BASE_URL: z.url(),
  /** Addresses or networks of proxies whose X-Forwarded-* counts, as Express’s `trust proxy` takes them. */
  TRUSTED_PROXIES: z.string().optional(),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_PRIVATE_KEY_FILE: z.string().min(1),
  SESSION_SECRET: z.string().min(32),
  PID_KEY: z.string().min(32),
  PROSJEKTSKJONN_EMBEDDED: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
});

export type WebConfig = z.infer<typeof webEnvironment>;

/** Throws one Error that lists every fault. */
export function readWebConfig(environment: Record<string, string | undefined>): WebConfig {
  return parse(webEnvironment, environment);
}
