import type { Prisma } from './generated/client.js';

export type UserFields = { id: string; email: string; language: string; notices: string };
/** Whose applications and projects they are; `contactIds` are theirs. */
type Users = { municipalityCode: string | null; contactIds: readonly string[]; at: Date };

/**
 * Those who can act for the municipality: awake, with a role there that counts at the instant. A contact who waits for the first role
 * there, and writes drafts meanwhile, is one of them; one who sleeps, is suspended or has left is not.
 */
export async function usersAndContacts(
  tx: Prisma.TransactionClient,
  { municipalityCode, contactIds, at }: Users,
): Promise<UserFields[]> {
  return tx.$queryRaw<UserFields[]>`
    select id, email, language, notices from person p
    where p."dormantSince" is null and p."anonymisedAt" is null and (
      exists (
        select 1 from role_grant r where r."personId" = p.id and r.state = 'active' and r.role in ('applicant', 'municipalCoordinator')
        and r."municipalityCode" = ${municipalityCode} and (r."deputyForId" is null or (r."fromAt" <= ${at} and r."toAt" > ${at})))
      or (p.id = any(${[...contactIds]}::uuid[]) and exists (
        select 1 from access_request q where q."personId" = p.id and q."municipalityCode" = ${municipalityCode}
        and q."submittedAt" is not null and q."closedAt" is null)))
    order by id`;
}
