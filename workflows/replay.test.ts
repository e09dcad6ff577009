/** Every release leaves histories; today’s code must be able to go on with all of them. A change that fails here needs `patched`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { jest } from '@jest/globals';
import { ensureBundle } from '../worker/bundle.js';

jest.setTimeout(60_000);
const folder = path.resolve(import.meta.dirname, 'histories');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
let bundle: string;
beforeAll(async () => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
  bundle = await ensureBundle();
});

test('there is a history of every kind of process', () => {
  const kinds = new Set(files.map((file) => path.basename(file, '.json')));
  expect([...kinds].sort()).toEqual(['accessRequest', 'call', 'consultation', 'grant', 'project', 'report', 'thread']);
});

test.each(files)('%s replays', async (file) => {
  const history: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, history);
});

test('a history that does not fit is found out', async () => {
  const history = JSON.parse(
    readFileSync(
      path.join(
        folder,
        files.find((file) => file.endsWith('report.json'))!,
      ),
      'utf8',
    ),
  ) as {
    events: { eventType: string }[];
  };
  const timer = history.events.findIndex((event) => event.eventType.includes('TIMER_STARTED'));
  expect(timer).toBeGreaterThan(0);
  history.events[timer]!.eventType = 'EVENT_TYPE_MARKER_RECORDED';
  await expect(Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, history)).rejects.toThrow();
});

test.each(files)('%s holds no person and no prose', (file) => {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const payloads = [...text.matchAll(/"data":\s*"([^"]+)"/g)].map((match) =>
    Buffer.from(match[1]!, 'base64').toString('utf8'),
  );
  const all = [text, ...payloads].join('\n');
  expect(payloads.length).toBeGreaterThan(3);
  // The words of the scene: people, addresses, titles, questions, reasons.
  for (const word of [
    'Demo',
    'applicant@',
    'kommune.example',
    'Trygg skolestart',
    'Kommunen er enig',
    'Vi vil endre',
    'Prosjektet er',
    'Bodø',
    'Statsforvalter',
  ]) {
    expect(all).not.toContain(word);
  }
});
