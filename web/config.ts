/** Configuration: one schema over the environment. A wrong one lists every fault at once; nothing has an insecure default. */
import { z } from 'zod';

const flag = z.enum(['1', '0']).default('0').transform((value) => value === '1'); // prettier-ignore

export const engineEnvironment = z.object({
  TEMPORAL_ADDRESS: z.string().min(3),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_URL: z.url().optional(),
});

const webEnvironment = engineEnvironment.extend({
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

/** Parses an environment with a schema; all faults in one message. */
export function parse<T>(schema: z.ZodType<T>, environment: Record<string, string | undefined>): T {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not complete:\n${faults.join('\n')}`);
}
