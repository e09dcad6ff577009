import type { Prisma } from './generated/client.js';

/** An application that nobody can take. */
export type WithoutOfficer = { id: string; reference: string; caseNumber: string | null; title: string };

const waiting = ['submitted', 'registered', 'underAssessment', 'informationRequested'];

/** K7: the call’s applications without a case officer, or with one who has declared a conflict, by their number. */
export async function withoutOfficer(tx: Prisma.TransactionClient, callId: string): Promise<WithoutOfficer[]> {
  return tx.$queryRaw<WithoutOfficer[]>`
    select a.id, a.reference, a."caseNumber", a.title from application a
    join process p on p.kind = 'grant' and p."subjectId" = a.id and p.state = any(${waiting})
    where a."callId" = ${callId}::uuid and (a."caseOfficerId" is null or exists (
      select 1 from impartiality_declaration d
      where d."applicationId" = a.id and d."personId" = a."caseOfficerId" and d.outcome = 'conflict'))
    order by a."caseNumber", a.reference`;
}
