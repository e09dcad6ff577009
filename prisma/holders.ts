/** Who holds a role: those whose role counts at an instant, also where it is lent to them. Who sleeps reads nothing. */
import type { Role } from '../domain/roles.js';
import type { Prisma } from './generated/client.js';
import type { UserFields } from './municipality-users.js';

export type HeldBy = {
  personId?: string;
  role: Role | { in: Role[] };
  countyGovernorCode?: string | null;
  municipalityCode?: string | { in: string[] };
};

export function holdersOf(db: Prisma.TransactionClient, at: Date, where: HeldBy): Promise<UserFields[]> {
  const counts = { state: 'active', OR: [{ deputyForId: null }, { fromAt: { lte: at }, toAt: { gt: at } }] };
  return db.person.findMany({
    where: { dormantSince: null, roles: { some: { ...where, ...counts } } },
    select: { id: true, email: true, language: true, notices: true },
    orderBy: { id: 'asc' },
  });
}
