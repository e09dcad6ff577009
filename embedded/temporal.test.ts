import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { testTemporal } from '../testing/temporal.js';
import { freePort } from './ports.js';
import { untilGone } from './processes.js';
import { builtTemporal } from './temporal-build.js';
import { probeTimeSkipping } from './temporal-probe.js';
import { cli, ensureTemporalBinary, firstThatWorks, startTemporal, verified } from './temporal-server.js';

jest.setTimeout(900_000); // the first time on a machine it is built

let folder: string;
beforeAll(async () => {
  await ensureTemporalBinary();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'temporal æøå '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that understands the command line of the Temporal CLI, with our server behind it. */
function standIn(change = ''): string {
  const file = path.join(folder, 'temporal');
  writeFileSync(
    file,
    `#!/bin/sh\nshift 4\n[ "$1" = --headless ] && shift\n${change}\nexec '${builtTemporal()!}' "$@"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

test('a process is moved a day at once, and its search attributes find it', async () => {
  const { address, close } = await testTemporal();
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const began = performance.now();
  await probeTimeSkipping(address);
  expect(performance.now() - began).toBeLessThan(900); // without the settings a skip takes a second

  const callId = `call-${String(Date.now())}`;
  const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
  const deadline = new Date('2027-03-31T22:00:00Z');
  const handle = await workflow.start('nobody-runs-it', {
    workflowId: callId,
    taskQueue: callId,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: keyword('Stage'), value: 'open' },
      { key: keyword('CountyGovernor'), value: 'FMNO' },
      { key: keyword('CallId'), value: callId },
      { key: keyword('Waiting'), value: 'deadline' },
      { key: defineSearchAttributeKey('NextDeadline', SearchAttributeType.DATETIME), value: deadline },
    ]),
  });
  const query = `CallId = '${callId}' AND Stage = 'open' AND CountyGovernor = 'FMNO' AND Waiting = 'deadline' AND NextDeadline > '2027-03-31T21:59:00Z'`;
  let found = 0;
  while (found === 0) found = (await workflow.count(query)).count;
  expect(found).toBe(1);
  expect((await workflow.count(query.replace('> ', '< '))).count).toBe(0);

  await handle.terminate();
  await connection.close();
  await close();
});

test('finished processes are kept for 30 days, and what was there is there after a kill', async () => {
  const place = { dbFile: path.join(folder, 'temporal.db'), port: await freePort(), uiPort: await freePort() };
  const first = await startTemporal(place);
  expect((await fetch(first.uiUrl!)).status).toBe(200);
  const connection = await Connection.connect({ address: first.address });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
  await new Client({ connection }).workflow.start('nobody-runs-it', { workflowId: 'kept', taskQueue: 'none' });
  await connection.close();
  first.process.kill('SIGKILL');
  await first.stop();

  const second = await startTemporal(place);
  const again = await Connection.connect({ address: second.address });
  expect((await new Client({ connection: again }).workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  await again.close();
  const pid = second.process.pid!;
  await second.stop();
  expect(await untilGone(pid, 1_000)).toBe(true);
});

test('a command-line program is taken when it can move a process in time', async () => {
  const program = cli('a stand-in', standIn());
  expect(await firstThatWorks([{ name: 'CLI', find: () => verified(program) }])).toBe(program);
});

test('one that cannot is passed over, and when none is left the message says why and what to do', async () => {
  const withoutSkipping = standIn(
    'for a; do shift; case $a in *TimeSkipping*) a=frontend.unknown=true;; esac; set -- "$@" "$a"; done',
  );
  const choice = firstThatWorks([
    { name: 'Missing', find: () => verified(cli('missing', path.join(folder, 'not-there'))) },
    { name: 'Old', find: () => verified(cli('old', withoutSkipping)) },
  ]);

  await expect(choice).rejects.toThrow(/Missing: (there is none|.*ENOENT)/);
  await expect(choice).rejects.toThrow(/Old: it cannot move a process in time/);
  await expect(choice).rejects.toThrow('install Go 1.26.8 or newer');
});

test('another server on the port is not taken for the new one', async () => {
  const { address, close } = await testTemporal();
  await expect(startTemporal({ port: Number(address.split(':')[1]) })).rejects.toThrow(/port \d+ is taken/);
  await close();
});
