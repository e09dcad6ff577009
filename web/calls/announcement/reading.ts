import { processIdOf } from '../../../domain/lifecycles.js';
import type { WrittenForm } from '../../../domain/notices.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';

/** The written forms the call’s announcement is made in, bokmål first. */
export async function announcedForms(prisma: PrismaClient, processId: string): Promise<WrittenForm[]> {
  const made = await prisma.letter.findMany({
    where: { processId, kind: 'L1', status: 'ready' },
    select: { language: true },
    orderBy: { language: 'asc' },
  });
  return made.map(({ language }) => (language === 'nn' ? 'nn' : 'nb'));
}

/** The file of the announcement: the reader’s PDF/UA, or the archive’s PDF/A; null while it is not made. */
export async function announcementFile(
  prisma: PrismaClient,
  callId: string,
  { form, copy }: { form: WrittenForm; copy: 'reader' | 'archive' },
) {
  const letter = await prisma.letter.findFirst({
    where: { processId: processIdOf('call', callId), kind: 'L1', status: 'ready', language: form },
    include: { readerFile: copy === 'reader', archiveFile: copy === 'archive' },
  });
  return letter?.readerFile ?? letter?.archiveFile ?? null;
}
