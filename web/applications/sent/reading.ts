/** What was sent in, each time: the frozen content and its documents. */
import type { SubmittedFacts } from '../../../domain/notices.js';
import type { Prisma, PrismaClient } from '../../../prisma/generated/client.js';
import { canonical } from '../../../prisma/process-rows.js';
import type { Answer } from '../../page.js';

/** `sha256` is the content’s; a document’s is null until it is made. Instants epoch ms. */
export type SentVersion = {
  number: number;
  receivedAt: number;
  sender: string;
  reference: string;
  sha256: string;
  reader: string | null;
  archive: string | null;
};

const fileRows = { readerFile: { select: { sha256: true } }, archiveFile: { select: { sha256: true } } } as const;

/** Newest first. */
export async function sentVersions(prisma: PrismaClient, processId: string): Promise<SentVersion[]> {
  const documents = await prisma.letter.findMany({
    where: { processId, kind: 'application' },
    orderBy: { at: 'desc' },
    select: { facts: true, at: true, ...fileRows },
  });
  return documents.map(({ facts, at, readerFile, archiveFile }) => {
    const { version, sender, reference, sha256 } = facts as unknown as SubmittedFacts;
    return {
      number: version,
      receivedAt: at.getTime(),
      sender,
      reference,
      sha256,
      reader: readerFile?.sha256 ?? null,
      archive: archiveFile?.sha256 ?? null,
    };
  });
}

/** What the document says; an application that came late carries its reason beside it (A14). */
const frozenOf = (content: Prisma.JsonValue): Prisma.JsonValue =>
  (content as { application?: Prisma.JsonValue }).application ?? content;

/** "2.json", "2.pdf" (PDF/UA-1), "2-arkiv.pdf" (PDF/A-2a) of one application; null when there is no such file. */
export async function sentFile(prisma: PrismaClient, processId: string, name: string): Promise<Answer | null> {
  const [, number, kind] = /^([1-9]\d{0,3})(\.json|\.pdf|-arkiv\.pdf)$/.exec(name) ?? [];
  if (!number) return null;
  const document = await prisma.letter.findFirst({
    where: { processId, kind: 'application', facts: { path: ['version'], equals: Number(number) } },
    include: { readerFile: true, archiveFile: true },
  });
  if (!document) return null;
  const { reference } = document.facts as unknown as SubmittedFacts;
  const called = `soknad-${reference}-${name}`;
  if (kind === '.json') {
    const command = await prisma.command.findUniqueOrThrow({ where: { id: document.key.replace(/\/application$/, '') } });
    return { kind: 'file', name: called, contentType: 'application/json; charset=utf-8', body: canonical(frozenOf(command.content)) };
  }
  const file = kind === '.pdf' ? document.readerFile : document.archiveFile;
  return file && { kind: 'file', name: called, contentType: file.contentType, body: Buffer.from(file.bytes) };
} // prettier-ignore
