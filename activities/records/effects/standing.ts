/** A5: what was sent in and then opened for correction. It stands until it is sent in anew; if it is not, the deadline takes it as it was. */
import { randomUUID } from 'node:crypto';
import { fieldKeys, type ApplicationContent } from '../../../domain/application/fields.js';
import { applicationSnapshot, type ApplicationSnapshot } from '../../../domain/application/form.js';
import { contentOf, draftRows, writeContent, type DraftRow } from '../../../prisma/application-content.js';
import { canonical } from '../../../prisma/process-rows.js';
import type { ProcessRow } from '../process-row.js';
import type { Tx } from '../transaction.js';

type Sent = { snapshot: ApplicationSnapshot; at: Date };

/** The commands an application came in by, and the states they lead to then. */
const submissions = {
  name: { in: ['submit', 'approveLocally', 'submitLate'] },
  toState: { in: ['submitted', 'late'] },
};

/** What was last sent in, as it was frozen; null of what never was. */
export async function lastSent(tx: Tx, processId: string): Promise<Sent | null> {
  const event = await tx.event.findFirst({ where: { processId, ...submissions }, orderBy: { seq: 'desc' } });
  if (!event) return null;
  const { content } = await tx.command.findUniqueOrThrow({ where: { id: event.cause }, select: { content: true } });
  const { application = content } = content as { application?: unknown };
  return { snapshot: applicationSnapshot.parse(application), at: event.at };
}

/** Puts the application back to what was sent in. What was typed since stays in its history. */
export async function putBack(tx: Tx, { subjectId }: ProcessRow, { snapshot, at: sentAt }: Sent, at: Date): Promise<void> {
  const row = await tx.application.findUniqueOrThrow({ where: { id: subjectId }, include: draftRows });
  const current = contentOf(row);
  const differ = fieldKeys.filter((key) => canonical(snapshot[key]) !== canonical(current[key]));
  const changes = Object.fromEntries(differ.map((key) => [key, snapshot[key]])) as Partial<ApplicationContent>;
  if (differ.length > 0) await writeContent(tx, row, { changes, at, actorId: null });
  await putFilesBack(tx, row, { ids: snapshot.attachments.map(({ id }) => id), sentAt, at });
} // prettier-ignore

type Described = { title: string; kind: string; openness: string; opennessReason: string };
type Files = { ids: readonly string[]; sentAt: Date; at: Date };

/** The files that were sent, called and marked as they were then; those added since are taken out first: the same content is there once. */
async function putFilesBack(tx: Tx, { id: applicationId, attachments }: DraftRow, { ids, sentAt, at }: Files): Promise<void> {
  const log = (attachmentId: string, name: 'added' | 'removed' | 'changed', details: object) =>
    tx.attachmentChange.create({ data: { id: randomUUID(), applicationId, attachmentId, name, actorId: null, at, details } });
  for (const { id, name, title, kind, openness, opennessReason, size, sha256 } of attachments) {
    if (ids.includes(id)) continue;
    await tx.attachment.update({ where: { id }, data: { removedAt: at } });
    await log(id, 'removed', { name, title, kind, openness, opennessReason, size, sha256 });
  }
  for (const id of ids) {
    const then = await tx.attachmentChange.findFirst({
      where: { attachmentId: id, name: { in: ['added', 'changed'] }, at: { lte: sentAt } },
      orderBy: { at: 'desc' },
    });
    const file = await tx.attachment.findUnique({ where: { id } });
    if (!then || !file?.fileId) continue;
    const { title, kind, openness, opennessReason } = then.details as Described;
    const described = { title, kind, openness, opennessReason };
    const now = attachments.find((one) => one.id === id);
    if (now && Object.entries(described).every(([key, value]) => now[key as keyof Described] === value)) continue;
    await tx.attachment.update({ where: { id }, data: { ...described, removedAt: null } });
    await log(id, now ? 'changed' : 'added', then.details as object);
  }
} // prettier-ignore
