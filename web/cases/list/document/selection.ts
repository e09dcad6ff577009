/** Which of the listed cases’ documents go into one PDF: what this person may read whole, as long as there is room. */
import { isMasked } from '../../../../domain/authorisation.js';
import type { PrismaClient } from '../../../../prisma/generated/client.js';
import { sightOf } from '../../case.js';
import type { UserContext } from '../../../page.js';
import type { CaseRow } from '../row.js';

/** Of cases, and of bytes of their documents together. */
export const mostInPdf = 200;
const mostBytes = 100 * 1024 * 1024;

/** Why a case’s document is not in it. */
export type LeftOut = 'notReadable' | 'notReady' | 'noDocument' | 'noRoom';
export type Selected = { row: CaseRow; fileId: string } | { row: CaseRow; why: LeftOut };

type Document = { processId: string; fileId: string | null; size: number | null };

/** The newest version of each application that was sent in. */
const documentsOf = (prisma: PrismaClient, processIds: string[]): Promise<Document[]> =>
  prisma.$queryRaw<Document[]>`
    select distinct on (l."processId") l."processId", f.id as "fileId", f.size
    from letter l left join file f on f.id = l."readerFileId"
    where l.kind = 'application' and l."processId" = any(${processIds})
    order by l."processId", l.at desc, l.id`;

/** In the order of the list. */
export async function selectionOf({ services, user }: UserContext, rows: readonly CaseRow[]): Promise<Selected[]> {
  const { prisma } = services;
  const processIds = rows.flatMap(({ process }) => process?.id ?? []);
  const [documents, declarations] = await Promise.all([
    documentsOf(prisma, processIds),
    prisma.impartialityDeclaration.findMany({
      where: { personId: user.id, outcome: { not: 'conflict' } },
      select: { applicationId: true },
    }),
  ]);
  const documentOf = new Map(documents.map((document) => [document.processId, document]));
  const declared = new Set(declarations.map(({ applicationId }) => applicationId));
  let bytes = 0;
  return rows.map((row): Selected => {
    const { process, hidden } = row;
    if (!process) return { row, why: 'noDocument' };
    const { countyGovernorCode, municipalityCode, state } = process;
    const subject = { countyGovernorCode, municipalityCode, state, conflicted: hidden ? [user.id] : [] };
    const sight = sightOf(user, subject, { declared: declared.has(row.id) ? [user.id] : [] });
    if (sight !== 'open' || isMasked(user.actor, 'case.content', subject, 'personal')) return { row, why: 'notReadable' };
    const document = documentOf.get(process.id);
    if (!document) return { row, why: 'noDocument' };
    if (document.fileId === null) return { row, why: 'notReady' };
    bytes += document.size ?? 0;
    return bytes > mostBytes ? { row, why: 'noRoom' } : { row, fileId: document.fileId };
  });
} // prettier-ignore
