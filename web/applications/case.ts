/** One application as its own municipality sees it: loading, access, and whether it may be written now. */
import { z } from 'zod';
import { can, type Subject } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import { rulesOf, type ApplicationRules } from '../../domain/application/rules.js';
import type { Prisma, Process } from '../../prisma/generated/client.js';
import { firstApproval, type FirstApproval } from '../../prisma/local-approval.js';
import type { Services } from '../services.js';
import type { UserContext } from '../page.js';
import { draftRows } from './draft.js';
import { lockOf, type DraftLock } from './save.js';
import { lateRoleOf } from './submission/way.js';

export const applicationRows = {
  ...draftRows,
  call: { include: { priorityAreas: { orderBy: { position: 'asc' } }, countyGovernor: true } },
  municipality: true,
  partners: { include: { municipality: true }, orderBy: { municipalityCode: 'asc' } },
  clarifications: { orderBy: { round: 'asc' } },
} satisfies Prisma.ApplicationInclude;
export type ApplicationRow = Prisma.ApplicationGetPayload<{ include: typeof applicationRows }>;

export type PendingCommand = { id: string; name: string; actorId: string | null; receivedAt: Date };
export type Case = {
  row: ApplicationRow;
  /** With who began the draft: what the access rules look at. */
  process: Process & Pick<ApplicationRow, 'createdById'>;
  /** Commands of people that are received and not yet processed, oldest first. */
  pending: PendingCommand[];
  lock: DraftLock;
  rules: ApplicationRules;
  /** The chief executive’s, where the mayor’s comes after it. */
  firstApproval: FirstApproval | null;
};

const isId = (text: string | undefined): text is string => z.uuid().safeParse(text).success;

/** What the access rules look at; null when there is no such application. */
export async function applicationSubject({ services, params }: UserContext): Promise<Subject | null> {
  const id = params['id'];
  if (!isId(id)) return null;
  const [process, application] = await Promise.all([
    services.prisma.process.findUnique({
      where: { id: processIdOf('grant', id) },
      select: { state: true, municipalityCode: true, countyGovernorCode: true },
    }),
    services.prisma.application.findUnique({ where: { id }, select: { createdById: true } }),
  ]);
  return process && { ...process, createdById: application?.createdById ?? null };
}

/** Null when there is no such application. */
export async function loadCase({ prisma }: Services, id: string): Promise<Case | null> {
  if (!isId(id)) return null;
  const processId = processIdOf('grant', id);
  const [row, process, pending, first] = await Promise.all([
    prisma.application.findUnique({ where: { id }, include: applicationRows }),
    prisma.process.findUnique({ where: { id: processId } }),
    prisma.command.findMany({
      where: { processId, status: 'pending', actorRole: { not: 'system' } },
      orderBy: { seq: 'asc' },
      select: { id: true, name: true, actorId: true, receivedAt: true },
    }),
    firstApproval(prisma, processId),
  ]);
  if (!row || !process) return null;
  const lock = lockOf({ ...process, pending: pending.some((command) => command.name !== 'create') });
  return {
    row,
    process: { ...process, createdById: row.createdById },
    pending,
    lock,
    rules: rulesOf(row.call),
    firstApproval: first,
  };
}

/** The office has begun to assess it, so it is no longer opened for correction (A5). */
export const isBeingAssessed = ({ process }: Case): boolean =>
  ['underAssessment', 'informationRequested', 'recommended'].includes(process.state);

/** Why a step is shown as text, or undefined when it may be written. Who asks after the deadline may make it complete first. */
export function readOnlyReason(context: UserContext, found: Case): 'pending' | 'notDraft' | 'role' | undefined {
  if (found.lock !== 'open') return found.lock;
  const writes = can(context.user.actor, 'application.write', found.process) || lateRoleOf(context, found) !== null;
  return writes ? undefined : 'role';
}
