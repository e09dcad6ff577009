import { createHash } from 'node:crypto';
import type { Kind } from '../domain/lifecycle.js';
import { lifecycles, processIdOf } from '../domain/lifecycles.js';
import type { Prisma } from './generated/client.js';

/** The hash that tells the same content from another: keys in order, so that it does not depend on who wrote the JSON. */
/** The content as text, the same whatever order its keys have. */
export const canonical = (content: unknown): string =>
  JSON.stringify(content, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** SHA-256 of the canonical text, in hexadecimal digits. */
export const contentHash = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('hex');

export type NewProcess = {
  kind: Kind;
  subjectId: string;
  parentId: string | null;
  callId: string | null;
  countyGovernorCode: string | null;
  municipalityCode: string | null;
  createdAt: Date;
};

/** The row of a process that its creating command will start. Answers its id. */
export async function createProcessRow(tx: Prisma.TransactionClient, made: NewProcess): Promise<string> {
  const id = processIdOf(made.kind, made.subjectId);
  await tx.process.create({ data: { id, ...made, state: 'new', waitsFor: lifecycles[made.kind].waitsFor['new']! } });
  return id;
}
