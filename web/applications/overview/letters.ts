import { isDecisionLetter } from '../../../domain/notices.js';
import type { Translate, UserContext } from '../../page.js';

export type LetterRow = { id: string; kind: string; at: Date; openedAt: Date | null };
export type LetterItem = { title: string; href: string; at: number };

/** The letters of these processes that are made, newest first. */
export const lettersOf = ({ services: { prisma } }: UserContext, processIds: string[]): Promise<LetterRow[]> =>
  prisma.letter.findMany({
    where: { processId: { in: processIds }, status: 'ready', kind: { not: 'application' } },
    orderBy: { at: 'desc' },
    select: { id: true, kind: true, at: true, openedAt: true },
  });

/** A decision nobody in the municipality has opened. */
export const isUnopened = ({ kind, openedAt }: LetterRow): boolean => openedAt === null && isDecisionLetter(kind);

/** A letter in the list; an unopened one does not say what it decides. */
export const letterItem = (t: Translate, letter: LetterRow): LetterItem => ({
  title: t(`applications.letter.${isUnopened(letter) ? 'unopened' : letter.kind}`),
  href: `/brev/${letter.id}`,
  at: letter.at.getTime(),
});
