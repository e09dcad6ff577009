/** The call’s deadlines one after the other, and who can move the one that holds. */
import { formatDate, formatDeadline, formatInstant, localDate } from '../../../domain/calendar/index.js';
import { callLifecycle } from '../../../domain/call/lifecycle.js';
import { transitionOf } from '../../../domain/lifecycle.js';
import { holdersOf } from '../../../prisma/holders.js';
import type { UserContext } from '../../page.js';
import { fullName } from '../../who.js';
import { possible } from '../acting.js';
import type { LoadedCall } from '../call.js';

/** `was` and `is` as "31. mars 2027 kl. 23.59"; `promised`: the answer that was moved with it. */
export type ExtensionLine = {
  at: string;
  who: string;
  was: string;
  is: string;
  reason: string;
  promised: string | null;
};

/** In the order they were decided; each with the deadline it replaced. */
export async function extensionLines({ services, t }: UserContext, { call, process }: LoadedCall): Promise<ExtensionLine[]> {
  if (call.deadlines.length < 2) return [];
  const events = await services.prisma.event.findMany({
    where: { processId: process.id, name: 'extendDeadline' },
    select: { at: true, actorId: true },
  });
  const people = await services.prisma.person.findMany({
    where: { id: { in: events.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true },
  });
  return call.deadlines.slice(1).map(({ decidedAt, deadline, reason, expectedDecisionOn }, i) => {
    const event = events.find(({ at }) => at.getTime() === decidedAt.getTime());
    const person = people.find(({ id }) => id === event?.actorId);
    return {
      at: formatInstant(decidedAt.getTime()),
      who: person ? fullName(person) : t('common.role.approver'),
      was: formatDeadline(call.deadlines[i]!.deadline.getTime()),
      is: formatDeadline(deadline.getTime()),
      reason: reason ?? '',
      promised: expectedDecisionOn && formatDate(localDate(expectedDecisionOn.getTime())),
    };
  });
} // prettier-ignore

/** Who extends the deadline, for who may not do it; null where nobody can now, or the reader can. */
export async function whoExtends({ services, t, user, now }: UserContext, loaded: LoadedCall): Promise<string | null> {
  const { call, process } = loaded;
  if (!transitionOf(callLifecycle, 'extendDeadline', process.state)) return null;
  if (possible(user, 'extendDeadline', loaded) === 'yes') return null;
  const { countyGovernorCode } = call;
  const held = await holdersOf(services.prisma, new Date(now), { role: 'approver', countyGovernorCode });
  const people = await services.prisma.person.findMany({
    where: { id: { in: held.map(({ id }) => id) } },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }],
    select: { firstName: true, lastName: true },
  });
  if (people.length === 0) return t('calls.management.nobodyExtends');
  return t('calls.management.whoExtends', { names: people.map(fullName).join(', ') });
}
