/** The municipality’s order as it is saved: the numbers of the rows and who gave them, in one transaction (decision 0018). */
import { processIdOf } from '../../../domain/lifecycles.js';
import { grantFor, type ActorRole } from '../../../domain/roles.js';
import type { Prisma, RankChange } from '../../../prisma/generated/client.js';
import { rankedOf } from '../../../prisma/rank.js';
import type { User, UserContext } from '../../page.js';

type Tx = Prisma.TransactionClient;

/** With which role, and in whose place where it is lent. */
function actorIn(user: User, municipalityCode: string) {
  const roles: readonly ActorRole[] = ['municipalCoordinator', 'applicant'];
  const at = { municipalityCode, countyGovernorCode: null };
  const grants = roles.flatMap((role) => grantFor(user.actor, role, at) ?? []);
  const grant = grants.find((one) => !one.deputyFor) ?? grants[0]!;
  return { actorId: user.id, actorRole: grant.role, deputyForId: grant.deputyFor ?? null };
}

export const lastChange = (db: Tx, where: { callId: string; municipalityCode: string }): Promise<RankChange | null> =>
  db.rankChange.findFirst({ where, orderBy: { version: 'desc' } });

export type Order = {
  callId: string;
  municipalityCode: string;
  /** The version the form was drawn from; 0 before the first. */
  version: number;
  /** Applications, the most important first. */
  ids: readonly string[];
};
/** `changed`: there are other applications now; `colleague`: somebody saved meanwhile. */
export type SavedOrder = 'saved' | 'passed' | 'changed' | 'colleague';

/** The call’s process row stands for the deadline and is locked, shared; those who save at once take turns. */
export function saveOrder({ services, user }: UserContext, order: Order): Promise<SavedOrder> {
  const { callId, municipalityCode, version, ids } = order;
  return services.prisma.$transaction(async (tx): Promise<SavedOrder> => {
    const [open] = await tx.$queryRaw<{ at: Date; open: boolean }[]>`
      select app_now() as at, p.state = 'open' and app_now() < c.deadline as open
      from process p join call c on c.id = p."subjectId" where p.id = ${processIdOf('call', callId)} for share of p`;
    if (!open?.open) return 'passed';
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`rank/${callId}/${municipalityCode}`}, 0))`;
    const last = await lastChange(tx, { callId, municipalityCode });
    const same = last !== null && last.actorId === user.id && last.applicationIds.join() === ids.join();
    // The same form twice is one change.
    if (same && last.version === version + 1) return 'saved';
    if ((last?.version ?? 0) !== version) return 'colleague';
    const now = (await rankedOf(tx, callId, municipalityCode)).map(({ id }) => id);
    if ([...now].sort().join() !== [...ids].sort().join()) return 'changed';
    // What has fallen out has no number any more.
    await tx.$executeRaw`
      update application set rank = array_position(${[...ids]}::uuid[], id)
      where "callId" = ${callId}::uuid and "municipalityCode" = ${municipalityCode}`;
    const who = actorIn(user, municipalityCode);
    await tx.rankChange.create({
      data: { callId, municipalityCode, version: version + 1, at: open.at, applicationIds: [...ids], ...who },
    });
    return 'saved';
  });
}
