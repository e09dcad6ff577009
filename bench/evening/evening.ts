/**
 * The evening of a deadline: thousands of drafts, and those who send in at the last moment do it by the real web’s forms. The clock is
 * the real one, and so are the engine’s timers: at the deadline every draft whose process runs lapses by itself while the last ones come in.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../embedded/ports.js';
import { startTemporal } from '../../embedded/temporal-server.js';
import { testProduct, type Product } from '../../testing/product.js';
import { aCountingRelay } from '../../testing/relay.js';
import { aScene, run } from '../../testing/scene.js';
import { startWebProcess } from '../../testing/web-process.js';
import { startWorkerProcess } from '../../testing/worker-process.js';
import { taskQueue } from '../../workflows/messages.js';
import { quantile } from '../figures.js';
import { bareEvening } from './bare.js';
import { applicants, plantDrafts, startDrafts, type Draft } from './drafts.js';
import { senders, type Pressed } from './sending.js';
import { judgeEvening, type Received, type Verdict } from './verdict.js';

export type Evening = {
  drafts: number;
  municipalities: number;
  /** Sent in one at a time before the rush. */
  idle: number;
  /** Sent in before the last minute, evenly over `beforeMs` of real time. */
  before: number;
  beforeMs: number;
  /** Sent in in the last minute, evenly over `minuteMs`. */
  lastMinute: number;
  minuteMs: number;
  /** Pressed after the deadline, evenly over `lateMs`, by people who opened the page before it. */
  late: number;
  lateMs: number;
  /** For planting, starting processes and the idle senders. */
  prepareMs: number;
  tell?: (line: string) => void;
};

export type EveningResult = Verdict & {
  /** How much too late the machine was ready for the rush; over 0 the figures are void. */
  begunLateMs: number;
  started: number;
  receipts: number;
  /** ms */
  idleP95: number;
  p95: number;
  slowest: number;
  /** From the first receipt of the rush until the last was applied, and how long the last one waited for it. */
  appliedMs: number;
  behindMs: number;
  bareMs: number;
  bareStartsPerSecond: number;
  startsPerSecond: number;
  activities: number;
  /** Average load of the machine’s last minute, at the deadline. */
  load: number;
};

/** Instants relative to the deadline, ms; negative before it. */
function instants({ before, beforeMs, lastMinute, minuteMs, late, lateMs }: Evening): number[] {
  const evenly = (count: number, from: number, over: number) =>
    Array.from({ length: count }, (_, n) => from + ((n + 0.5) * over) / count);
  return [
    ...evenly(before, -minuteMs - beforeMs, beforeMs),
    ...evenly(lastMinute, -minuteMs, minuteMs),
    ...evenly(late, 0, lateMs),
  ];
}

export async function deadlineEvening(evening: Evening): Promise<EveningResult> {
  const { tell = () => {} } = evening;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-evening-'));
  const temporal = await startTemporal({ dbFile: path.join(folder, 'temporal.db'), port: await freePort() });
  const relay = await aCountingRelay();
  const product = await testProduct({ temporal: { address: temporal.address }, taskQueue, worker: false });
  const { pool } = product.database;
  const site = { port: await freePort(), secret: randomUUID(), mailStore: path.join(folder, 'mail') };
  const worker = await startWorkerProcess(product, relay.url);
  const web = startWebProcess(product, site);
  await Promise.all([worker.ready, web.ready]);

  // Its deadline is set when everything is up; until then it has no ladder that would run.
  const scene = await aScene(product, { deadline: (await product.now()) + 86_400_000, frame: 1_000_000_000, ladders: [] }); // prettier-ignore
  const municipal = await applicants(product, evening.municipalities);
  const baseUrl = `http://localhost:${site.port}`;
  const people = await senders({ baseUrl, pool, secret: site.secret }, municipal.map(({ id }) => id)); // prettier-ignore
  const begun = Date.now();
  const deadline = begun + evening.prepareMs + evening.beforeMs + evening.minuteMs;
  for (const table of ['call', 'call_deadline'])
    await pool.query(`update ${table} set deadline = to_timestamp($1::float8 / 1000)`, [deadline]);
  const drafts = await plantDrafts(product, scene, { count: evening.drafts, people: municipal });
  const at = instants(evening);
  const [idle, rush] = [drafts.slice(0, evening.idle), drafts.slice(evening.idle, evening.idle + at.length)];
  tell(`${drafts.length} drafts planted in ${Math.round((Date.now() - begun) / 1000)} s`);

  const starting = performance.now();
  for (const { id } of idle) await run(product, `grant/${id}`);
  const rushFrom = deadline - evening.minuteMs - evening.beforeMs;
  const idleFrom = rushFrom - 5_000 - evening.idle * 250;
  const started = await startDrafts(product, drafts.slice(evening.idle), idleFrom);
  const startsPerSecond = ((started + idle.length) / (performance.now() - starting)) * 1000;
  tell(`${started + idle.length} processes run, started ${startsPerSecond.toFixed(0)} a second`);

  const alone: Pressed[] = [];
  for (const draft of idle) alone.push(await people.send(draft, Date.now()));
  const begunLateMs = Math.max(0, Date.now() - rushFrom);
  tell(`idle p95 ${p95(alone).toFixed(0)} ms; the rush begins in ${Math.round((rushFrom - Date.now()) / 1000)} s`);
  const pressed = await Promise.all(rush.map((draft: Draft, n) => people.send(draft, deadline + at[n]!)));
  const load = os.loadavg()[0]!;
  tell(`all pressed; waiting for the last to be applied (load ${load.toFixed(1)})`);

  const rows = await judged(product, 240_000);
  const ours = rows.filter(({ id }) => pressed.some(({ receipt }) => receipt === id));
  const activities = await activitiesOf(product, rush[0]!.id);
  await Promise.all([web.kill(), worker.kill()]);
  tell('the bare engine through the same evening …');
  const received = ours.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
  const offsets = received.map((instant) => instant - received[0]!);
  const bare = await bareEvening(product, { offsets, activities });
  await product.close();
  await temporal.stop();
  await relay.close();
  rmSync(folder, { recursive: true, force: true });

  const lastApplied = Math.max(...ours.map(({ appliedAt }) => appliedAt ?? 0));
  const inTime = pressed.filter(({ receipt }) => receipt);
  return {
    ...judgeEvening([...alone, ...pressed], rows, deadline),
    begunLateMs,
    started: started + idle.length,
    receipts: [...alone, ...pressed].filter(({ receipt }) => receipt).length,
    idleP95: p95(alone),
    p95: p95(inTime),
    slowest: Math.max(...inTime.map(({ ms }) => ms)),
    appliedMs: lastApplied - received[0]!,
    behindMs: lastApplied - received.at(-1)!,
    bareMs: bare.ms,
    bareStartsPerSecond: bare.startsPerSecond,
    startsPerSecond,
    activities,
    load,
  };
}

const p95 = (pressed: readonly Pressed[]): number => quantile(pressed.map(({ ms }) => ms), 0.95); // prettier-ignore

/** Every submission’s row, when none is pending any more or the patience is over. */
async function judged({ database: { pool } }: Product, patienceMs: number): Promise<Received[]> {
  for (const until = Date.now() + patienceMs; ; await sleep(250)) {
    const { rows } = await pool.query<{ id: string; status: string; received: Date; applied: Date | null }>(
      `select c.id, c.status, c."receivedAt" as received, e."doneAt" as applied
       from command c left join event e on e.cause = c.id and e.name = 'submit' where c.name = 'submit'`,
    );
    if (rows.some(({ status }) => status === 'pending') && Date.now() < until) continue;
    return rows.map(({ id, status, received, applied }) => ({
      id,
      status,
      receivedAt: received.getTime(),
      appliedAt: applied?.getTime() ?? null,
    }));
  }
}

/** What one submission asked of the engine: activities scheduled in its history. */
async function activitiesOf({ engine }: Product, id: string): Promise<number> {
  const { events } = await engine.client.workflow.getHandle(`grant/${id}`).fetchHistory();
  return (events ?? []).filter(({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes)
    .length;
}
