/**
 * Files that came while the scanner did not answer: looked at again by a loop in every worker, as long as it takes. A worker that has no
 * scanner still tells of those that have waited too long.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../prisma/generated/client.js';
import type { Scan } from './clamd.js';
import { settleScan } from './settle.js';

export type ScannerOptions = {
  prisma: PrismaClient;
  /** Null where there is none. */
  scan: Scan | null;
  everyMs?: number;
  /** How long a file rests after a try that came to nothing. */
  restMs?: number;
  signal: AbortSignal;
};

/** After so long without an answer it becomes a task. */
const PATIENCE_HOURS = 24;

type Claimed = { id: string; fileId: string };

/** Claims one and lets the lock go. The clock of the tries is wall time. */
async function claim(prisma: PrismaClient, restMs: number): Promise<Claimed | undefined> {
  const [claimed] = await prisma.$queryRaw<Claimed[]>`
    update attachment set "scanTriedAt" = clock_timestamp() where id = (
      select id from attachment where scan = 'waiting' and "fileId" is not null
        and ("scanTriedAt" is null or "scanTriedAt" < clock_timestamp() - make_interval(secs => ${restMs / 1000}::float8))
      order by "scanTriedAt" nulls first limit 1 for update skip locked)
    returning id, "fileId"`;
  return claimed;
}

/** One task for each that has waited too long, at the instant its patience ran out. */
export async function tellOfUnscanned(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRaw`
    insert into task (key, "processId", kind, audience, "countyGovernorCode", at)
    select 'attachment/' || a.id || '/unscanned', p.id, 'attachmentUnscanned', 'leaders', p."countyGovernorCode",
      a."addedAt" + make_interval(hours => ${PATIENCE_HOURS}::int)
    from attachment a join process p on p.id = 'grant/' || a."applicationId"
    where a.scan = 'waiting' and a."fileId" is not null and a."addedAt" <= app_now() - make_interval(hours => ${PATIENCE_HOURS}::int)
    on conflict do nothing`;
}

/** Looks at what waits; answers how many were settled. Stops at the first the scanner gives no answer for. */
export async function scanWaiting({ prisma, scan, restMs = 60_000 }: Pick<ScannerOptions, 'prisma' | 'restMs'> & { scan: Scan }): Promise<number> {
  for (let settled = 0; ; settled++) {
    const claimed = await claim(prisma, restMs);
    if (!claimed) return settled;
    const file = await prisma.file.findUnique({ where: { id: claimed.fileId } });
    if (!file) continue;
    const verdict = await scan(file.bytes).catch(() => null);
    if (!verdict) return settled;
    await settleScan(prisma, claimed.id, verdict);
  }
} // prettier-ignore

/** The loop. Ends when the signal does. */
export async function runScanner({ everyMs = 5000, signal, scan, ...options }: ScannerOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      if (scan) await scanWaiting({ ...options, scan });
      await tellOfUnscanned(options.prisma);
    } catch {
      // Postgres is away for a moment; what waits still waits.
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
