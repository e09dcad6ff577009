/** The rows of a call that is being written: content, so the web writes them (DESIGN rule 8). */
import { randomUUID } from 'node:crypto';
import { Prisma } from '../../../prisma/generated/client.js';
import { processIdOf } from '../../../domain/lifecycles.js';
import { createProcessRow } from '../../../prisma/process-rows.js';
import type { CallContent } from './parse.js';
import type { CallValues } from './values.js';

type Tx = Prisma.TransactionClient;
type NewCall = { id: string; countyGovernorCode: string; authorId: string; copiedFromId: string | null } & Written;
/** `typed`: the form as it was typed, when some of it makes no sense yet; null when all of it is in `content`. */
export type Written = { content: CallContent; typed: CallValues | null };

/** Somebody saved, or sent it for approval, after this form was drawn. */
export class ChangedMeanwhile extends Error {}

/** K1: content, the announced deadline as version 1, and the process’s row. `at` is when the command was received. */
export async function createCall(
  tx: Tx,
  at: Date,
  { id, countyGovernorCode, authorId, copiedFromId, content, typed }: NewCall,
): Promise<void> {
  const { criteria, priorityAreas, reportPlans, round, ...columns } = content;
  const earlier = await tx.call.count({ where: { countyGovernorCode, budgetYear: content.budgetYear } });
  await tx.call.create({
    data: { id, ...columns, countyGovernorCode, authorId, copiedFromId, round: round ?? earlier + 1, typed: kept(typed), createdAt: at }, // prettier-ignore
  });
  await tx.callDeadline.create({ data: { callId: id, version: 1, deadline: content.deadline, decidedAt: at } });
  await writeRows(tx, id, { criteria, priorityAreas, reportPlans });
  await createProcessRow(tx, {
    kind: 'call',
    subjectId: id,
    parentId: null,
    callId: id,
    countyGovernorCode,
    municipalityCode: null,
    createdAt: at,
  });
}

/** Throws ChangedMeanwhile when `version` is not the one stored, or the call is no longer a draft. */
export async function saveCall(
  tx: Tx,
  { id, version, content, typed }: { id: string; version: number } & Written,
): Promise<void> {
  const processId = processIdOf('call', id);
  const [process] = await tx.$queryRaw<
    { state: string }[]
  >`select state from process where id = ${processId} for update`;
  const sent = await tx.command.count({ where: { processId, name: 'sendForApproval', status: 'pending' } });
  if (!process || !['new', 'draft'].includes(process.state) || sent > 0) throw new ChangedMeanwhile();
  const { criteria, priorityAreas, reportPlans, round, ...columns } = content;
  const data = { ...columns, ...(round === null ? {} : { round }), typed: kept(typed), version: version + 1 };
  const saved = await tx.call.updateMany({ where: { id, version }, data });
  if (saved.count === 0) throw new ChangedMeanwhile();
  await tx.callDeadline.update({
    where: { callId_version: { callId: id, version: 1 } },
    data: { deadline: content.deadline },
  });
  await tx.criterion.deleteMany({ where: { callId: id } });
  await tx.priorityArea.deleteMany({ where: { callId: id } });
  await tx.reportPlan.deleteMany({ where: { callId: id } });
  await writeRows(tx, id, { criteria, priorityAreas, reportPlans });
}

const kept = (typed: CallValues | null) => typed ?? Prisma.DbNull;

async function writeRows(
  tx: Tx,
  callId: string,
  rows: Pick<CallContent, 'criteria' | 'priorityAreas' | 'reportPlans'>,
): Promise<void> {
  const numbered = <T>(list: readonly T[]) => list.map((row, position) => ({ callId, position, ...row }));
  await tx.criterion.createMany({
    data: numbered(rows.criteria).map((row) => ({ ...row, key: `c${row.position + 1}` })),
  });
  let parentId: string | null = null;
  const areas = [];
  for (const { level, ...row } of numbered(rows.priorityAreas)) {
    const id = randomUUID();
    if (level === 1) parentId = id;
    areas.push({ id, parentId: level === 1 ? null : parentId, ...row });
  }
  await tx.priorityArea.createMany({ data: areas });
  await tx.reportPlan.createMany({ data: numbered(rows.reportPlans).map((row) => ({ id: randomUUID(), ...row })) });
}

/** The snapshot a command keeps: the same content gives the same hash. */
export const snapshotOf = (content: CallContent): Prisma.InputJsonObject =>
  JSON.parse(
    JSON.stringify(content, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  ) as Prisma.InputJsonObject;
