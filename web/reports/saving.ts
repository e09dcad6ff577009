import { can } from '../../domain/authorisation.js';
import { processIdOf } from '../../domain/lifecycles.js';
import type { Prisma, PrismaClient, Process } from '../../prisma/generated/client.js';
import type { User } from '../page.js';

type Tx = Prisma.TransactionClient;
export type Line = {
  side: 'cost' | 'funding';
  position: number;
  kind: string;
  label: string;
  budget: number;
  used: number;
  explanation: string;
};
export type Saving = {
  reportId: string;
  user: User;
  /** The version the form was drawn from, as posted. */
  version: string;
  columns: Prisma.ReportUpdateInput;
  /** All accounts, when they are what is saved. */
  lines?: readonly Line[];
};
/** `stale`: somebody else has saved since. `closed`: it may not be written now; nothing is saved. */
export type Saved = 'saved' | 'stale' | 'closed';

/** Thrown inside `receive`’s transaction: the command is not received. */
export class NotReceivable extends Error {
  readonly why: 'stale' | 'closed' | 'notAllowedNow' | 'tooEarly';
  constructor(why: NotReceivable['why']) {
    super(why);
    this.why = why;
  }
}

/** Locks the process; answers its row, or null while a person’s command waits to be applied. */
export async function lockedProcess(tx: Tx, reportId: string): Promise<Process | null> {
  const processId = processIdOf('report', reportId);
  await tx.$queryRaw`select 1 from process where id = ${processId} for update`;
  const waiting = await tx.command.count({ where: { processId, status: 'pending', actorId: { not: null } } });
  return waiting > 0 ? null : tx.process.findUniqueOrThrow({ where: { id: processId } });
}

/** Under the process’s lock, so that a draft never changes after its submission is received. */
export async function mayWrite(tx: Tx, reportId: string, user: User): Promise<boolean> {
  const process = await lockedProcess(tx, reportId);
  return process !== null && can(user.actor, 'report.write', process);
}

/** Saves a step of the draft. */
export async function saveReport(
  prisma: PrismaClient,
  { reportId, user, version, columns, lines }: Saving,
): Promise<Saved> {
  return prisma.$transaction(async (tx) => {
    if (!(await mayWrite(tx, reportId, user))) return 'closed';
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`select app_now() as now`;
    const { count } = await tx.report.updateMany({
      where: { id: reportId, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 },
      data: { ...(columns as Prisma.ReportUpdateManyMutationInput), version: { increment: 1 }, savedAt: clock!.now },
    });
    if (count === 0) return 'stale';
    if (lines) {
      await tx.reportLine.deleteMany({ where: { reportId } });
      await tx.reportLine.createMany({ data: lines.map((line) => ({ reportId, ...line })) });
    }
    return 'saved';
  });
}
