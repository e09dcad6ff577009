import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './migration-files.js';

const files: Record<string, string> = {
  'domain/money.ts': `export const frame = 1n;`,
  'domain/clock.ts': `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;`,
  'activities/records.ts': `import { frame } from '../domain/money.js';\nexport const record = frame;`,
  'workflows/messages.ts': `export const command = 'command';`,
  'workflows/call.ts': `import type { record } from '../activities/records.js';\nexport type R = typeof record;`,
  'workflows/grant.ts': `import { record } from '../activities/records.js';\nexport const decide = record;`,
  'delivery/deliver.ts': `import { command } from '../workflows/messages.js';\nexport const deliver = command;`,
  'web/server.ts': `import { deliver } from '../delivery/deliver.js';\nexport const page = deliver;`,
  'web/shortcut.ts': `import { call } from '../workflows/call.js';\nexport const page = call;`,
  'worker/main.ts': `import { start } from '../embedded/start.js';\nexport const main = start;`,
  'worker/main.test.ts': `import { start } from '../embedded/start.js';\nexport const test = start;`,
  'embedded/start.ts': `export const start = 1;`,
  'domain/a.ts': `import { b } from './b.js';\nexport const a: number = b;`,
  'domain/b.ts': `import { a } from './a.js';\nexport const b: number = a;`,
  'web/lost.ts': `import { nothing } from './nowhere.js';\nexport const lost = nothing;`,
};

test('planted breaches are found, each with its rule, and nothing else is', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
  try {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), source);
    }
    const { stdout } = spawnSync(
      process.execPath,
      [
        path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', path.join(projectRoot, '.dependency-cruiser.cjs'), '--output-type', 'json', '.'],
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { rule: { name: string }; from: string; to: string }[] };
    };
    const found = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
    expect(found).toEqual([
      'domain-is-rules-only: domain/clock.ts → fs',
      'everything-resolves: web/lost.ts → ./nowhere.js',
      'no-circles: domain/a.ts → domain/b.ts',
      'production-knows-no-embedded-part: worker/main.ts → embedded/start.ts',
      'web-knows-messages-only: web/shortcut.ts → workflows/call.ts',
      'worker-loads-workflows-by-path: worker/main.ts → embedded/start.ts',
      'workflows-name-activities-by-type: workflows/grant.ts → activities/records.ts',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
