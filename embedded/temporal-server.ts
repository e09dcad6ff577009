import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { buildTemporal, builtTemporal, type BuildProgress } from './temporal-build.js';
import { probeTimeSkipping, untilServing } from './temporal-probe.js';
import { temporalOptions, type TemporalPlace } from './temporal-settings.js';
import { type CommandLine, tiedToParent } from './processes.js';
import { answers, freePort } from './ports.js';
import { StartError } from './start-error.js';

/** A program that can be the server, and what comes before the options of temporal-settings.ts. */
export type TemporalProgram = { name: string; command: string; first: string[] };

export type TemporalServer = {
  address: string;
  uiUrl: string | undefined;
  process: ChildProcess;
  stop: () => Promise<void>;
};

const built = (command: string): TemporalProgram => ({ name: 'built from embedded/temporal', command, first: [] });
export const cli = (name: string, command: string): TemporalProgram => ({
  name,
  command,
  first: ['server', 'start-dev', '--log-level', 'error'],
});

/**
 * The first server that can move a process in time: built earlier, the Temporal CLI on PATH, built now with Go (minutes,
 * once), the SDK's download. It is judged by what it does, not by its version.
 *
 * @throws {StartError} when there is none, with the ways out
 */
export async function findTemporal(onProgress: (progress: BuildProgress) => void): Promise<TemporalProgram> {
  const earlier = builtTemporal();
  if (earlier) return built(earlier);

  return firstThatWorks([
    { name: 'The Temporal CLI on PATH', find: () => verified(cli('the Temporal CLI', 'temporal')) },
    {
      name: 'Building embedded/temporal with Go',
      find: async () => built(await ensureTemporalBinary(onProgress)),
    },
    { name: "The SDK's download", find: async () => verified(cli("the SDK's download", await download())) },
  ]);
}

export type Candidate = { name: string; find: () => Promise<TemporalProgram> };

/** @throws {StartError} that says why each one would not do, and the ways out */
export async function firstThatWorks(candidates: Candidate[]): Promise<TemporalProgram> {
  const failures: string[] = [];
  for (const { name, find } of candidates) {
    try {
      return await find();
    } catch (error) {
      failures.push(`  ${name}: ${(error as Error).message}`);
    }
  }
  throw new StartError(
    `No Temporal server could be found or made.\n${failures.join('\n')}\n` +
      'Do one of these, then start again:\n' +
      '  - install Go 1.26.8 or newer (https://go.dev/dl) with access to a Go module proxy; the server is then built once\n' +
      '  - put a Temporal CLI that knows time skipping (1.9.1 or newer) on PATH: https://docs.temporal.io/cli\n' +
      '  - start once with access to the internet, so that it can be downloaded',
  );
}

/** The server of `embedded/temporal/`, built when it is not in the cache. @throws {Error} see buildTemporal */
export async function ensureTemporalBinary(onProgress: (progress: BuildProgress) => void = () => {}): Promise<string> {
  return builtTemporal() ?? buildTemporal(onProgress, async (file) => void (await verified(built(file))));
}

/** How a program is started as our server. */
export function temporalCommand(program: TemporalProgram, place: TemporalPlace): CommandLine {
  const headless = program.first.length > 0 && place.uiPort === undefined ? ['--headless'] : [];
  return { command: program.command, args: [...program.first, ...headless, ...temporalOptions(place)] };
}

/** As shells and setpriv say it. */
const notFound = 127;

export type StartTemporalOptions = TemporalPlace & { program?: TemporalProgram; log?: (line: string) => void };

/** Starts a server on 127.0.0.1 and resolves when it serves the namespace `default`. It ends with this process. */
export async function startTemporal({
  program,
  log = () => {},
  ...place
}: StartTemporalOptions): Promise<TemporalServer> {
  const chosen = program ?? (await findTemporal(() => {}));
  // Whoever answers there would be taken for the new one.
  if (await answers(place.port)) throw new Error(`port ${String(place.port)} is taken`);
  const { command, args } = tiedToParent(temporalCommand(chosen, place), 'TERM');
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-2_000);
      log(text.trimEnd());
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(
        new Error(code === notFound ? 'there is none' : `it ended with ${String(code ?? signal)}: ${printed.trim()}`),
      ),
    );
  });
  failed.catch(() => {}); // after the start, its end is the caller's matter
  const address = `127.0.0.1:${String(place.port)}`;
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const givenUp = new AbortController();
  try {
    await Promise.race([untilServing(address, { within: 20_000, signal: givenUp.signal }), failed]);
  } catch (error) {
    givenUp.abort();
    await stop('SIGKILL');
    throw error;
  }
  return {
    address,
    uiUrl: place.uiPort === undefined ? undefined : `http://localhost:${String(place.uiPort)}`,
    process: child,
    stop: () => stop('SIGTERM'),
  };
}

/** Starts it in memory and lets it move a process a day. @throws {Error} when it does not */
export async function verified(program: TemporalProgram): Promise<TemporalProgram> {
  const server = await startTemporal({ program, port: await freePort() });
  try {
    await probeTimeSkipping(server.address);
    return program;
  } finally {
    server.process.kill('SIGKILL');
    await server.stop();
  }
}

/** In a process of its own, because a network that swallows everything would hold it for ever. */
async function download(): Promise<string> {
  const script = new URL('./temporal-download.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', decodeURIComponent(script)], {
    timeout: 10_000,
    killSignal: 'SIGKILL',
  }).catch((error: Error & { killed?: boolean; stderr?: string }) => {
    throw new Error(error.killed ? 'no answer within 10 s' : (error.stderr?.trim().split('\n')[0] ?? error.message));
  });
  return stdout.trim();
}
