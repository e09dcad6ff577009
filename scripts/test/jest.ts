import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nothing, type Result } from './result.js';

/** The part of Jest's --json that is counted. */
export interface JestReport {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

export interface JestRun {
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Shows nothing of Jest's own output. */
  quiet?: boolean;
}

/** Runs Jest over the files, its progress shown, and counts single tests. */
export async function runJest(files: string[], { root, environment, quiet = false }: JestRun): Promise<Result> {
  if (files.length === 0) return nothing;
  const folder = mkdtempSync(path.join(tmpdir(), 'jest-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const child = spawn(
      process.execPath,
      [
        path.join('node_modules', 'jest', 'bin', 'jest.js'),
        ...['--maxWorkers=2', '--forceExit', '--json', `--outputFile=${reportFile}`, '--runTestsByPath', ...files],
      ],
      {
        cwd: root,
        env: { ...environment, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
        stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit'],
      },
    );
    const code = await new Promise<number | null>((resolve) => {
      child.on('error', () => resolve(null)).on('close', resolve);
    });
    if (!existsSync(reportFile)) return { ...nothing, failed: [`Jest gave no report (${String(code)})`] };
    const result = countJest(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport, root);
    if (code !== 0 && result.failed.length === 0) result.failed.push(`Jest ended with ${String(code)}`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that did not get as far as its tests counts as one failure. */
export function countJest(report: JestReport, root: string): Result {
  const named = (status: string[]) =>
    report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((test) => status.includes(test.status))
        .map(({ fullName }) => `${path.relative(root, name)}: ${fullName}`),
    );
  const broken = report.testResults
    .filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((t) => t.status === 'failed'),
    )
    .map(({ name }) => `${path.relative(root, name)}: did not run to its end`);
  return {
    passed: report.numPassedTests,
    failed: [...named(['failed']), ...broken],
    skipped: named(['pending', 'skipped', 'todo', 'disabled']),
  };
}
