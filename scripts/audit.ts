/**
 * `npm run audit`: known vulnerabilities of what is installed, as the registry has them.
 *
 * Exits 0: nothing high or critical in what production runs. 1: something is. 2: the registry could not answer, and nothing is known.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { isMain } from './is-main.js';
import { projectRoot } from './migration-files.js';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;

const advisory = z.object({ title: z.string(), url: z.string(), severity: z.enum(severities) });
const vulnerability = z.object({
  name: z.string(),
  severity: z.enum(severities),
  /** Advisories of the package itself; names are of packages it has them from. */
  via: z.array(z.union([z.string(), advisory])),
  fixAvailable: z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]),
});
const report = z.object({ vulnerabilities: z.record(z.string(), vulnerability) });

export type Finding = { name: string; severity: string; advisory: string; fix: string; production: boolean };

/** The registry said nothing that can be read; `message` is one sentence on why. */
export class NoAnswer extends Error {}

/** What `npm audit --json` printed. @throws {NoAnswer} */
export function readReport(printed: string): z.infer<typeof report>['vulnerabilities'] {
  const unreadable = new NoAnswer('The registry could not answer: npm audit printed no report.');
  let answer: unknown;
  try {
    answer = JSON.parse(printed);
  } catch {
    throw unreadable;
  }
  const parsed = report.safeParse(answer);
  if (parsed.success) return parsed.data.vulnerabilities;
  const { message, error } = (answer ?? {}) as { message?: unknown; error?: { summary?: unknown } };
  const why = [message, error?.summary].find((one) => typeof one === 'string' && one !== '');
  throw why ? new NoAnswer(`The registry could not answer: ${why as string}`) : unreadable;
}

const fixOf = ({ fixAvailable }: z.infer<typeof vulnerability>): string => {
  if (typeof fixAvailable === 'boolean') return fixAvailable ? 'npm update' : 'none yet';
  return `${fixAvailable.name} ${fixAvailable.version}`;
};

/** A package that has had an advisory for years; whoever knows of none in it knows of none at all. */
export const known = { name: 'minimist', version: '0.0.8' };

/**
 * A registry without advisories answers like one that found none, and so does npm when it is told not to ask. @throws {NoAnswer} when
 * nothing is said even of `known`; `printed` is npm’s report on it alone.
 */
export function assertKnows(printed: string): void {
  if (readReport(printed)[known.name]) return;
  throw new NoAnswer(
    `The registry answers without advisories: it has none even for ${known.name} ${known.version}, which has several.`,
  );
}

/** One for each advisory; a package that only has them from another is that other’s matter. Gravest first. */
export function findings(all: string, production: string): Finding[] {
  const inProduction = new Set(Object.keys(readReport(production)));
  const found = Object.values(readReport(all)).flatMap((one) =>
    one.via.flatMap((via) =>
      typeof via === 'string'
        ? []
        : [{ name: one.name, severity: via.severity, advisory: `${via.title} ${via.url}`, fix: fixOf(one), production: inProduction.has(one.name) }],
    ),
  ); // prettier-ignore
  const gravity = ({ severity }: Finding) => severities.indexOf(severity as (typeof severities)[number]);
  return found.sort((a, b) => Number(b.production) - Number(a.production) || gravity(b) - gravity(a));
}

export const stops = ({ production, severity }: Finding): boolean =>
  production && (severity === 'high' || severity === 'critical');

export function table(found: readonly Finding[]): string {
  const rows = found.map(
    ({ name, severity, advisory, fix, production }) =>
      `| ${name} | ${severity} | ${production ? 'production' : 'development'} | ${advisory} | ${fix} |`,
  );
  return ['| package | severity | where | advisory | fix |', '|---|---|---|---|---|', ...rows].join('\n');
}

const MINUTES = 2;

function ask(cwd: string, ...options: string[]): string {
  const { stdout, error } = spawnSync('npm', ['audit', '--json', ...options], { cwd, encoding: 'utf8', timeout: MINUTES * 60_000 }); // prettier-ignore
  if (!error) return stdout;
  const late = (error as NodeJS.ErrnoException).code === 'ETIMEDOUT';
  throw new NoAnswer(
    late ? `The registry did not answer within ${MINUTES} minutes.` : `npm could not be run: ${error.message}`,
  );
}

/** Asks about `known` alone, in a folder that has nothing else. */
function askOfKnown(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'audit-'));
  const { name, version } = known;
  const root = { name: 'known', version: '1.0.0', dependencies: { [name]: version } };
  const lock = { name: 'known', version: '1.0.0', lockfileVersion: 3, requires: true, packages: { '': root, [`node_modules/${name}`]: { version } } }; // prettier-ignore
  try {
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(root));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    return ask(folder, '--package-lock-only');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(): number {
  try {
    const found = findings(ask(projectRoot), ask(projectRoot, '--omit=dev'));
    if (found.length === 0) assertKnows(askOfKnown());
    else console.log(table(found));
    const stopping = found.filter(stops).length;
    console.log(`${found.length} advisories, ${stopping} high or critical in production`);
    return stopping > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    console.error(
      `${error.message.replace(/[.]?$/, '.')} Nothing was checked; this does not say that nothing was found.`,
    );
    return 2;
  }
}

if (isMain(import.meta.filename)) process.exitCode = main();
