import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../migration-files.js';
import { runCheck } from './check.js';
import { runJest } from './jest.js';
import { main } from './main.js';
import { add, countLine, nothing } from './result.js';
import { findTestFiles, steps, unclaimed } from './steps.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ærlig prøve '));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = (code: string) => ({ kind: 'check' as const, name: 'program', needs: [], command: ['-e', code] });

test('a program counts as one test', async () => {
  expect(await runCheck(program(''), folder, process.env)).toEqual({ passed: 1, failed: [], skipped: [] });
  expect(await runCheck(program('process.exit(2)'), folder, process.env)).toEqual({ ...nothing, failed: ['program'] });
});

test('every test of Jest is counted and named, a file that breaks as one failure', async () => {
  const files = {
    'good.test.ts': `test('adds', () => expect(1 + 1).toBe(2)); test('sees', () => expect(process.env['GIVEN']).toBe('x'));`,
    'mixed.test.ts': `describe('sums', () => { test('fail', () => expect(1).toBe(2)); test.skip('wait', () => {}); test.todo('come'); });`,
    'broken.test.ts': `import './nowhere.js';\ntest('never', () => {});`,
  };
  for (const [file, source] of Object.entries(files)) writeFileSync(path.join(folder, file), source);
  writeFileSync(
    path.join(folder, 'jest.config.mjs'),
    `export { default } from ${JSON.stringify(path.join(projectRoot, 'jest.config.mjs'))};`,
  );

  expect(
    await runJest(Object.keys(files), { root: folder, environment: { ...process.env, GIVEN: 'x' }, quiet: true }),
  ).toEqual({
    passed: 2,
    failed: expect.arrayContaining(['mixed.test.ts: sums fail', 'broken.test.ts: did not run to its end']),
    skipped: ['mixed.test.ts: sums wait', 'mixed.test.ts: sums come'],
  });
}, 60_000);

test('no test files is no error', async () => {
  expect(await runJest([], { root: folder, environment: process.env })).toEqual(nothing);
});

test('Jest that does not start is a failure', async () => {
  writeFileSync(path.join(folder, 'a.test.ts'), '');
  writeFileSync(path.join(folder, 'jest.config.mjs'), 'throw new Error("not today");');
  expect((await runJest(['a.test.ts'], { root: folder, environment: process.env, quiet: true })).failed).toEqual([
    'Jest gave no report (1)',
  ]);
}, 60_000);

test('the last line counts', () => {
  const one = { passed: 2, failed: ['a'], skipped: [] };
  expect(countLine(add(one, { passed: 1, failed: [], skipped: ['b', 'c'] }))).toBe('3 passed, 1 failed, 2 skipped');
});

test('no test file of the project is left out, and one in a new folder would be seen', () => {
  const files = findTestFiles(projectRoot);
  expect(files).toContain(path.join('scripts', 'test', 'runner.test.ts'));
  expect(unclaimed(files)).toEqual([]);
  expect(unclaimed([path.join('mail', 'inbox.test.ts')])).toEqual([path.join('mail', 'inbox.test.ts')]);
});

test('every check has its program', () => {
  for (const step of steps) {
    if (step.kind !== 'check') continue;
    const file = step.command.find((argument) => /\.(ts|js|mjs|cjs)$|\/bin\/tsc$/.test(argument)) ?? '';
    expect(readdirSync(path.join(projectRoot, path.dirname(file)))).toContain(path.basename(file));
  }
});

test('an unknown step runs nothing and fails', async () => {
  expect(await main(['domein'])).toBe(1);
});
