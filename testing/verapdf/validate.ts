import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const pom = source('pom.xml');
const program = source('VeraPdf.java');
const classpathGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';

function onPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Which of the commands veraPDF needs are not on this machine; its tests are then skipped, never passed. */
export const missingForVeraPdf = ['java', 'javac', 'mvn'].filter((command) => !onPath(command));

/** The folder with `classpath` and the compiled program, made once per version of pom.xml and VeraPdf.java. */
async function prepared(): Promise<string> {
  const version = createHash('sha256')
    .update(readFileSync(pom))
    .update(readFileSync(program))
    .digest('hex')
    .slice(0, 16);
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'prosjektskjonn', 'verapdf');
  const ready = join(cache, version);
  if (existsSync(ready)) return ready;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  try {
    const libraries = [
      `-Dmaven.repo.local=${join(cache, 'repository')}`,
      `-Dmdep.outputFile=${join(making, 'classpath')}`,
    ];
    await run('mvn', ['-q', '-B', '-f', pom, classpathGoal, ...libraries]);
    await run('javac', ['-cp', readFileSync(join(making, 'classpath'), 'utf8').trim(), '-d', making, program]);
    renameSync(making, ready);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(ready)) throw error;
  }
  return ready;
}

export type Validation = { checks: number; faults: string[] };

/**
 * What veraPDF 1.28.2 says of each file, in order: how many checks it made, and the faults as "rule message". The first run on a
 * machine fetches veraPDF from Maven Central. Throws when it cannot be fetched or a file cannot be read.
 */
export async function validatePdfs(files: readonly string[], flavour: '2a' | 'ua1'): Promise<Validation[]> {
  const folder = await prepared();
  const classpath = [folder, readFileSync(join(folder, 'classpath'), 'utf8').trim()].join(delimiter);
  const { stdout } = await run('java', ['-cp', classpath, 'VeraPdf', flavour, ...files], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const validations: Validation[] = [];
  for (const line of stdout.split('\n')) {
    const [what, value, message] = line.split('\t');
    if (what === 'file') validations.push({ checks: Number(value), faults: [] });
    else if (what === 'fault') validations.at(-1)!.faults.push(`${value} ${message}`);
  }
  if (validations.length !== files.length)
    throw new Error(`veraPDF answered for ${validations.length} of ${files.length} files`);
  return validations;
}
