/**
 * The outcome comes with its letter (A16): until somebody of the municipality has opened it, or the award is public, its pages say that
 * there is a decision, not which.
 */
import { readLetters } from '../../domain/notices.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { PrismaClient } from '../../prisma/generated/client.js';
import { decidedUnread } from '../case-view.js';

/** Of an application that is decided and whose letter nobody has opened: is the letter there to be opened, or still being made? */
export type Withheld = ReadonlyMap<string, 'letter' | 'making'>;

/** By application id; what is not in it may be told. */
export async function withheldOf(prisma: PrismaClient, applicationIds: readonly string[]): Promise<Withheld> {
  const letters = await prisma.letter.findMany({
    where: {
      processId: { in: applicationIds.map((id) => processIdOf('grant', id)) },
      kind: { in: [...readLetters] },
    },
    select: { processId: true, status: true, openedAt: true },
  });
  const unread = applicationIds.flatMap((id): [string, 'letter' | 'making'][] => {
    const own = letters.filter(({ processId }) => processId === processIdOf('grant', id));
    if (own.length === 0 || own.some(({ openedAt }) => openedAt !== null)) return [];
    return [[id, own.some(({ status }) => status === 'ready') ? 'letter' : 'making']];
  });
  if (unread.length === 0) return new Map();
  const known = await prisma.application.findMany({
    where: { id: { in: unread.map(([id]) => id) }, publicSince: { not: null } },
    select: { id: true },
  });
  return new Map(unread.filter(([id]) => !known.some((one) => one.id === id)));
}

/** The application’s process as its municipality sees it. */
export function asSeen<P extends { state: string }>(process: P, withheld: 'letter' | 'making' | undefined): P {
  if (!withheld) return process;
  return withheld === 'letter'
    ? { ...process, state: decidedUnread, waitsFor: 'applicant', final: false }
    : { ...process, state: 'underAssessment', waitsFor: 'governor', final: false };
}
