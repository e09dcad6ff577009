import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../embedded/ports.js';
import { startTemporal } from '../embedded/temporal-server.js';

export type TestTemporal = { address: string; close: () => Promise<void> };

/**
 * A Temporal server that can skip time: that of TEST_TEMPORAL_ADDRESS, else one started for this call. Never the one of
 * TEMPORAL_ADDRESS. The namespace `default` is shared, so each test uses a task queue and workflow ids of its own.
 */
export async function testTemporal(): Promise<TestTemporal> {
  const address = process.env['TEST_TEMPORAL_ADDRESS'];
  return address ? { address, close: () => Promise.resolve() } : startTestTemporal();
}

/** A server on a SQLite file in a folder of its own, gone after `close`. The test command starts one for all tests. */
export async function startTestTemporal(): Promise<TestTemporal> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-temporal-'));
  const server = await startTemporal({ dbFile: path.join(folder, 'temporal.db'), port: await freePort() });
  return {
    address: server.address,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
