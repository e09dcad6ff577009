import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../embedded/id-porten/people.js';
import type { StandsFor } from '../embedded/id-porten/stands-for.js';
import { newSigningKey } from '../embedded/keys.js';
import { answers, freePort } from '../embedded/ports.js';
import { tiedToParent } from '../embedded/processes.js';

export type TestIdPorten = { issuer: string; clientId: string; privateKeyFile: string; close: () => Promise<void> };

export type TestIdPortenOptions = { baseUrl: string; people: Person[]; standsFor?: StandsFor };

/**
 * The stand-in for ID-porten, or for a provider of the state’s own, as a process of its own, as `npm start` runs it, for a product at `baseUrl`. (Inside Jest it
 * cannot run: its library tells objects apart by their constructor, and structuredClone there gives another realm's.)
 */
export async function testIdPorten(options: TestIdPortenOptions): Promise<TestIdPorten> {
  const { baseUrl, people, standsFor = 'id-porten' } = options;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-id-porten-'));
  const write = (name: string, value: unknown) => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(value), { mode: 0o600 });
    return file;
  };
  const port = await freePort();
  const issuer = `http://127.0.0.1:${String(port)}/idporten`;
  const clientId = 'prosjektskjonn';
  const privateKeyFile = write('client.json', newSigningKey());

  const root = path.resolve(import.meta.dirname, '..');
  const main = path.join(root, 'embedded/id-porten/main.ts');
  const { command, args } = tiedToParent({ command: process.execPath, args: ['--import', 'tsx', main] }, 'TERM');
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_PRIVATE_KEY_FILE: privateKeyFile,
      ID_PORTEN_KEY_FILE: write('id-porten.json', newSigningKey()),
      ID_PORTEN_SECRET: 'only for tests, but long enough for one',
      PEOPLE_FILE: write('people.json', people),
      BASE_URL: baseUrl,
      STANDS_FOR: standsFor,
    },
  });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The stand-in for ID-porten ended: ${printed}`);
    await sleep(50);
  }
  return {
    issuer,
    clientId,
    privateKeyFile,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
