/** Counts what was lost, doubled or late in what a round left behind. Pure: each oracle is shown to count by spoiling its input. */
import type { Left } from './expected.js';
import type { Outage } from './strikes.js';

/** What stands in Postgres, came out of the relay and is known to the people, after the round. Instants are epoch ms. */
export type Evidence = {
  /** Ids that people hold a receipt of. */
  receipts: string[];
  commands: { id: string; status: string }[];
  duties: { key: string; status: string; dueAt: number; doneAt: number | null }[];
  /** What each process left, and what it should have left. */
  processes: { id: string; ended: boolean; mayLive: boolean; left: Left; expected: Left }[];
  letters: { key: string; status: string }[];
  /** E-mails by Message-ID. */
  emails: { messageId: string; status: string }[];
  /** What the relay took, in order. */
  delivered: { messageId: string; receivedAt: number }[];
  outages: Outage[];
};

export type Count = {
  lost: string[];
  doubled: string[];
  late: string[];
  /** Delivered again by a sender that was killed between sending and marking; same Message-ID, as DESIGN rule 6 has it. */
  again: number;
  /** The longest a duty waited, outages taken out. */
  slowestMs: number;
};

const lateAfterMs = 5 * 60_000;
/** A relay writes down a mail a moment after the sender has let go of it. */
const momentMs = 1_000;

export function count(evidence: Evidence): Count {
  const { receipts, commands, duties, processes, letters, emails } = evidence;
  const statusOf = new Map(commands.map(({ id, status }) => [id, status]));
  const taken = new Set(evidence.delivered.map(({ messageId }) => messageId));
  const waited = duties.map((duty) => ({ key: duty.key, ms: waitedOf(duty, evidence.outages) }));
  const deliveries = secondDeliveries(evidence);
  const differences = processes.flatMap(({ id, left, expected }) =>
    (['events', 'emails'] as const).flatMap((what) => difference(left[what], expected[what]).map((one) => ({ ...one, id }))),
  );
  return {
    lost: [
      ...receipts.filter((id) => !['applied', 'refused'].includes(statusOf.get(id) ?? '')).map((id) => `receipt ${id}`),
      ...commands.filter(({ status }) => status === 'pending').map(({ id }) => `command ${id}`),
      ...duties.filter(({ status }) => status === 'planned').map(({ key }) => `duty ${key}`),
      ...processes.filter(({ ended, mayLive }) => !ended && !mayLive).map(({ id }) => `end of ${id}`),
      ...letters.filter(({ status }) => status !== 'ready').map(({ key }) => `letter ${key}`),
      ...emails.filter(({ status, messageId }) => status !== 'sent' || !taken.has(messageId)).map(({ messageId }) => `e-mail ${messageId}`),
      ...differences.filter(({ by }) => by < 0).map(({ id, what }) => `${what} of ${id}`),
    ],
    doubled: [
      ...differences.filter(({ by }) => by > 0).map(({ id, what }) => `${what} of ${id}`),
      ...deliveries.filter(({ excused }) => !excused).map(({ messageId }) => `delivery ${messageId}`),
      ...repeated(receipts).map((id) => `receipt ${id}`),
    ],
    late: waited.filter(({ ms }) => ms > lateAfterMs).map(({ key, ms }) => `${key}: ${Math.round(ms / 1000)} s`),
    again: deliveries.filter(({ excused }) => excused).length,
    slowestMs: Math.max(0, ...waited.map(({ ms }) => ms)),
  };
} // prettier-ignore

const repeated = (ids: readonly string[]): string[] => ids.filter((id, n) => ids.indexOf(id) !== n);

/** How often each stands in `left` more (by > 0) or less (by < 0) than expected. */
function difference(left: readonly string[], expected: readonly string[]): { what: string; by: number }[] {
  const times = (list: readonly string[], what: string) => list.filter((one) => one === what).length;
  return [...new Set([...left, ...expected])]
    .map((what) => ({ what, by: times(left, what) - times(expected, what) }))
    .filter(({ by }) => by !== 0);
}

/** How long a duty waited after its instant, without the time when the worker or the engine was away. */
function waitedOf({ dueAt, doneAt }: Evidence['duties'][number], outages: readonly Outage[]): number {
  if (doneAt === null) return 0;
  const away = outages
    .filter(({ part }) => part !== 'web')
    .reduce((sum, { shown: [from, to] }) => sum + Math.max(0, Math.min(to, doneAt) - Math.max(from, dueAt)), 0);
  return doneAt - dueAt - away;
}

/** Deliveries after the first of a Message-ID; excused when the sender or the engine was killed between the two. */
function secondDeliveries({ delivered, outages }: Evidence): { messageId: string; excused: boolean }[] {
  const last = new Map<string, number>();
  return delivered.flatMap(({ messageId, receivedAt }) => {
    const before = last.get(messageId);
    last.set(messageId, receivedAt);
    if (before === undefined) return [];
    const excused = outages.some(
      ({ part, wall: [from] }) => part !== 'web' && from > before - momentMs && from < receivedAt,
    );
    return [{ messageId, excused }];
  });
}
