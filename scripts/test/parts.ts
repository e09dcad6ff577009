import type { BuildProgress } from '../../embedded/temporal-build.js';
import type { Part } from './steps.js';

/** Each part's address is handed to the tests under this name. */
export const addressOf: Record<Part, string> = {
  postgres: 'TEST_POSTGRES_URL',
  temporal: 'TEST_TEMPORAL_ADDRESS',
};

interface Started {
  address: string;
  close: () => Promise<void>;
}

export interface Parts {
  /** The addresses of the parts, started when first asked for. @throws when one cannot start; also when asked again */
  environment(needs: Part[]): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** The servers that tests share; one whose address is given in the environment is used as it is. */
export function createParts(log: (line: string) => void): Parts {
  const started = new Map<Part, Promise<Started>>();

  const begin = async (part: Part): Promise<Started> => {
    const given = process.env[addressOf[part]];
    if (given) return { address: given, close: () => Promise.resolve() };
    log(`  starting ${part} …`);
    return starters[part](log);
  };
  const start = (part: Part): Promise<Started> => {
    const known = started.get(part) ?? begin(part);
    started.set(part, known);
    return known;
  };

  return {
    async environment(needs) {
      const entries: [string, string][] = [];
      for (const part of needs) entries.push([addressOf[part], (await start(part)).address]);
      return Object.fromEntries(entries);
    },
    async stop() {
      await Promise.allSettled([...started.values()].map(async (part) => (await part).close()));
    },
  };
}

const starters: Record<Part, (log: (line: string) => void) => Promise<Started>> = {
  postgres: async () => {
    const { startTestPostgres } = await import('../../testing/postgres.js');
    const { url, close } = await startTestPostgres();
    return { address: url, close };
  },
  temporal: async (log) => {
    const { findTemporal } = await import('../../embedded/temporal-server.js');
    const { startTestTemporal } = await import('../../testing/temporal.js');
    // The first time this builds the server, which takes minutes: show how far it is.
    await findTemporal(seldom((progress) => log(`  building the server: ${told(progress)}`)));
    return startTestTemporal();
  },
};

function told(progress: BuildProgress): string {
  switch (progress.phase) {
    case 'waiting':
      return `process ${progress.pid} is already at it`;
    case 'modules':
      return `${progress.done} modules fetched`;
    case 'packages':
      return `${progress.done} of ${progress.total} packages`;
    case 'linking':
      return 'last step';
  }
}

/** Passes on one call in ten seconds. */
function seldom<T>(tell: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    if (performance.now() - last < 10_000) return;
    last = performance.now();
    tell(value);
  };
}
