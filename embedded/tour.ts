import { existsSync, writeFileSync } from 'node:fs';
import type { PrismaClient } from '../prisma/generated/client.js';
import { demoPeople, subjectHash } from '../prisma/seed/demo/people.js';
import type { Kind } from '../domain/lifecycle.js';
import type { Tour, TourTask } from '../web/services.js';

type Task = {
  key: TourTask['key'];
  /** Key of the demo person who does it; null: nobody needs to log in. */
  by: string | null;
  /** Done when the process of this kind has this event, caused by that person (by the system when `by` is not its actor). */
  event: { kind: Kind; name: string; toState?: string; bySystem?: true } | null;
};

const tasks: readonly Task[] = [
  { key: 'ask', by: 'utsira', event: { kind: 'accessRequest', name: 'submit' } },
  { key: 'letIn', by: 'ro-officer', event: { kind: 'accessRequest', name: 'approve' } },
  { key: 'approveCall', by: 'ro-approver', event: { kind: 'call', name: 'approve' } },
  { key: 'read', by: null, event: null },
  { key: 'apply', by: 'bodo', event: { kind: 'grant', name: 'submit' } },
  { key: 'approveLocally', by: 'moss-director', event: { kind: 'grant', name: 'approveLocally' } },
  { key: 'turnClock', by: 'operations', event: { kind: 'grant', name: 'due:deadline', toState: 'registered', bySystem: true } }, // prettier-ignore
];

export type TourParts = {
  prisma: PrismaClient;
  pidKey: string;
  /** Exists when the question of the public list has been answered: reading leaves no trace in the product. */
  readFile: string;
};

/** The seven tasks of «Prøv selv», each checked against what the product has recorded. */
export function createTour({ prisma, pidKey, readFile }: TourParts): Tour {
  const personOf = (key: string) => demoPeople.find((person) => person.key === key)!;

  async function isDone({ by, event }: Task): Promise<boolean> {
    if (!event || !by) return existsSync(readFile);
    const person = await prisma.person.findUnique({ where: { subjectHash: subjectHash(pidKey, personOf(by).pid) } });
    const found = await prisma.event.findFirst({
      where: {
        name: event.name,
        process: { kind: event.kind },
        ...(event.bySystem ? {} : { actorId: person?.id ?? null }),
        ...(event.toState ? { toState: event.toState } : {}),
      },
      select: { seq: true },
    });
    return found !== null;
  }

  /** Of Rogaland’s round of 2021, whole kroner. */
  async function largestAward(): Promise<bigint> {
    const awards = await prisma.awardYear.groupBy({
      by: ['projectId'],
      where: { budgetYear: 2021, project: { countyGovernorCode: 'FMRO', publicSince: { not: null } } },
      _sum: { amount: true },
      orderBy: { _sum: { amount: 'desc' } },
      take: 1,
    });
    return awards[0]?._sum.amount ?? 0n;
  }

  return {
    tasks: () =>
      Promise.all(
        tasks.map(async (task) => {
          const person = task.by === null ? null : personOf(task.by);
          return {
            key: task.key,
            who: person && { name: `${person.firstName} ${person.lastName}`, door: person.group === 'Kommune' ? 'kommune' : 'stat' }, // prettier-ignore
            done: await isDone(task),
          };
        }),
      ),
    async answer(kroner) {
      const right = kroner > 0 && BigInt(kroner) === (await largestAward());
      if (right) writeFileSync(readFile, '');
      return right;
    },
  };
}
