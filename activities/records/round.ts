/** What a call waits for from its grants and projects. They tell it when the last one is done, under the lock of its row (decision 7). */
import type { Derived } from './derive.js';
import type { ProcessRow } from './process-row.js';
import type { Tx } from './transaction.js';

/** Causes on a grant or project after which the call may have nothing more to wait for. */
const mayBeLast: readonly string[] = ['recommend', 'withdraw', 'decideLate', 'due:reasons', 'finalReportApproved'];

/**
 * Before such a cause locks its own rows it locks the call’s, so that of two last ones the second sees the first. A lock taken
 * afterwards would be against the order of `lockProcess`.
 */
export async function lockRound(tx: Tx, processId: string, cause: string): Promise<void> {
  if (!mayBeLast.includes(cause)) return;
  await tx.$executeRaw`
    select 1 from process where kind = 'call' and "subjectId" = (
      select "callId" from process where id = ${processId} and kind in ('grant', 'project')) for update`;
}

export type RoundGrant = { id: string; subjectId: string; state: string };

/** The call’s grants that have not ended, in these states or in any. */
export async function grantsOf(tx: Tx, callProcessId: string, states?: string[]): Promise<RoundGrant[]> {
  return tx.process.findMany({
    where: { parentId: callProcessId, kind: 'grant', final: false, ...(states ? { state: { in: states } } : {}) },
    select: { id: true, subjectId: true, state: true },
    orderBy: { id: 'asc' },
  });
}

const beforeRecommendation = ['draft', 'awaitingLocalApproval', 'awaitingMayor', 'submitted', 'late', 'registered', 'underAssessment', 'informationRequested']; // prettier-ignore

/** K8: something is recommended, and nothing still waits to be. */
export const isAllRecommended = (grants: readonly Pick<RoundGrant, 'state'>[]): boolean =>
  grants.some(({ state }) => state === 'recommended') &&
  !grants.some(({ state }) => beforeRecommendation.includes(state));

/** K8: tells the call when this grant was the one it still waited for. `to` is the state the grant is about to have. */
export async function allRecommended(
  tx: Tx,
  { id, parentId }: ProcessRow,
  to: 'recommended' | 'withdrawn' | 'dismissed',
): Promise<Derived[]> {
  const call = await tx.process.findUniqueOrThrow({ where: { id: parentId! }, select: { id: true, state: true } });
  if (call.state !== 'underAssessment') return [];
  const grants = await grantsOf(tx, call.id);
  const after = grants.map((grant) => (grant.id === id ? { ...grant, state: to } : grant));
  return isAllRecommended(after) ? [{ targets: [call.id], name: 'allRecommended' }] : [];
}

/** K10: completes the call when what ends now was the last of its grants and projects. There is no ministry report to wait for yet. */
export async function allSettled(tx: Tx, { id, callId }: ProcessRow): Promise<Derived[]> {
  if (!callId) return [];
  const call = await tx.process.findFirst({
    where: { kind: 'call', subjectId: callId, state: 'decided' },
    select: { id: true },
  });
  const others = { callId, kind: { in: ['grant', 'project'] }, final: false, id: { not: id } };
  if (!call || (await tx.process.count({ where: others })) > 0) return [];
  return [{ targets: [call.id], name: 'complete' }];
}
