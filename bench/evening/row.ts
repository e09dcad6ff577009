import type { Row } from '../figures.js';
import { deadlineEvening, type Evening } from './evening.js';

/**
 * The evening of the issue. The nine minutes before the last are played in four and a half, which is harder than they are; the last
 * minute is played as it is. Processes are started as many as the time allows; the others are rows, and start with their first command.
 */
const full: Evening = {
  drafts: 10_000,
  municipalities: 100,
  idle: 60,
  before: 1_700,
  beforeMs: 270_000,
  lastMinute: 300,
  minuteMs: 60_000,
  late: 40,
  lateMs: 10_000,
  prepareMs: 280_000,
};
/** A fifth of it, for a machine that others work on: a fifth of the drafts, and of those who send in. */
const fifth: Evening = {
  ...full,
  drafts: 2_000,
  municipalities: 40,
  idle: 40,
  before: 340,
  beforeMs: 135_000,
  lastMinute: 60,
  late: 10,
  prepareMs: 75_000,
};

export const eveningRows = (): Promise<Row[]> => measured(full);
export const fifthOfAnEvening = (): Promise<Row[]> => measured(fifth);

async function measured(evening: Evening): Promise<Row[]> {
  const result = await deadlineEvening({ ...evening, tell: (line) => console.error(`  ${line}`) });
  if (result.begunLateMs > 0)
    throw new Error(
      `the machine was ${Math.round(result.begunLateMs / 1000)} s late for the rush: the figures are void`,
    );
  const { lost, wronglyLate, wronglyInTime, unanswered } = result;
  const wrong = [lost, wronglyLate, wronglyInTime, unanswered].map((list) => list.length);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const [receipts, applied] = [result.p95 / result.idleP95, result.appliedMs / result.bareMs];
  return [
    {
      what: `deadline evening: ${evening.drafts} drafts (${result.started} processes running, ${result.startsPerSecond.toFixed(0)} started a second against ${result.bareStartsPerSecond.toFixed(0)} bare ones), ${evening.before} sent in over ${evening.beforeMs / 1000} s, ${evening.lastMinute} in the last minute, ${evening.late} after it (load ${result.load.toFixed(1)})`,
      figure: `of ${result.receipts} receipts ${wrong[0]} lost; wrongly late ${wrong[1]}, wrongly in time ${wrong[2]}, in time without receipt ${wrong[3]}; rightly late ${result.late}`,
      goal: '0, 0, 0, 0',
      kept: wrong.every((count) => count === 0),
    },
    {
      what: 'deadline evening: p95 of receipts against the same web one at a time before it',
      figure: `${receipts.toFixed(1)}× (${result.p95.toFixed(0)} ms against ${result.idleP95.toFixed(0)} ms; the slowest ${seconds(result.slowest)} s)`,
      goal: '≤ 5×',
      kept: receipts <= 5,
    },
    {
      what: `deadline evening: from the first receipt until the last is applied, against the bare engine with as many Updates at the same instants (${result.activities} activities and a timer each)`,
      figure: `${applied.toFixed(2)}× (${seconds(result.appliedMs)} s against ${seconds(result.bareMs)} s; the last was applied ${seconds(result.behindMs)} s after it was received)`,
      goal: '≤ 2×',
      kept: applied <= 2,
    },
  ];
}
