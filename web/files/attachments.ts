/** Attachments as files: which have been sent, who may fetch them, one by one and all as a ZIP. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Attachment, PrismaClient } from '../../prisma/generated/client.js';

import type { AttachmentList } from '../components/models.js';
import { safeFileName } from '../file.js';
import { notFound, type Answer, type Translate } from '../page.js';
import { uniqueNames } from './names.js';
import { formatSize } from './size.js';
import { knownType } from './types.js';

/** The attachments of the newest version the municipality has sent, in its order. */
export async function sentAttachments(prisma: PrismaClient, applicationId: string): Promise<Attachment[]> {
  const [newest] = await prisma.$queryRaw<{ ids: string[] }[]>`
    select array(select one ->> 'id' from jsonb_array_elements(content -> 'attachments') one) as ids from command
    where "processId" = ${`grant/${applicationId}`} and status <> 'refused' and jsonb_typeof(content -> 'attachments') = 'array'
    order by seq desc limit 1`;
  if (!newest || newest.ids.length === 0) return [];
  return prisma.attachment.findMany({
    where: { applicationId, id: { in: newest.ids } },
    orderBy: { position: 'asc' },
  });
}

/** One attachment that has been sent, in whatever version; null for another. */
export async function sentAttachment(
  prisma: PrismaClient,
  { applicationId, id }: { applicationId: string; id: string },
): Promise<Attachment | null> {
  const [found] = await prisma.$queryRaw<{ sent: boolean }[]>`
    select attachment_is_sent(a) as sent from attachment a where a.id = ${id}::uuid and a."applicationId" = ${applicationId}::uuid`;
  return found?.sent ? prisma.attachment.findUnique({ where: { id } }) : null;
}

export const isPublic = ({ openness }: Pick<Attachment, 'openness'>): boolean => openness === 'public';

/** May it be fetched? While it waits for the virus scan, by who added it only. */
export const isFetchable = (
  { scan, fileId, addedById }: Pick<Attachment, 'scan' | 'fileId' | 'addedById'>,
  personId?: string,
): boolean => fileId !== null && (scan === 'clean' || scan === 'off' || (scan === 'waiting' && addedById === personId));

/** The file itself; shown in the browser where that is safe. */
export async function fileAnswer(prisma: PrismaClient, attachment: Attachment | null, personId?: string): Promise<Answer> {
  if (!attachment || !isFetchable(attachment, personId)) return notFound;
  const file = await prisma.file.findUnique({ where: { id: attachment.fileId! } });
  if (!file) return notFound;
  const { name, contentType, sha256 } = attachment;
  const inline = knownType(contentType)?.shown ?? false;
  return { kind: 'file', name, contentType, sha256, inline, body: Buffer.from(file.bytes) };
} // prettier-ignore

/** What an attachment is, in words: "Prosjektplan · PDF · 1,2 MB". */
export const describe = (t: Translate, { kind, contentType, size }: Pick<Attachment, 'kind' | 'contentType' | 'size'>): string =>
  [t(`attachments.kind.${kind}`), knownType(contentType)?.name ?? contentType, formatSize(size)].join(' · '); // prettier-ignore

/** "Ikke offentlig: inneholder personopplysninger. Navn på ansatte." '' for what may be public. */
export const marking = (t: Translate, { openness, opennessReason }: Pick<Attachment, 'openness' | 'opennessReason'>): string =>
  openness === 'public' ? '' : [t(`attachments.marked.${openness}`), opennessReason].filter((text) => text !== '').join(' '); // prettier-ignore

/** Attachments as a list to read; `base` is the address they lie under. With more than one also the way to all of them. */
export function attachmentList(t: Translate, rows: readonly Attachment[], { base, personId }: { base: string; personId?: string }): AttachmentList {
  const fetchable = rows.filter((one) => isFetchable(one, personId));
  return {
    attachments: rows.map((one) => ({
      title: one.title,
      href: fetchable.includes(one) ? `${base}/vedlegg/${one.id}` : null,
      about: describe(t, one),
      marking: marking(t, one),
      note: one.scan === 'waiting' || one.scan === 'infected' ? t(`attachments.scan.${one.scan}`) : '',
      sha256: one.sha256,
    })),
    zip: fetchable.length > 1 ? { text: t('attachments.zip.link'), href: `${base}/vedlegg.zip` } : null,
  };
} // prettier-ignore

export type Zipped = { attachments: readonly Attachment[]; title: string; reference: string; personId?: string };

/** All of them as they are, with a list of contents; read from Postgres one at a time while it is sent. */
export function zipAnswer(prisma: PrismaClient, t: Translate, { attachments, title, reference, personId }: Zipped): Answer {
  const fetchable = attachments.filter((one) => isFetchable(one, personId));
  if (fetchable.length === 0) return notFound;
  const contents = t('attachments.zip.contents');
  const [, ...names] = uniqueNames([contents, ...fetchable.map(({ name }) => safeFileName(name))]);
  const zip = new ZipFile();
  const lines = fetchable.map((one, i) =>
    [`${i + 1}. ${one.title}`, names[i]!, describe(t, one), marking(t, one), `SHA-256 ${one.sha256}`]
      .filter((line) => line !== '')
      .join('\r\n   '),
  );
  const left = attachments.filter((one) => !fetchable.includes(one));
  const untold = left.length > 0 ? ['', t('attachments.zip.left'), ...left.map((one) => `- ${one.title}`)] : [];
  const text = [`${title} (${reference})`, '', ...lines, ...untold, ''].join('\r\n');
  const newest = new Date(Math.max(...fetchable.map(({ addedAt }) => addedAt.getTime())));
  zip.addBuffer(Buffer.from(`\ufeff${text}`), contents, { mtime: newest });
  fetchable.forEach((one, i) => {
    // Every kind that is taken in is packed already.
    zip.addReadStreamLazy(names[i]!, { compress: false, mtime: one.addedAt, size: one.size }, (give) => {
      prisma.file.findUniqueOrThrow({ where: { id: one.fileId! } }).then(
        ({ bytes }) => give(null, Readable.from(Buffer.from(bytes))),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  });
  zip.end();
  const body = zip.outputStream as Readable;
  zip.on('error', (error: Error) => body.destroy(error));
  return { kind: 'file', name: t('attachments.zip.name', { reference }), contentType: 'application/zip', body };
} // prettier-ignore
