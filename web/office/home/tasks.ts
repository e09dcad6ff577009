/** The office’s open tasks, sorted into whose they are. */
import { can } from '../../../domain/authorisation.js';
import type { Role } from '../../../domain/roles.js';
import { settledByHand, undelivered } from '../../../domain/tasks.js';
import type { PrismaClient } from '../../../prisma/generated/client.js';
import type { UserContext } from '../../page.js';
import { readMatters, type Matter, type TaskRow } from './matters.js';

export type OfficeTask = Matter & {
  key: string;
  kind: string;
  audience: string;
  assigneeId: string | null;
  at: number;
  /** Whom an e-mail did not reach. */
  addresses: string[];
  /** The municipality whose person it was, for who may see its people. */
  municipalityCode: string | null;
  maySettle: boolean;
};
/** `mine` has the leader’s escalations first; `failed`: what did not go as it should, for the leader. */
export type OfficeTasks = { mine: OfficeTask[]; unassigned: OfficeTask[]; others: OfficeTask[]; failed: OfficeTask[] };

const roleOf: Readonly<Record<string, Role>> = {
  approvers: 'approver',
  leaders: 'leader',
  administrators: 'countyGovernorAdmin',
};
const forAnyOfficer = ['caseOfficer', 'officers'];

/** Late ones first, then by deadline; those without one last, oldest first. */
const byUrgency = (a: OfficeTask, b: OfficeTask): number =>
  (a.deadline ?? Number.MAX_SAFE_INTEGER) - (b.deadline ?? Number.MAX_SAFE_INTEGER) || a.at - b.at;

/** The addresses that the e-mails behind these tasks did not reach; a task’s key is the e-mail’s with what became of it. */
async function readAddresses(prisma: PrismaClient, tasks: readonly TaskRow[]): Promise<(task: TaskRow) => string[]> {
  const emailOf = ({ key }: TaskRow): string => key.slice(0, key.lastIndexOf('/'));
  const about = tasks.filter(({ kind }) => undelivered.includes(kind));
  const emails = await prisma.email.findMany({
    where: { key: { in: about.map(emailOf) } },
    select: { key: true, toAddress: true },
  });
  return ({ processId, kind }) => {
    const keys = about.filter((task) => task.processId === processId && task.kind === kind).map(emailOf);
    return [...new Set(emails.filter(({ key }) => keys.includes(key)).map(({ toAddress }) => toAddress))];
  };
}

export async function readTasks(context: UserContext, office: string): Promise<OfficeTasks> {
  const { services, user } = context;
  const rows: TaskRow[] = await services.prisma.task.findMany({
    where: { doneAt: null, countyGovernorCode: office },
    include: { process: true },
    orderBy: { at: 'asc' },
  });
  const [matterOf, addressesOf] = await Promise.all([readMatters(context, rows), readAddresses(services.prisma, rows)]);
  const seen = new Set<string>();
  const tasks = rows.flatMap((row): OfficeTask[] => {
    const same = `${row.processId} ${row.kind} ${row.assigneeId ?? row.audience}`;
    const matter = seen.has(same) ? null : matterOf(row);
    seen.add(same);
    if (!matter) return [];
    const { key, kind, audience, assigneeId, process } = row;
    const maySettle = settledByHand.includes(kind) && matter.mine && can(user.actor, 'task.settle', process);
    const unreached = undelivered.includes(kind) && can(user.actor, 'municipality.people', process);
    const municipalityCode = unreached ? process.municipalityCode : null;
    const addresses = addressesOf(row);
    return [
      { ...matter, key, kind, audience, assigneeId, at: row.at.getTime(), addresses, municipalityCode, maySettle },
    ];
  });
  tasks.sort(byUrgency);

  const holds = (role: Role): boolean =>
    user.actor.grants.some((grant) => grant.role === role && grant.countyGovernorCode === office);
  const leads = holds('leader');
  const isFailure = (task: OfficeTask) => leads && settledByHand.includes(task.kind);
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
  // A request that has waited so long that it is the leader’s is not shown as nobody’s too.
  const theirs = new Set(mine.filter(({ kind }) => kind === 'accessRequestWaiting').map(({ href }) => href));
  const again = tasks.filter((task) => task.kind === 'decideAccess' && !isMine(task) && theirs.has(task.href));
  const unassigned = tasks.filter(
    (task) => !isFailure(task) && !isMine(task) && mayTake(task) && !again.includes(task),
  );
  const taken = new Set([...failed, ...mine, ...unassigned, ...again]);
  return { mine, unassigned, others: tasks.filter((task) => !taken.has(task)), failed };
}
