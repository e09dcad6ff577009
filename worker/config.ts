import { z } from 'zod';

const environment = z.object({
  DATABASE_URL: z.url(),
  TEMPORAL_ADDRESS: z.string().min(3),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  BASE_URL: z.url(),
  WORKFLOW_BUNDLE: z.string().optional(),
  WORKER_HEALTH_PORT: z.coerce.number().int().optional(),
  /** How often the deliverer looks, in ms. */
  DELIVER_EVERY: z.coerce.number().int().min(20).default(500),
});

export type WorkerConfig = z.infer<typeof environment>;

/** Throws one Error that lists every fault. */
export function readWorkerConfig(values: Record<string, string | undefined>): WorkerConfig {
  const result = environment.safeParse(values);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not complete:\n${faults.join('\n')}`);
}
