/** Whoever logs in is known from then on, by a process of their own that forgets them in time (decision 9). */
import { processIdOf } from '../domain/lifecycles.js';
import { living } from '../domain/role/rules.js';
import type { PrismaClient } from './generated/client.js';
import { contentHash, createProcessRow } from './process-rows.js';

/**
 * Begins the process of a person who has none, and no role that would have begun it, with the command that says so; once, also for two
 * log-ins at the same moment.
 */
export async function beginPerson(prisma: PrismaClient, personId: string): Promise<void> {
  const id = processIdOf('person', personId);
  if (await prisma.process.findUnique({ where: { id }, select: { id: true } })) return;
  if ((await prisma.roleGrant.count({ where: { personId, state: { in: [...living] } } })) > 0) return;
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    if (await tx.process.findUnique({ where: { id }, select: { id: true } })) return;
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
    await createProcessRow(tx, { kind: 'person', subjectId: personId, parentId: null, callId: null, countyGovernorCode: null, municipalityCode: null, createdAt: clock!.now }); // prettier-ignore
    // A fact like one of another process (DESIGN rule 2): the deliverer brings it at once, and nobody is written to about it.
    await tx.$executeRaw`
      with next as (update process set "lastSeq" = "lastSeq" + 1 where id = ${id} returning "lastSeq")
      insert into command (id, "processId", seq, name, "actorId", "actorRole", content, "contentHash", "receivedAt", "deliverAfter")
      select ${`log-in>${id}`}, ${id}, "lastSeq", 'logIn', null, 'system', '{}', ${contentHash({})}, ${clock!.now}, clock_timestamp() from next`;
  });
}
