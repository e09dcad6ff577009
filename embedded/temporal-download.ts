/** Lets the SDK download the newest Temporal CLI into the cache and prints where it lies. Run as a process of its own. */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheFolder } from './cache.js';

const downloadDir = cacheFolder('temporal-cli');
mkdirSync(downloadDir, { recursive: true });
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: 'latest', downloadDir } },
  });
  await environment.teardown();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
const program = readdirSync(downloadDir).find((name) => name.startsWith('temporal'));
if (!program) process.exit(1);
process.stdout.write(`${path.join(downloadDir, program)}\n`);
process.exit(0);
