import type { Prisma } from './generated/client.js';

export type UserFields = { id: string; email: string; language: string; notices: string };

/** All who act for the municipality, and the contact persons, who may have left it. */
export async function usersAndContacts(
  tx: Prisma.TransactionClient,
  municipalityCode: string | null,
  contactIds: readonly string[],
): Promise<UserFields[]> {
  return tx.$queryRaw<UserFields[]>`
    select id, email, language, notices from person p
    where p.id = any(${[...contactIds]}::uuid[]) or exists (
      select 1 from role_grant r where r."personId" = p.id and r.state = 'active' and r.role in ('applicant', 'municipalCoordinator')
      and r."municipalityCode" = ${municipalityCode})
    order by id`;
}
