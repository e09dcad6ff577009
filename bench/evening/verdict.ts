/** What was lost or judged wrongly, from what people hold and what stands in Postgres. Pure, so that a test can show it counts. */
import type { Pressed } from './sending.js';

/** Instants are epoch ms; `appliedAt` null while it is not. */
export type Received = { id: string; status: string; receivedAt: number; appliedAt: number | null };
export type Verdict = {
  lost: string[];
  wronglyLate: string[];
  wronglyInTime: string[];
  /** Pressed in time and answered with no receipt. */
  unanswered: string[];
  /** Rightly refused or turned away. */
  late: number;
};

export function judgeEvening(pressed: readonly Pressed[], rows: readonly Received[], deadline: number): Verdict {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const withReceipt = pressed.flatMap(({ receipt }) => (receipt ? [{ receipt, row: rowOf.get(receipt) }] : []));
  const inTime = ({ receivedAt }: Received) => receivedAt < deadline;
  const without = pressed.filter(({ receipt }) => !receipt);
  const unanswered = without.filter(({ sentAt, ms }) => sentAt + ms < deadline);
  return {
    lost: withReceipt.filter(({ row }) => !row || row.status === 'pending').map(({ receipt }) => receipt),
    wronglyLate: rows.filter((row) => inTime(row) && row.status === 'refused').map(({ id }) => id),
    wronglyInTime: rows.filter((row) => !inTime(row) && row.status === 'applied').map(({ id }) => id),
    unanswered: unanswered.map(({ draft, status }) => `${draft}: ${status}`),
    late: rows.filter((row) => !inTime(row) && row.status === 'refused').length + without.length - unanswered.length,
  };
}
