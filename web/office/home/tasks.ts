/** The office’s open tasks, sorted into whose they are. */
import type { Role } from '../../../domain/roles.js';
import type { UserContext } from '../../page.js';
import { readMatters, type Matter, type TaskRow } from './matters.js';

export type OfficeTask = Matter & { kind: string; audience: string; assigneeId: string | null; at: number };
/** `mine` has the leader’s escalations first; `failed`: what did not go as it should, for the leader. */
export type OfficeTasks = { mine: OfficeTask[]; unassigned: OfficeTask[]; others: OfficeTask[]; failed: OfficeTask[] };

const failures = ['emailBounced', 'deliveryFailed', 'decisionRefused', 'submissionRefused'];
const roleOf: Readonly<Record<string, Role>> = { approvers: 'approver', leaders: 'leader' };
const forAnyOfficer = ['caseOfficer', 'officers'];

/** Late ones first, then by deadline; those without one last, oldest first. */
const byUrgency = (a: OfficeTask, b: OfficeTask): number =>
  (a.deadline ?? Number.MAX_SAFE_INTEGER) - (b.deadline ?? Number.MAX_SAFE_INTEGER) || a.at - b.at;

export async function readTasks(context: UserContext, office: string): Promise<OfficeTasks> {
  const { services, user } = context;
  const rows: TaskRow[] = await services.prisma.task.findMany({
    where: { doneAt: null, countyGovernorCode: office },
    include: { process: true },
    orderBy: { at: 'asc' },
  });
  const matterOf = await readMatters(context, rows);
  const seen = new Set<string>();
  const tasks = rows.flatMap((row): OfficeTask[] => {
    const same = `${row.processId} ${row.kind} ${row.assigneeId ?? row.audience}`;
    const matter = seen.has(same) ? null : matterOf(row);
    seen.add(same);
    return matter
      ? [{ ...matter, kind: row.kind, audience: row.audience, assigneeId: row.assigneeId, at: row.at.getTime() }]
      : [];
  });
  tasks.sort(byUrgency);

  const holds = (role: Role): boolean =>
    user.actor.grants.some((grant) => grant.role === role && grant.countyGovernorCode === office);
  const leads = holds('leader');
  const isFailure = (task: OfficeTask) => leads && failures.includes(task.kind);
  const isMine = (task: OfficeTask) => {
    const role = roleOf[task.audience];
    return (
      task.mine && (task.assigneeId === user.id || (task.assigneeId === null && role !== undefined && holds(role)))
    );
  };
  const mayTake = (task: OfficeTask) =>
    task.mine && task.assigneeId === null && forAnyOfficer.includes(task.audience) &&
    (holds('caseOfficer') || leads || (holds('countyGovernorAdmin') && task.kind === 'decideAccess')); // prettier-ignore
  const failed = tasks.filter(isFailure);
  const escalated = (task: OfficeTask): number => Number(task.audience === 'leaders');
  const mine = tasks
    .filter((task) => !isFailure(task) && isMine(task))
    .sort((a, b) => escalated(b) - escalated(a) || byUrgency(a, b));
  const unassigned = tasks.filter((task) => !isFailure(task) && !isMine(task) && mayTake(task));
  const taken = new Set([...failed, ...mine, ...unassigned]);
  return { mine, unassigned, others: tasks.filter((task) => !taken.has(task)), failed };
}
