import { createHash, randomUUID } from 'node:crypto';
import type { LetterFacts } from '../../domain/notices.js';
import type { PrismaClient } from '../../prisma/generated/client.js';

export type LetterRenderer = { render(facts: LetterFacts): Promise<{ archive: Buffer; reader: Buffer }> };
export type RenderDeps = { prisma: PrismaClient; letters: LetterRenderer };

/** Makes the two files of each letter once: PDF/A-2a for the archive, PDF/UA-1 for the reader, with their SHA-256 (DESIGN rule 11). */
export async function renderLetters({ prisma, letters }: RenderDeps, ids: string[]): Promise<void> {
  const waiting = await prisma.letter.findMany({
    where: { id: { in: ids }, status: 'pending' },
    orderBy: { id: 'asc' },
  });
  for (const letter of waiting) {
    const facts = letter.facts as unknown as LetterFacts;
    const { archive, reader } = await letters.render(facts);
    const form = facts.kind === 'L1' ? `-${facts.language}` : '';
    const name = `${letter.kind}-${facts.caseNumber.replaceAll('/', '-')}${form}`;
    const archiveFile = fileRow(`${name}-arkiv.pdf`, archive);
    const readerFile = fileRow(`${name}.pdf`, reader);
    await prisma.$transaction(async (tx) => {
      const [open] = await tx.$queryRaw<
        unknown[]
      >`select 1 from letter where id = ${letter.id}::uuid and status = 'pending' for update`;
      if (!open) return;
      await tx.file.createMany({ data: [archiveFile, readerFile] });
      await tx.letter.update({
        where: { id: letter.id },
        data: { status: 'ready', archiveFileId: archiveFile.id, readerFileId: readerFile.id },
      });
    });
  }
}

function fileRow(name: string, content: Buffer) {
  const bytes = new Uint8Array(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id: randomUUID(), name, contentType: 'application/pdf', size: bytes.length, sha256, bytes };
}
