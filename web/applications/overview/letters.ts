import type { Translate, UserContext } from '../../page.js';

export type LetterRow = { id: string; kind: string; at: Date; openedAt: Date | null };
export type LetterItem = { title: string; href: string; at: number };

/** The letters of these processes that are made, newest first. */
export const lettersOf = ({ services: { prisma } }: UserContext, processIds: string[]): Promise<LetterRow[]> =>
  prisma.letter.findMany({
    where: { processId: { in: processIds }, status: 'ready' },
    orderBy: { at: 'desc' },
    select: { id: true, kind: true, at: true, openedAt: true },
  });

/** A letter in the list; an unopened one does not say what it decides. */
export const letterItem = (t: Translate, { id, kind, at, openedAt }: LetterRow): LetterItem => ({
  title: openedAt ? t(`applications.letter.${kind}`) : t('applications.letter.unopened'),
  href: `/brev/${id}`,
  at: at.getTime(),
});
