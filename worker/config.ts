import { z } from 'zod';
import { embeddedFlag, engineEnvironment, needsScanner, parse, scannerAddress } from '../delivery/environment.js';

const workerEnvironment = engineEnvironment.extend({
  TEMPORAL_TASK_QUEUE: z.string().optional(),
  DATABASE_URL: z.url(),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  BASE_URL: z.url(),
  WORKFLOW_BUNDLE: z.string().optional(),
  WORKER_HEALTH_PORT: z.coerce.number().int().optional(),
  /** Where the virus scanner is, for files that came while it did not answer. */
  CLAMD_ADDRESS: scannerAddress,
  PROSJEKTSKJONN_EMBEDDED: embeddedFlag,
  /** How often the deliverer looks, in ms. */
  DELIVER_EVERY: z.coerce.number().int().min(20).default(500),
});

export type WorkerConfig = z.infer<typeof workerEnvironment>;

/** Throws one Error that lists every fault. */
export function readWorkerConfig(environment: Record<string, string | undefined>): WorkerConfig {
  return parse(workerEnvironment.superRefine(needsScanner), environment);
}
