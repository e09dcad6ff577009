/** What becomes of a file once the scanner has looked at it. */
import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../prisma/generated/client.js';
import type { Verdict } from './clamd.js';

type Tx = Prisma.TransactionClient;

/**
 * Marks a file that waited. An infected one leaves the draft, and its bytes are deleted; one that has been sent in stays as it was sent,
 * and nobody may fetch it. The municipality gets a task, and so does the office when it has the file.
 */
export async function settleScan(prisma: PrismaClient, id: string, verdict: Verdict): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { applicationId } = await tx.attachment.findUniqueOrThrow({ where: { id }, select: { applicationId: true } });
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
    const at = clock!.now;
    const processId = `grant/${applicationId}`;
    // Sending in and saving take the same lock.
    await tx.$queryRaw`select 1 from process where id = ${processId} for update`;
    const row = await tx.attachment.findUniqueOrThrow({ where: { id } });
    if (row.scan !== 'waiting') return;
    const { name, size, sha256, title, kind } = row;
    const details = {
      name, size, sha256, title, kind,
      ...(verdict.kind === 'infected' ? { signature: verdict.signature } : {}),
    }; // prettier-ignore
    await tx.attachmentChange.create({
      data: { id: randomUUID(), applicationId, attachmentId: id, name: verdict.kind, at, details },
    });
    if (verdict.kind === 'clean') await tx.attachment.update({ where: { id }, data: { scan: 'clean' } });
    else await refuse(tx, { id, applicationId, processId, at });
  });
}

type Refused = { id: string; applicationId: string; processId: string; at: Date };

async function refuse(tx: Tx, { id, applicationId, processId, at }: Refused): Promise<void> {
  const [{ sent }] = await tx.$queryRaw<[{ sent: boolean }]>`
    select attachment_is_sent(a) as sent from attachment a where a.id = ${id}::uuid`;
  const row = await tx.attachment.update({
    where: { id },
    data: { scan: 'infected', ...(sent ? {} : { removedAt: at }) },
  });
  if (!sent) {
    await tx.file.deleteMany({ where: { id: row.fileId! } });
    await tx.application.update({ where: { id: applicationId }, data: { version: { increment: 1 } } });
  }
  const process = await tx.process.findUniqueOrThrow({ where: { id: processId } });
  const task = { processId, kind: 'attachmentInfected', at };
  const ours = { ...task, key: `attachment/${id}/infected`, audience: 'municipalityUsers', municipalityCode: process.municipalityCode }; // prettier-ignore
  const office = { ...task, key: `attachment/${id}/infected/office`, audience: 'leaders', countyGovernorCode: process.countyGovernorCode }; // prettier-ignore
  await tx.task.createMany({ data: sent ? [ours, office] : [ours], skipDuplicates: true });
}
