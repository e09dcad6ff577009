import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part } from './steps.js';

/** Each part's address is handed to the tests under this name. */
export const addressOf: Record<Part, string> = {
  postgres: 'TEST_POSTGRES_URL',
  temporal: 'TEST_TEMPORAL_ADDRESS',
};

interface Started {
  address: string;
  stop: () => Promise<void>;
}

export interface Parts {
  /** The addresses of the parts, started when first asked for. @throws when one cannot start; also when asked again */
  environment(needs: Part[]): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** The servers that tests share; one whose address is given in the environment is used as it is. */
export function createParts(log: (line: string) => void): Parts {
  const folder = mkdtempSync(path.join(tmpdir(), 'test-parts-'));
  const started = new Map<Part, Promise<Started>>();

  const begin = async (part: Part): Promise<Started> => {
    const given = process.env[addressOf[part]];
    if (given) return { address: given, stop: () => Promise.resolve() };
    log(`  starting ${part} …`);
    return part === 'postgres' ? startPostgres(folder) : startTemporal(folder, log);
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
      const all = await Promise.allSettled(started.values());
      await Promise.allSettled(all.map((part) => (part.status === 'fulfilled' ? part.value.stop() : undefined)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startPostgres(folder: string): Promise<Started> {
  const { startPostgres } = await import('../../embedded/postgres.js');
  const server = await startPostgres({ dir: path.join(folder, 'postgres'), port: await freePort(), durable: false });
  return { address: server.url, stop: server.stop };
}

async function startTemporal(folder: string, log: (line: string) => void): Promise<Started> {
  const { startTemporalServer } = await import('../../embedded/temporal-server.js');
  const server = await startTemporalServer({ dir: path.join(folder, 'temporal'), log });
  return { address: server.address, stop: server.stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
