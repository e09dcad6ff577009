import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../prisma/generated/client.js';
import type { Deliver, Delivery } from './deliver.js';

export type DelivererOptions = {
  prisma: PrismaClient;
  deliver: Deliver;
  everyMs?: number;
  lanes?: number;
  signal: AbortSignal;
};

/** Claims what is due and lets the lock go: a row lock held over the Update would block `record`. Clocks here are wall time. */
async function claim(prisma: PrismaClient): Promise<Delivery[]> {
  const rows = await prisma.$queryRaw<(Omit<Delivery, 'receivedAt'> & { receivedAt: Date })[]>`
    with due as (
      select id from command
      where status = 'pending' and "deliverAfter" <= clock_timestamp()
        and ("triedAt" is null or "triedAt" < clock_timestamp() - interval '3 seconds')
      order by "processId", seq limit 200 for update skip locked)
    update command c set "triedAt" = clock_timestamp(), attempts = attempts + 1 from due where c.id = due.id
    returning c.id, c."processId", c.seq, c.name, c."receivedAt", c."actorId", c."actorRole", c."deputyForId"`;
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.getTime() })).sort((a, b) => a.seq - b.seq);
}

/** Brings the claimed commands, about twenty processes at a time, each process in order. */
async function bring(claimed: Delivery[], deliver: Deliver, lanes: number): Promise<void> {
  const queues = new Map<string, Delivery[]>();
  for (const delivery of claimed) queues.set(delivery.processId, [...(queues.get(delivery.processId) ?? []), delivery]);
  const waiting = [...queues.values()];
  const lane = async () => {
    for (let queue = waiting.shift(); queue; queue = waiting.shift()) {
      for (const delivery of queue) if (!(await deliver.deliver(delivery))) break;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** The loop in every worker (DESIGN rule 3). Ends when the signal does. */
export async function runDeliverer({
  prisma,
  deliver,
  everyMs = 500,
  lanes = 20,
  signal,
}: DelivererOptions): Promise<void> {
  while (!signal.aborted) {
    let claimed: Delivery[] = [];
    try {
      claimed = await claim(prisma);
      await bring(claimed, deliver, lanes);
    } catch {
      // Postgres is away for a moment; what is pending is still pending.
    }
    if (claimed.length === 0) await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
