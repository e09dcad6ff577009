/** Adding, changing and removing attachments: only while the draft is open, each with a line in the log that is never changed. */
import { randomUUID } from 'node:crypto';
import { attachmentLimits, type AttachmentKind, type Openness } from '../../../domain/application/attachments.js';
import type { Attachment, Prisma, PrismaClient } from '../../../prisma/generated/client.js';
import { lockDraft, type DraftLock } from '../save.js';

type Tx = Prisma.TransactionClient;

/** Who does it to which application, and when. */
export type By = { applicationId: string; actorId: string; at: Date };

export type Described = { title: string; kind: AttachmentKind; openness: Openness; opennessReason: string };
export type NewFile = Described & {
  name: string;
  contentType: string;
  bytes: Buffer;
  sha256: string;
  scan: 'off' | 'waiting' | 'clean';
};

/** Why it was not done. `title` and `name` are of the one that is there already; `room` is in bytes. */
export type NotDone =
  | { not: 'locked'; lock: Exclude<DraftLock, 'open'> }
  | { not: 'gone' }
  | { not: 'duplicate'; title: string }
  | { not: 'tooMany' }
  | { not: 'noRoom'; room: number };
export type Done = { done: true } | NotDone;

/** A large file takes its time on its way to Postgres. */
const PATIENCE_MS = 60_000;

/** Under the lock that sending in takes too. */
function inDraft(prisma: PrismaClient, { applicationId, at }: By, write: (tx: Tx) => Promise<Done>): Promise<Done> {
  return prisma.$transaction(
    async (tx) => {
      const lock = await lockDraft(tx, applicationId);
      if (lock !== 'open') return { not: 'locked', lock };
      const done = await write(tx);
      if ('done' in done)
        await tx.application.update({ where: { id: applicationId }, data: { version: { increment: 1 }, savedAt: at } });
      return done;
    },
    { timeout: PATIENCE_MS, maxWait: PATIENCE_MS / 4 },
  );
}

const present = (tx: Tx, applicationId: string): Promise<Attachment[]> =>
  tx.attachment.findMany({ where: { applicationId, removedAt: null }, orderBy: { position: 'asc' } });

type Named = Pick<Attachment, 'id' | 'title' | 'kind' | 'openness' | 'opennessReason' | 'name' | 'size' | 'sha256'>;

function note(tx: Tx, { applicationId, actorId, at }: By, name: 'added' | 'changed' | 'removed', row: Named) {
  const { id: attachmentId, title, kind, openness, opennessReason, name: file, size, sha256 } = row;
  const details = { name: file, title, kind, openness, opennessReason, size, sha256 };
  return tx.attachmentChange.create({ data: { id: randomUUID(), applicationId, attachmentId, name, actorId, at, details } });
} // prettier-ignore

export function addAttachment(prisma: PrismaClient, by: By, { bytes, ...file }: NewFile): Promise<Done> {
  return inDraft(prisma, by, async (tx) => {
    const there = await present(tx, by.applicationId);
    const same = there.find(({ sha256 }) => sha256 === file.sha256);
    if (same) return { not: 'duplicate', title: same.title };
    if (there.length >= attachmentLimits.files) return { not: 'tooMany' };
    const room = attachmentLimits.bytesInAll - there.reduce((sum, { size }) => sum + size, 0);
    const size = bytes.length;
    if (size > room) return { not: 'noRoom', room };
    const { name, contentType, sha256 } = file;
    const fileId = randomUUID();
    await tx.file.createMany({ data: { id: fileId, name, contentType, size, sha256, bytes: new Uint8Array(bytes) } });
    const { applicationId, actorId, at } = by;
    const position = (there.at(-1)?.position ?? -1) + 1;
    const row = await tx.attachment.create({
      data: { ...file, id: randomUUID(), applicationId, position, size, fileId, addedAt: at, addedById: actorId },
    });
    await note(tx, by, 'added', row);
    return { done: true };
  });
}

export function changeAttachment(prisma: PrismaClient, by: By, id: string, described: Described): Promise<Done> {
  return inDraft(prisma, by, async (tx) => {
    const found = (await present(tx, by.applicationId)).find((one) => one.id === id);
    if (!found) return { not: 'gone' };
    await note(tx, by, 'changed', await tx.attachment.update({ where: { id }, data: described }));
    return { done: true };
  });
} // prettier-ignore

/** What has been sent in keeps its bytes, whatever becomes of the draft; of anything else they are deleted. */
export function removeAttachment(prisma: PrismaClient, by: By, id: string): Promise<Done> {
  return inDraft(prisma, by, async (tx) => {
    const found = (await present(tx, by.applicationId)).find((one) => one.id === id);
    if (!found) return { not: 'gone' };
    const [{ sent }] = await tx.$queryRaw<[{ sent: boolean }]>`
      select attachment_is_sent(a) as sent from attachment a where a.id = ${id}::uuid`;
    await tx.attachment.update({ where: { id }, data: { removedAt: by.at } });
    if (!sent) await tx.file.deleteMany({ where: { id: found.fileId! } });
    await note(tx, by, 'removed', found);
    return { done: true };
  });
}

/** A file that the scanner stopped, or that broke off on its way: on record without its content. */
export async function noteUnkept(
  prisma: PrismaClient,
  { applicationId, actorId, at }: By,
  { what, ...details }: { what: 'infected' | 'interrupted'; name: string; size?: number; sha256?: string; signature?: string },
): Promise<void> {
  await prisma.attachmentChange.create({ data: { id: randomUUID(), applicationId, name: what, actorId, at, details } });
} // prettier-ignore
