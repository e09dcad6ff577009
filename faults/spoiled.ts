/** Each oracle must be able to fail: the evidence of a round with one row taken away, doubled or delayed. */
import type { Count, Evidence } from './count.js';

export type Spoiled = { what: string; sees: 'lost' | 'doubled' | 'late'; spoil: (evidence: Evidence) => void };

const minutes = 60_000;
const process = ({ processes }: Evidence, kind: string) => processes.find(({ id }) => id.startsWith(kind))!;

export const spoilings: readonly Spoiled[] = [
  { what: 'a receipt without its command', sees: 'lost', spoil: (e) => e.commands.splice(e.commands.findIndex(({ id }) => id === e.receipts[0]), 1) },
  { what: 'a command that is still pending', sees: 'lost', spoil: (e) => (e.commands[0]!.status = 'pending') },
  { what: 'a duty that is still planned', sees: 'lost', spoil: (e) => (e.duties[0]!.status = 'planned') },
  { what: 'a process that has not ended', sees: 'lost', spoil: (e) => (process(e, 'report/').ended = false) },
  { what: 'an event taken away', sees: 'lost', spoil: (e) => process(e, 'grant/').left.events.pop() },
  { what: 'an e-mail taken away', sees: 'lost', spoil: (e) => process(e, 'report/').left.emails.pop() },
  { what: 'a letter that was not made', sees: 'lost', spoil: (e) => (e.letters[0]!.status = 'pending') },
  { what: 'an e-mail that is not sent', sees: 'lost', spoil: (e) => (e.emails[0]!.status = 'pending') },
  { what: 'an e-mail the relay never took', sees: 'lost', spoil: (e) => (e.delivered = e.delivered.filter(({ messageId }) => messageId !== e.emails[0]!.messageId)) },
  { what: 'an event twice', sees: 'doubled', spoil: (e) => process(e, 'grant/').left.events.push('decide') },
  { what: 'an e-mail twice under two keys', sees: 'doubled', spoil: (e) => process(e, 'report/').left.emails.push(process(e, 'report/').left.emails[0]!) },
  { what: 'a Message-ID delivered twice with no kill between', sees: 'doubled', spoil: (e) => e.delivered.push({ ...e.delivered.at(-1)! }) },
  { what: 'a duty done six minutes after its instant', sees: 'late', spoil: (e) => { const duty = e.duties.find(({ doneAt }) => doneAt !== null)!; e.outages = []; duty.doneAt = duty.dueAt + 6 * minutes; } },
]; // prettier-ignore

/** The spoilings that the count did not see. */
export function unseen(evidence: Evidence, count: (evidence: Evidence) => Count): string[] {
  return spoilings
    .filter(({ sees, spoil }) => {
      const spoiled = structuredClone(evidence);
      const before = count(spoiled)[sees].length;
      spoil(spoiled);
      return count(spoiled)[sees].length <= before;
    })
    .map(({ what }) => what);
}
