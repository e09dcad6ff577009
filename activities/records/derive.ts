import type { ActorRole } from '../../domain/roles.js';
import type { Prisma } from '../../prisma/generated/client.js';
import { contentHash } from '../../prisma/process-rows.js';
import type { Tx } from './transaction.js';

/** A fact for other processes, as a command on each (DESIGN rule 2): id from its cause, instant of its cause. */
export type Derived = {
  targets: readonly string[];
  name: string;
  content?: Prisma.InputJsonObject;
  actorId?: string | null;
  actorRole?: ActorRole;
  deputyForId?: string | null;
};

/** Rows locked in id order, one sequence number each, due at once: in the cause’s own transaction. */
export async function derive(tx: Tx, cause: { id: string; at: Date }, derived: Derived): Promise<void> {
  if (derived.targets.length === 0) return;
  const content = derived.content ?? {};
  await tx.$executeRaw`
    with target as (select id from process where id = any(${[...derived.targets]}) and not final order by id for update),
         next as (update process p set "lastSeq" = "lastSeq" + 1 from target t where p.id = t.id returning p.id, p."lastSeq")
    insert into command (id, "processId", seq, name, "actorId", "actorRole", "deputyForId", content, "contentHash", "receivedAt", "deliverAfter")
    select ${cause.id} || '>' || next.id || '/' || ${derived.name}, next.id, next."lastSeq", ${derived.name}, ${derived.actorId ?? null}::uuid,
           ${derived.actorRole ?? 'system'}, ${derived.deputyForId ?? null}::uuid, ${JSON.stringify(content)}::jsonb, ${contentHash(content)}, ${cause.at}, clock_timestamp()
    from next`;
}
