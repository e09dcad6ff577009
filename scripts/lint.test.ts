import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './migration-files.js';

const files: Record<string, string> = {
  'domain/clock.ts': `export const a = Date.now();
export const b = new Date();
export const c = Date();
export const d = new Date(0);`,
  'activities/clock.ts': `export const now = () => new Date();`,
  'workflows/clock.ts': `export const now = () => Date.now();`,
  'domain/clock.test.ts': `export const now = () => Date.now();`,
  'workflows/update.ts': `declare function setHandler(name: string, handler: () => void, options: { validator: () => unknown }): void;
setHandler('a', () => undefined, { validator: async () => undefined });
setHandler('b', () => undefined, { validator: () => undefined });`,
  'web/page.ts': `export default 1;`,
  'web/forgotten.ts': `const save = () => Promise.resolve();
export function handle(): void {
  save();
}`,
  'web/switch.ts': `export function name(state: 'open' | 'closed'): string {
  switch (state) {
    case 'open':
      return 'åpen';
  }
  return '';
}`,
  'web/many.ts': `export const many = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;`,
  'web/types.ts': `import { Pool } from './pool.js';\nexport const use = (pool: Pool) => pool;`,
  'web/pool.ts': `export interface Pool { size: number }`,
};

test('planted faults are found, each by its rule, and nothing else is', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
  try {
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
    for (const file of ['eslint.config.mjs', 'tsconfig.json', 'package.json']) {
      copyFileSync(path.join(projectRoot, file), path.join(folder, file));
    }
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), source);
    }
    const eslint = path.join(projectRoot, 'node_modules/eslint/bin/eslint.js');
    const { stdout } = spawnSync(process.execPath, [eslint, '--format', 'json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; ruleId: string }[] }[];
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId }) => `${path.relative(folder, filePath)}:${line} ${ruleId}`),
    );
    expect(found.sort()).toEqual([
      'activities/clock.ts:1 no-restricted-syntax',
      'domain/clock.ts:1 no-restricted-syntax',
      'domain/clock.ts:2 no-restricted-syntax',
      'domain/clock.ts:3 no-restricted-syntax',
      'web/forgotten.ts:3 @typescript-eslint/no-floating-promises',
      'web/many.ts:1 @typescript-eslint/max-params',
      'web/page.ts:1 no-restricted-syntax',
      'web/switch.ts:2 @typescript-eslint/switch-exhaustiveness-check',
      'web/types.ts:1 @typescript-eslint/consistent-type-imports',
      'workflows/update.ts:2 no-restricted-syntax',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
