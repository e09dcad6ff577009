/** How far a signed batch has come: decision, letter and e-mail rows of the call’s applications, one line for each. */
import { processIdOf } from '../../../domain/lifecycles.js';
import { decisionLetters } from '../../../domain/notices.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';

/** The last thing that has happened, or what stopped it. */
export type Reached =
  'refused' | 'letterFailed' | 'notNotified' | 'received' | 'decided' | 'letterMade' | 'notified' | 'opened';
export type ResultRow = {
  applicationId: string;
  title: string;
  municipality: string;
  outcome: string;
  letterId: string | null;
  reached: Reached;
};
export type Result = {
  /** What went wrong first, then by the application’s reference. */
  rows: ResultRow[];
  signed: number;
  applied: number;
  letters: { made: number; total: number; failed: number };
  notified: number;
  notNotified: number;
};

const wrong: readonly Reached[] = ['refused', 'letterFailed', 'notNotified'];

type Signed = { status: string };
type Letter = { status: string; openedAt: Date | null };

function reachedBy({ status }: Signed, letter: Letter | undefined, emails: readonly string[]): Reached {
  if (status === 'refused') return 'refused';
  if (status !== 'applied') return 'received';
  if (letter?.status === 'failed') return 'letterFailed';
  if (letter?.openedAt) return 'opened';
  if (emails.includes('sent')) return 'notified';
  if (emails.some((one) => one === 'bounced' || one === 'failed')) return 'notNotified';
  return letter?.status === 'ready' ? 'letterMade' : 'decided';
}

/** Of each application the decision that holds; a refused one only while no other has been signed. */
export async function resultOf(
  prisma: PrismaClient,
  { callId, processId }: { callId: string; processId: string },
): Promise<Result> {
  const ofGrants = { process: { parentId: processId } };
  const [decisions, letters, emails] = await Promise.all([
    prisma.decision.findMany({
      where: { callId },
      orderBy: [{ application: { reference: 'asc' } }, { at: 'asc' }],
      select: { status: true, outcome: true, applicationId: true, application: { select: { title: true, reference: true, municipality: { select: { name: true } } } } },
    }),
    prisma.letter.findMany({ where: { ...ofGrants, kind: { in: [...decisionLetters] } }, select: { id: true, processId: true, status: true, openedAt: true } }),
    prisma.email.findMany({ where: { ...ofGrants, kind: 'E14' }, select: { processId: true, status: true } }),
  ]); // prettier-ignore
  const settled = decisions.filter(({ status }) => status !== 'refused');
  const holding = new Map([...decisions, ...settled].map((decision) => [decision.applicationId, decision]));
  const rows = [...holding.values()].map(({ application, applicationId, ...signed }): ResultRow => {
    const grant = processIdOf('grant', applicationId);
    const letter = letters.find((one) => one.processId === grant);
    const sent = emails.filter((one) => one.processId === grant).map(({ status }) => status);
    return {
      applicationId,
      title: application.title || application.reference,
      municipality: application.municipality.name,
      outcome: signed.outcome,
      letterId: letter?.id ?? null,
      reached: reachedBy(signed, letter, sent),
    };
  });
  const emailed = (...statuses: string[]): number => emails.filter(({ status }) => statuses.includes(status)).length;
  return {
    rows: rows.sort((a, b) => Number(wrong.includes(b.reached)) - Number(wrong.includes(a.reached))),
    signed: settled.length,
    applied: settled.filter(({ status }) => status === 'applied').length,
    letters: {
      total: letters.length,
      made: letters.filter(({ status }) => status === 'ready').length,
      failed: letters.filter(({ status }) => status === 'failed').length,
    },
    notified: emailed('sent'),
    notNotified: emailed('bounced', 'failed'),
  };
}
