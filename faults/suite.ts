/** The whole life under kills: a product on parts of its own, of which the worker, the web and Temporal are killed while people use them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { addDays, deadlineAtEndOf, localDate } from '../domain/calendar/index.js';
import { freePort } from '../embedded/ports.js';
import { startTemporal } from '../embedded/temporal-server.js';
import { NotSettled, waitSettled } from '../embedded/time-machine/settled.js';
import { taskQueue } from '../workflows/messages.js';
import { testProduct } from '../testing/product.js';
import { aCountingRelay } from '../testing/relay.js';
import { aScene } from '../testing/scene.js';
import { aVisitor } from '../testing/visitor.js';
import { startWebProcess } from '../testing/web-process.js';
import { startWorkerProcess } from '../testing/worker-process.js';
import { count, type Count } from './count.js';
import { gather } from './evidence.js';
import { liveWithPeople } from './life.js';
import { unseen } from './spoiled.js';
import { strike, type Part } from './strikes.js';

export type SuiteOptions = { grants: number; kills: number; seed: number; tell?: (line: string) => void };
export type SuiteResult = Count & {
  kills: Record<Part, number>;
  emails: number;
  receipts: number;
  /** Spoiled evidence that the count took for sound; must be empty. */
  unseen: string[];
  minutes: number;
};

export async function wholeLife({ grants, kills, seed, tell = () => {} }: SuiteOptions): Promise<SuiteResult> {
  const begun = performance.now();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-faults-'));
  const place = { dbFile: path.join(folder, 'temporal.db'), port: await freePort() };
  let temporal = await startTemporal(place);
  const relay = await aCountingRelay();
  const product = await testProduct({ temporal: { address: temporal.address }, taskQueue, worker: false });
  const { pool } = product.database;
  const site = { port: await freePort(), secret: randomUUID(), mailStore: path.join(folder, 'mail') };
  let worker = await startWorkerProcess(product, relay.url);
  let web = startWebProcess(product, site);
  await Promise.all([worker.ready, web.ready]);
  const deadline = deadlineAtEndOf(addDays(localDate(await product.now()), 60));
  const scene = await aScene(product, { deadline, frame: 1_000_000_000 });

  const kill = async (part: Part, awayMs: number): Promise<void> => {
    switch (part) {
      case 'worker':
        await worker.kill();
        await sleep(awayMs);
        worker = await startWorkerProcess(product, relay.url);
        return worker.ready;
      case 'web':
        await web.kill();
        await sleep(awayMs);
        web = startWebProcess(product, site);
        return web.ready;
      case 'temporal':
        temporal.process.kill('SIGKILL');
        await temporal.stop();
        await sleep(awayMs);
        temporal = await startTemporal(place);
    }
  };
  const visitor = (who: string) =>
    aVisitor({ baseUrl: `http://localhost:${site.port}`, pool, secret: site.secret, who });
  const people = {
    applicant: await visitor(scene.applicant),
    officer: await visitor(scene.officer),
    secondOfficer: await visitor(scene.secondOfficer),
    approver: await visitor(scene.approver),
  };
  const strikes = strike({ kills, seed, kill, now: product.now });
  const turnTo = async (instant: number, stage: string): Promise<void> => {
    tell(`${stage} (${strikes.outages.length} kills, ${Math.round((performance.now() - begun) / 1000)} s)`);
    for (let attempt = 0; ; attempt++) {
      try {
        return await product.turnTo(instant);
      } catch (error) {
        if (!(error instanceof NotSettled || isGrpcServiceError(error)) || attempt > 20) throw error;
      }
    }
  };
  const lived = await liveWithPeople({ product, scene, people, turnTo, grants }).finally(() => strikes.stop());
  await waitSettled(pool, await product.now(), 120_000);

  const evidence = await gather({ product, relay, lived, outages: strikes.outages });
  const killsOf = (part: Part) => strikes.outages.filter((outage) => outage.part === part).length;
  const result: SuiteResult = {
    ...count(evidence),
    kills: { worker: killsOf('worker'), web: killsOf('web'), temporal: killsOf('temporal') },
    emails: evidence.emails.length,
    receipts: evidence.receipts.length,
    unseen: unseen(evidence, count),
    minutes: (performance.now() - begun) / 60_000,
  };
  await Promise.all([worker.kill(), web.kill()]);
  await product.close();
  await temporal.stop();
  await relay.close();
  rmSync(folder, { recursive: true, force: true });
  return result;
}
