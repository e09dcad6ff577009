/** What is new in a thread: written by the other side since this side last wrote, and not yet seen by this person. */
import type { PrismaClient } from '../../prisma/generated/client.js';
import type { User } from '../page.js';
import type { Side } from './message-case.js';

/** As the rows of messages say it. */
const rowSide = { office: 'governor', municipality: 'municipality' } as const satisfies Record<Side, string>;

type Reader = { user: User; side: Side };

/** The first position that is new, and how many there are, by thread; nothing where nothing is. */
export async function unreadIn(
  prisma: PrismaClient,
  threadIds: readonly string[],
  { user, side }: Reader,
): Promise<ReadonlyMap<string, { from: number; count: number }>> {
  if (threadIds.length === 0) return new Map();
  const rows = await prisma.$queryRaw<{ id: string; from: number; count: number }[]>`
    select m."threadId" as id, min(m.position) as "from", count(*)::int as count from message m
    where m."threadId" = any(${[...threadIds]}::uuid[]) and m.side <> ${rowSide[side]}
      and m.position > greatest(
        coalesce((select max(o.position) from message o where o."threadId" = m."threadId" and o.side = ${rowSide[side]}), 0),
        coalesce((select r.position from thread_read r where r."threadId" = m."threadId" and r."personId" = ${user.id}::uuid), 0))
    group by 1`;
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** They have seen everything up to this message. */
export async function markRead(
  prisma: PrismaClient,
  { threadId, personId, position }: { threadId: string; personId: string; position: number },
): Promise<void> {
  await prisma.$executeRaw`
    insert into thread_read ("threadId", "personId", position) values (${threadId}::uuid, ${personId}::uuid, ${position})
    on conflict ("threadId", "personId") do update set position = greatest(thread_read.position, excluded.position)`;
}
