/** How far a signed batch has come: decision, letter and e-mail rows of the call’s applications. */
import { decisionLetters } from '../../../domain/notices.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';

export type Named = { title: string; municipality: string; href: string };
export type Result = {
  signed: number;
  applied: number;
  refused: Named[];
  letters: { made: number; total: number; failed: Named[] };
  notified: number;
  notNotified: number;
};

export async function resultOf(
  prisma: PrismaClient,
  { callId, processId }: { callId: string; processId: string },
): Promise<Result> {
  const ofGrants = { process: { parentId: processId } };
  const [decisions, letters, emails] = await Promise.all([
    prisma.decision.findMany({
      where: { callId },
      orderBy: { at: 'asc' },
      select: { status: true, applicationId: true, application: { select: { title: true, municipality: { select: { name: true } } } } },
    }),
    prisma.letter.findMany({ where: { ...ofGrants, kind: { in: [...decisionLetters] } }, select: { status: true, process: { select: { subjectId: true } } } }),
    prisma.email.groupBy({ by: ['status'], where: { ...ofGrants, kind: 'E14' }, _count: true }),
  ]); // prettier-ignore
  const named = (applicationId: string): Named[] => {
    const found = decisions.find((decision) => decision.applicationId === applicationId);
    return found
      ? [
          {
            title: found.application.title,
            municipality: found.application.municipality.name,
            href: `/saker/${applicationId}`,
          },
        ]
      : [];
  };
  const settled = new Set(
    decisions.filter(({ status }) => status !== 'refused').map(({ applicationId }) => applicationId),
  );
  const refused = new Set(decisions.map(({ applicationId }) => applicationId).filter((id) => !settled.has(id)));
  const emailed = (...statuses: string[]): number =>
    emails.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count, 0);
  return {
    signed: settled.size,
    applied: decisions.filter(({ status }) => status === 'applied').length,
    refused: [...refused].flatMap(named),
    letters: {
      total: letters.length,
      made: letters.filter(({ status }) => status === 'ready').length,
      failed: letters.filter(({ status }) => status === 'failed').flatMap((letter) => named(letter.process.subjectId)),
    },
    notified: emailed('sent'),
    notNotified: emailed('bounced', 'failed'),
  };
}
