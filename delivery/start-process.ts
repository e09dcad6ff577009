import { defaultPayloadConverter } from '@temporalio/common';
import { encodeUnifiedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes.js';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Kind } from '../domain/lifecycle.js';
import type { PrismaClient } from '../prisma/generated/client.js';
import { nameOf } from '../prisma/name.js';
import { searchAttributes } from '../workflows/describe.js';
import { workflowTypes, type ProcessState } from '../workflows/messages.js';
import type { Engine } from './engine.js';
import { stateOf } from './process-state.js';

export type StartDeps = { prisma: PrismaClient; engine: Engine; baseUrl: string };

const REJECT_DUPLICATE = 3;
const USE_EXISTING = 2;

const paths: Readonly<Record<Kind, string>> = {
  accessRequest: 'tilgang',
  call: 'utlysninger',
  consultation: 'horinger',
  grant: 'saker',
  person: 'logg/person',
  project: 'saker',
  report: 'rapporter',
  role: 'roller',
  thread: 'meldinger',
};

/**
 * The one way a workflow starts: idempotent, only for a process that has not ended, knowing what its rows say (a new process, an
 * import, a seed, an engine that has lost its data). With a shifted clock it starts at that clock’s time. `start` is for tests.
 */
export async function startProcess(
  { prisma, engine, baseUrl }: StartDeps,
  id: string,
  start?: Partial<ProcessState>,
): Promise<void> {
  const row = await prisma.process.findUniqueOrThrow({ where: { id } });
  if (row.final) return;
  const kind = row.kind as Kind;
  const [rows, { title }] = await prisma.$transaction(
    async (tx) => [await stateOf(tx, id), await nameOf(tx, { ...row, kind })] as const,
    { isolationLevel: 'RepeatableRead' },
  );
  const [clock] = await prisma.$queryRaw<{ ms: bigint }[]>`select app_offset() as ms`;
  const offset = Number(clock?.ms ?? 0n);
  const state: ProcessState = {
    id,
    kind,
    subjectId: row.subjectId,
    ...rows,
    link: `${baseUrl}/${paths[kind]}/${row.subjectId}`,
    countyGovernorCode: row.countyGovernorCode,
    callId: row.callId,
    run: 1,
    ...start,
  };
  const indexedFields = encodeUnifiedSearchAttributes(undefined, searchAttributes(state));
  await engine.connection.workflowService.startWorkflowExecution({
    namespace: engine.namespace,
    workflowId: id,
    requestId: `start-${id}`,
    identity: 'prosjektskjonn',
    workflowType: { name: workflowTypes[kind] },
    taskQueue: { name: engine.taskQueue },
    input: { payloads: [defaultPayloadConverter.toPayload(state)] },
    workflowTaskTimeout: msToTs(2000),
    workflowIdReusePolicy: REJECT_DUPLICATE,
    workflowIdConflictPolicy: USE_EXISTING,
    searchAttributes: { indexedFields },
    userMetadata: { summary: defaultPayloadConverter.toPayload(title) },
    ...(offset > 0
      ? { timeSkippingConfig: { enabled: true, fastForwardConfig: { id: 'start', duration: msToTs(offset) } } }
      : {}),
  });
}
