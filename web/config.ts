/** Configuration: one schema over the environment. A wrong one lists every fault at once; nothing has an insecure default. */
import { z } from 'zod';
import { embeddedFlag, engineEnvironment, needsScanner, parse, scannerAddress } from '../delivery/environment.js';

/** Left out, or left empty as compose files do. */
const optional = z.string().transform((value) => value || undefined).optional(); // prettier-ignore

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
  /** A provider of its own for the state’s people, such as Entra ID. Without it their door is ID-porten at the high level. */
  STAFF_OIDC_ISSUER: optional.pipe(z.url().optional()),
  STAFF_OIDC_CLIENT_ID: optional,
  STAFF_OIDC_PRIVATE_KEY_FILE: optional,
  /** What its ID token must say in `acr`, and have in `amr` (such as `mfa`). */
  STAFF_OIDC_REQUIRED_ACR: optional,
  STAFF_OIDC_REQUIRED_AMR: optional,
  /** `entra` reads tokens as Entra ID writes them; taken for granted at its address. */
  STAFF_OIDC_KIND: optional.pipe(z.enum(['standard', 'entra']).optional()),
  /** The claim that names the person for good: `sub` when not given. With Entra ID it is `oid`. */
  STAFF_OIDC_SUBJECT_CLAIM: optional,
  /** For Entra ID: the certificate (PEM) of the private key, as registered there. */
  STAFF_OIDC_CERTIFICATE_FILE: optional,
  /** The only tenant (`tid`) whose people are let in. */
  STAFF_OIDC_TENANT: optional,
  SESSION_SECRET: z.string().min(32),
  PID_KEY: z.string().min(32),
  /** The key before PID_KEY, while people are still known by it. */
  PID_KEY_PREVIOUS: optional.pipe(z.string().min(32).optional()),
  /** Where the virus scanner is: clamd’s "host:port", or the path of its socket. */
  CLAMD_ADDRESS: scannerAddress,
  PROSJEKTSKJONN_EMBEDDED: embeddedFlag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
});

/** Is the state’s provider Entra ID? By what is said, else by its address. */
export const isEntra = ({
  STAFF_OIDC_KIND: kind,
  STAFF_OIDC_ISSUER: issuer,
}: z.infer<typeof webEnvironment>): boolean =>
  kind ? kind === 'entra' : URL.canParse(issuer ?? '') && new URL(issuer!).hostname === 'login.microsoftonline.com';

const complete = webEnvironment.superRefine((config, context) => {
  needsScanner(config, context);
  if (!config.STAFF_OIDC_ISSUER) return;
  for (const name of ['STAFF_OIDC_CLIENT_ID', 'STAFF_OIDC_PRIVATE_KEY_FILE'] as const)
    if (!config[name]) context.addIssue({ code: 'custom', path: [name], message: 'goes with STAFF_OIDC_ISSUER' });
  if (isEntra(config)) {
    for (const name of ['STAFF_OIDC_TENANT', 'STAFF_OIDC_CERTIFICATE_FILE'] as const)
      if (!config[name]) context.addIssue({ code: 'custom', path: [name], message: 'goes with Entra ID' });
    if (config.STAFF_OIDC_REQUIRED_AMR)
      context.addIssue({
        code: 'custom',
        path: ['STAFF_OIDC_REQUIRED_AMR'],
        message: 'is not in Entra ID’s v2.0 tokens: demand an authentication context by STAFF_OIDC_REQUIRED_ACR',
      });
  }
  if (config.STAFF_OIDC_ISSUER === config.OIDC_ISSUER)
    context.addIssue({ code: 'custom', path: ['STAFF_OIDC_ISSUER'], message: 'is another provider than OIDC_ISSUER' });
});

export type WebConfig = z.infer<typeof webEnvironment>;

/** Throws one Error that lists every fault. */
export function readWebConfig(environment: Record<string, string | undefined>): WebConfig {
  return parse(complete, environment);
}
