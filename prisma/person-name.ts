/** A person’s name is changed in one place, by themselves or with the request that let them in; each change is kept. */
import { randomUUID } from 'node:crypto';
import type { ActorRole } from '../domain/roles.js';
import type { Prisma } from './generated/client.js';

export type PersonName = { firstName: string; lastName: string };
/** Who changes whose name, at which instant of the product’s clock. */
export type Renaming = {
  personId: string;
  name: PersonName;
  actorId: string;
  actorRole: ActorRole;
  deputyForId?: string | null;
  at: Date;
};

/** Writes the name, and beside it what it was. A name that stays as it is leaves no row. */
export async function rename(tx: Prisma.TransactionClient, { personId, name, ...by }: Renaming): Promise<void> {
  await tx.$executeRaw`select 1 from person where id = ${personId}::uuid for update`;
  const before = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { firstName: true, lastName: true },
  });
  const after = { firstName: name.firstName, lastName: name.lastName };
  if (before.firstName === after.firstName && before.lastName === after.lastName) return;
  await tx.personChange.create({ data: { id: randomUUID(), personId, before, after, ...by } });
  await tx.person.update({ where: { id: personId }, data: after });
}
