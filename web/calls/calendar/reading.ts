/** The announced calls a filter lets through, with the instants their calendar and feed entries are made of. */
import { processIdOf } from '../../../domain/lifecycles.js';
import type { Prisma, PrismaClient } from '../../../prisma/generated/client.js';
import { announced } from '../call.js';
import type { CalendarFilter, Phase } from './filter.js';
import { officesInOrder } from '../../offices.js';

const include = {
  countyGovernor: true,
  deadlines: { orderBy: { version: 'asc' } },
  priorityAreas: { orderBy: { position: 'asc' } },
} satisfies Prisma.CallInclude;

export type CalendarCall = Prisma.CallGetPayload<{ include: typeof include }> & {
  state: string;
  /** When it opened; null when it has not, or was cancelled before. */
  openedAt: Date | null;
  cancelledAt: Date | null;
  /** The last that was changed of what the public reads. */
  changedAt: Date;
};

export function phaseOf({ state }: Pick<CalendarCall, 'state'>): Phase {
  if (state === 'scheduled') return 'coming';
  return state === 'open' ? 'open' : 'earlier';
}

/** Every announced call by budget year, newest first, then by Governor and deadline. */
export async function announcedCalls(prisma: PrismaClient): Promise<CalendarCall[]> {
  const processes = await prisma.process.findMany({
    where: announced,
    select: { id: true, subjectId: true, state: true },
  });
  const [calls, events] = await Promise.all([
    prisma.call.findMany({ where: { id: { in: processes.map(({ subjectId }) => subjectId) } }, include }),
    prisma.event.findMany({
      where: { processId: { in: processes.map(({ id }) => id) }, toState: { in: ['scheduled', 'open', 'cancelled'] } },
      select: { processId: true, fromState: true, toState: true, at: true },
      orderBy: { seq: 'asc' },
    }),
  ]);
  const states = new Map(processes.map(({ subjectId, state }) => [subjectId, state]));
  const moves = new Map<string, typeof events>();
  for (const event of events)
    if (event.fromState !== event.toState) moves.set(event.processId, [...(moves.get(event.processId) ?? []), event]);
  return calls
    .map((call): CalendarCall => {
      const state = states.get(call.id)!;
      const own = moves.get(processIdOf('call', call.id)) ?? [];
      const at = (wanted: string): Date | null => own.find(({ toState }) => toState === wanted)?.at ?? null;
      const cancelledAt = at('cancelled');
      // A round that was imported, or planted as open, has no event of its opening.
      const opened = state !== 'scheduled' && state !== 'cancelled' ? call.opensAt : null;
      const instants = [call.deadlines.at(-1)?.decidedAt, at('scheduled'), cancelledAt];
      const changedAt = new Date(Math.max(...instants.map((one) => one?.getTime() ?? 0), call.createdAt.getTime()));
      return { ...call, state, openedAt: at('open') ?? opened, cancelledAt, changedAt };
    })
    .sort(
      (a, b) =>
        b.budgetYear - a.budgetYear ||
        a.countyGovernor.name.localeCompare(b.countyGovernor.name, 'nb') ||
        a.deadline.getTime() - b.deadline.getTime() ||
        a.id.localeCompare(b.id),
    );
}

const wordsOf = (call: CalendarCall): string =>
  [
    call.titleNb, call.titleNn, call.purposeNb, call.purposeNn, call.requirementsNb, call.requirementsNn,
    ...call.priorityAreas.flatMap(({ nameNb, nameNn }) => [nameNb, nameNn]),
  ].join('\n').toLocaleLowerCase('nb'); // prettier-ignore

/** All of the filter’s conditions; every word of the theme must be there, in either written form. */
export function passes(filter: CalendarFilter, call: CalendarCall): boolean {
  if (filter.year !== null && call.budgetYear !== filter.year) return false;
  if (filter.governor !== null && call.countyGovernorCode !== filter.governor) return false;
  if (filter.county !== null && !call.countyCodes.includes(filter.county)) return false;
  if (filter.kind !== null && call.projectKinds !== 'both' && call.projectKinds !== filter.kind) return false;
  if (filter.phase !== null && phaseOf(call) !== filter.phase) return false;
  if (filter.theme === '') return true;
  const words = wordsOf(call);
  return filter.theme.toLocaleLowerCase('nb').split(' ').every((word) => words.includes(word)); // prettier-ignore
}

export type Places = {
  governors: { code: string; name: string }[];
  counties: { code: string; name: string }[];
};
export const readPlaces = async (prisma: PrismaClient): Promise<Places> => {
  const [governors, counties] = await Promise.all([
    officesInOrder(prisma),
    prisma.county.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } }),
  ]);
  return { governors, counties };
};

/** The filter without an office or county that there is not: the whole calendar, as for an address without it. */
export const known = (filter: CalendarFilter, { governors, counties }: Places): CalendarFilter => ({
  ...filter,
  governor: governors.some(({ code }) => code === filter.governor) ? filter.governor : null,
  county: counties.some(({ code }) => code === filter.county) ? filter.county : null,
});
