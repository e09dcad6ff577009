/** Where the engine is, as web, worker and install read it from their environment. */
import { z } from 'zod';
import type { EngineSettings } from './engine.js';

export const engineEnvironment = z.object({
  TEMPORAL_ADDRESS: z.string().min(3),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
});

/** clamd’s "host:port", or the path of its socket; left out, or left empty as compose files do. */
export const scannerAddress = z
  .string()
  .regex(/^(\/.+|[^\s/:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}|)$/, 'is host:port, or the path of a socket')
  .transform((address) => address || undefined)
  .optional();

/** Set by `npm start` alone. */
export const embeddedFlag = z.enum(['1', '0']).default('0').transform((value) => value === '1'); // prettier-ignore

type Scanned = { CLAMD_ADDRESS?: string | undefined; PROSJEKTSKJONN_EMBEDDED: boolean };

/** Web and worker both: what the one has taken in and could not have scanned, the other has to. */
export function needsScanner(config: Scanned, context: z.RefinementCtx<Scanned>): void {
  if (config.CLAMD_ADDRESS || config.PROSJEKTSKJONN_EMBEDDED) return;
  context.addIssue({ code: 'custom', path: ['CLAMD_ADDRESS'], message: 'files are not taken in without a virus scanner' }); // prettier-ignore
}

/** The settings of a connection. TLS needs both files. */
export function engineSettings(config: z.infer<typeof engineEnvironment>): EngineSettings {
  const { TEMPORAL_TLS_CERT: certFile, TEMPORAL_TLS_KEY: keyFile } = config;
  return {
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    tls: certFile && keyFile ? { certFile, keyFile } : undefined,
    apiKey: config.TEMPORAL_API_KEY,
  };
}

/** Parses an environment with a schema; throws one Error that lists every fault. */
export function parse<T>(schema: z.ZodType<T>, environment: Record<string, string | undefined>): T {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not complete:\n${faults.join('\n')}`);
}
