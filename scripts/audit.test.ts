import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { assertKnows, findings, known, NoAnswer, readReport, stops, table } from './audit.js';
import { projectRoot } from './migration-files.js';

const vulnerability = (name: string, severity: string, rest: object = {}) => ({
  name,
  severity,
  via: [{ title: `${name} is open`, url: `https://advisories.example/${name}`, severity, source: 1, range: '<2' }],
  effects: [],
  range: '<2',
  fixAvailable: false,
  ...rest,
});
const printed = (...found: ReturnType<typeof vulnerability>[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(found.map((one) => [one.name, one])),
    metadata: {},
  });

describe('the audit', () => {
  const high = vulnerability('server', 'high', {
    fixAvailable: { name: 'server', version: '2.0.0', isSemVerMajor: true },
  });
  const low = vulnerability('parser', 'low', { fixAvailable: true });
  const tool = vulnerability('tool', 'critical');
  const through = vulnerability('user-of-parser', 'low', { via: ['parser'] });

  test('shows production first, gravest first, each advisory once', () => {
    const found = findings(printed(tool, through, low, high), printed(low, through, high));
    expect(table(found).split('\n').slice(2)).toEqual([
      '| server | high | production | server is open https://advisories.example/server | server 2.0.0 |',
      '| parser | low | production | parser is open https://advisories.example/parser | npm update |',
      '| tool | critical | development | tool is open https://advisories.example/tool | none yet |',
    ]);
  });

  test('is stopped by what is high in production, and by nothing else', () => {
    expect(findings(printed(tool, low, high), printed(low, high)).filter(stops)).toHaveLength(1);
    expect(findings(printed(tool, low), printed(low)).filter(stops)).toEqual([]);
    expect(findings(printed(), printed())).toEqual([]);
  });

  test.each([
    [
      'names a failure',
      JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'no such host' } }),
      'could not answer: no such host',
    ],
    ['says why', JSON.stringify({ message: '405 Method Not Allowed' }), 'could not answer: 405 Method Not Allowed'],
    ['prints no JSON', 'npm error', 'printed no report'],
    ['prints nothing', '', 'printed no report'],
    ['prints something else', '{"vulnerabilities": 1}', 'printed no report'],
  ])('tells in one sentence that the registry could not answer, when it %s', (_what, text, words) => {
    expect(() => readReport(text)).toThrow(NoAnswer);
    expect(() => readReport(text)).toThrow(words);
  });

  test('believes in «none» only when the registry knows of an old advisory', () => {
    expect(() => assertKnows(printed(vulnerability(known.name, 'critical')))).not.toThrow();
    expect(() => assertKnows(printed())).toThrow(NoAnswer);
    expect(() => assertKnows(printed())).toThrow('answers without advisories');
    expect(() => assertKnows(JSON.stringify({ message: '503 Service Unavailable' }))).toThrow('503');
  });

  test('that cannot ask says that nothing was checked, on the error stream, and exits 2', () => {
    // No server listens there.
    const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };
    const run = () => spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts'], { cwd: projectRoot, encoding: 'utf8', env });
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^The registry could not answer: .*127\.0\.0\.1:9.* Nothing was checked; this does not say that nothing was found\.\n$/);
  }, 60_000); // prettier-ignore

  test('where npm is told not to ask, nothing is known either', () => {
    const env = { ...process.env, npm_config_offline: 'true' };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/audit.ts'], { cwd: projectRoot, encoding: 'utf8', env }); // prettier-ignore
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Nothing was checked');
  }, 60_000);
});
