import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One row of the table; `goal` is what DESIGN or the issue asks. */
export type Row = { what: string; figure: string; goal: string; kept: boolean | null };

/** The value below which this part of the samples lies. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const tableOf = (rows: readonly Row[]): string =>
  [
    '| what | figure | goal | kept |',
    '|---|---|---|---|',
    ...rows.map(
      (row) => `| ${row.what} | ${row.figure} | ${row.goal} | ${row.kept === null ? '–' : row.kept ? 'yes' : 'no'} |`,
    ),
  ].join('\n');

export function print(rows: readonly Row[]): void {
  console.log(tableOf(rows));
}

/** Keeps what was measured in `bench/results/<measure>.md`, with its day and how busy the machine was at its end. */
export function keep(measure: string, rows: readonly Row[]): void {
  const folder = path.resolve(import.meta.dirname, 'results');
  const day = new Date().toISOString().slice(0, 10);
  const busy = `load ${os.loadavg()[0]!.toFixed(1)} on ${os.cpus().length} cores`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${measure}.md`), `# ${measure}\n\n${day}, ${busy}\n\n${tableOf(rows)}\n`);
}
