import { mkdirSync, writeFileSync } from 'node:fs';
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

/** Prints the table; that of all rows, from one run, is kept in bench/results/. */
export function report(rows: readonly Row[], { keep }: { keep: boolean }): void {
  const lines = [
    '| what | figure | goal | kept |',
    '|---|---|---|---|',
    ...rows.map(
      (row) => `| ${row.what} | ${row.figure} | ${row.goal} | ${row.kept === null ? '–' : row.kept ? 'yes' : 'no'} |`,
    ),
  ];
  console.log(lines.join('\n'));
  if (!keep) return;
  const folder = path.resolve(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'latest.md'), `${lines.join('\n')}\n`);
}
