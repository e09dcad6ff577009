/** Attachments for tests: rows made directly, and forms with files as a browser sends them. */
import { createHash, randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';
import { aPdfOf } from './files.js';
import { hiddenFields, type Agent } from './web.js';

type AttachmentOptions = Partial<Prisma.AttachmentUncheckedCreateInput> & { applicationId: string; bytes?: Buffer };

/** An attachment of an application, by default a public project plan that no scanner has looked at. */
export async function anAttachment(prisma: PrismaClient, { bytes, ...attachment }: AttachmentOptions) {
  const id = attachment.id ?? randomUUID();
  const content = bytes ?? aPdfOf(500, id);
  const name = attachment.name ?? 'Prosjektplan.pdf';
  const contentType = 'application/pdf';
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { id: randomUUID(), name, contentType, size: content.length, sha256, bytes: new Uint8Array(content) };
  await prisma.file.create({ data: file });
  const position = await prisma.attachment.count({ where: { applicationId: attachment.applicationId } });
  return prisma.attachment.create({
    data: {
      kind: 'projectPlan', title: 'Prosjektplan', scan: 'off', addedAt: new Date(), addedById: randomUUID(), position, contentType, sha256,
      size: content.length, fileId: file.id, ...attachment, id, name,
    },
  }); // prettier-ignore
}

/** The municipality sends the application in with these attachments; the command is applied. */
export async function aSubmission(
  prisma: PrismaClient,
  { applicationId, attachmentIds }: { applicationId: string; attachmentIds: readonly string[] },
): Promise<void> {
  const processId = `grant/${applicationId}`;
  const { lastSeq: seq } = await prisma.process.update({
    where: { id: processId },
    data: { lastSeq: { increment: 1 }, appliedSeq: { increment: 1 } },
  });
  const content = { attachments: attachmentIds.map((id) => ({ id })) };
  const at = new Date();
  await prisma.command.create({
    data: { id: randomUUID(), processId, seq, name: 'submit', actorRole: 'applicant', content, contentHash: '', receivedAt: at, deliverAfter: at, status: 'applied' },
  }); // prettier-ignore
}

export type Sent = { name: string; bytes: Buffer; type?: string };
type Marks = { kind?: string; openness?: string; opennessReason?: string };

/** Chooses files on the page of attachments and sends them, fields before files as the page has them. */
export async function uploadTo(agent: Agent, page: string, files: readonly Sent[], marks: Marks & { json?: boolean } = {}) {
  const { json = false, ...typed } = marks;
  const hidden = hiddenFields((await agent.get(page)).text.replaceAll(/<details[\s\S]*?<\/details>/g, ''));
  const request = agent.post(page).set('Sec-Fetch-Site', 'same-origin');
  if (json) request.set('Accept', 'application/json');
  const fields = { ...hidden, kind: 'projectPlan', openness: 'public', opennessReason: '', ...typed };
  for (const [name, value] of Object.entries(fields)) request.field(name, value);
  for (const { name, bytes, type } of files)
    request.attach('files', bytes, { filename: name, contentType: type ?? 'application/octet-stream' });
  return request;
} // prettier-ignore
