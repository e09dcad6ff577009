/** The demo’s calls begin as open: their announcements are made as they would have been when they opened. */
import { randomUUID } from 'node:crypto';
import { renderLetters, type LetterRenderer } from '../../activities/post/render-letters.js';
import type { PrismaClient } from '../generated/client.js';
import { announcementFacts } from '../announcement-facts.js';

/** `letters` makes the renderer, which takes a moment, when there is something to make. */
type Announcing = { prisma: PrismaClient; letters: () => LetterRenderer; baseUrl: string };

/** L1 in both written forms for every open call that was planted as such and has none. Idempotent. */
export async function announcePlanted({ prisma, letters, baseUrl }: Announcing): Promise<void> {
  const planted = await prisma.process.findMany({
    where: { kind: 'call', state: 'open', letters: { none: { kind: 'L1' } }, events: { some: { name: 'seeded' } } },
    select: { id: true, subjectId: true },
    orderBy: { id: 'asc' },
  });
  if (planted.length === 0) return;
  const renderer = letters();
  for (const { id: processId, subjectId } of planted) {
    const { opensAt } = await prisma.call.findUniqueOrThrow({ where: { id: subjectId } });
    const url = `${baseUrl}/utlysninger/${subjectId}`;
    const made: string[] = [];
    for (const language of ['nb', 'nn'] as const) {
      const facts = await announcementFacts(prisma, subjectId, { language, at: opensAt.getTime(), url });
      const id = randomUUID();
      await prisma.letter.create({ data: { id, key: `${processId}/seeded/L1/${language}`, processId, kind: 'L1', language, municipalityCode: null, facts, at: opensAt } }); // prettier-ignore
      made.push(id);
    }
    await renderLetters({ prisma, letters: renderer }, made);
  }
}
