import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A part that is started once for all steps that need it. */
export type Part = 'postgres' | 'temporal';

interface Common {
  name: string;
  needs: Part[];
}

/** A program that counts as one test: passed when it exits with 0. Arguments for Node, from the project's folder. */
export interface CheckStep extends Common {
  kind: 'check';
  command: string[];
}

/** Jest over the tests of some folders. */
export interface JestStep extends Common {
  kind: 'jest';
  folders: string[];
}

export type Step = CheckStep | JestStep;

const check = (name: string, command: string[], needs: Part[] = []): Step => ({ kind: 'check', name, command, needs });
const script = (file: string) => ['--import', 'tsx', file];
const tests = (name: string, folders: string[], needs: Part[] = []): Step => ({ kind: 'jest', name, folders, needs });

const bin = (file: string) => path.join('node_modules', file);

export const steps: readonly Step[] = [
  check('types', [bin('typescript/bin/tsc'), '--noEmit']),
  check('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  check('boundaries', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--output-type', 'err-long', '.']),
  check('templates', script('scripts/check-templates.ts')),
  check('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  check('texts', script('scripts/check-texts.ts')),
  check('migrations', script('scripts/check-migrations.ts'), ['postgres']),
  check('compose', script('scripts/check-compose.ts')),
  tests('domain', ['domain']),
  tests('workflows', ['workflows'], ['postgres', 'temporal']),
  tests('activities', ['activities', 'delivery', 'scanning', 'worker'], ['postgres', 'temporal']),
  tests('web', ['web', 'prisma', 'scripts'], ['postgres', 'temporal']),
  tests('embedded', ['embedded', 'testing', 'bench'], ['postgres', 'temporal']),
  tests('letters', ['letters']),
  tests('journeys', ['journeys'], ['postgres', 'temporal']),
  tests('faults', ['faults'], ['postgres', 'temporal']),
];

const notOurs = new Set(['node_modules', 'dist', '.data', '.tmp', '.git']);

/** Every test file under the project, relative to it. */
export function findTestFiles(root: string, folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : findTestFiles(root, file);
    return entry.name.endsWith('.test.ts') ? [file] : [];
  });
}

export const isIn = (folders: string[], file: string) => folders.includes(file.split(path.sep)[0] ?? '');

/** Test files that no step would run. */
export function unclaimed(files: string[]): string[] {
  const folders = steps.flatMap((step) => (step.kind === 'jest' ? step.folders : []));
  return files.filter((file) => !isIn(folders, file));
}
