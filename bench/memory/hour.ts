/**
 * What an hour of use leaves in the memory of web and worker: an hour is 3 600 pages and 600 commands, sent as fast as they are answered.
 * Heap is measured after a collection, so that what is left is held on to, not waiting for the collector.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { freePort } from '../../embedded/ports.js';
import { addDays, localDate } from '../../domain/calendar/index.js';
import { waitSettled } from '../../embedded/time-machine/settled.js';
import { startTemporal } from '../../embedded/temporal-server.js';
import { inLanes } from '../../testing/lanes.js';
import type { PartProcess } from '../../testing/part-process.js';
import { testProduct } from '../../testing/product.js';
import { aCountingRelay } from '../../testing/relay.js';
import { aGrant, aScene } from '../../testing/scene.js';
import { aVisitor } from '../../testing/visitor.js';
import { startWebProcess } from '../../testing/web-process.js';
import { startWorkerProcess } from '../../testing/worker-process.js';
import { taskQueue } from '../../workflows/messages.js';
import type { Row } from '../figures.js';

type Memory = { heapMiB: number; rssMiB: number };

const hour = { pages: 3_600, commands: 600 };
const grantCount = 30;
const node = ['--expose-gc', '--import', './bench/memory/tell.mjs'];

async function memoryOf({ child }: PartProcess): Promise<Memory> {
  const told = once(child, 'message');
  child.send('memory');
  const [memory] = (await told) as [Memory];
  return memory;
}

/** A tenth of the hour warms up; then start, middle and end of the hour. Two minutes or so; it gives up after four. */
export async function hourOfMemory(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-memory-'));
  const temporal = await startTemporal({ dbFile: path.join(folder, 'temporal.db'), port: await freePort() });
  const relay = await aCountingRelay();
  const product = await testProduct({ temporal: { address: temporal.address }, taskQueue, worker: false });
  const { pool, prisma } = product.database;
  const site = { port: await freePort(), secret: randomUUID(), mailStore: path.join(folder, 'mail') };
  const worker = await startWorkerProcess(product, relay.url, node);
  const web = startWebProcess(product, site, node);
  await Promise.all([worker.ready, web.ready]);
  const now = await product.now();
  const scene = await aScene(product, { deadline: now + 40 * 86_400_000 });
  const state = { state: 'underAssessment', ladders: [], officer: scene.officer };
  const grants: string[] = [];
  for (let n = 0; n < grantCount; n++) {
    const id = await aGrant(product, scene, {
      ...state,
      start: { people: { caseOfficer: scene.officer, declared: [scene.officer] } },
    });
    await prisma.impartialityDeclaration.create({
      data: { applicationId: id, personId: scene.officer, outcome: 'none', text: '', declaredAt: new Date(now) },
    });
    grants.push(id);
  }
  const visitor = (who: string) =>
    aVisitor({ baseUrl: `http://localhost:${site.port}`, pool, secret: site.secret, who });
  const [officer, applicant] = [await visitor(scene.officer), await visitor(scene.applicant)];
  const due = addDays(localDate(now), 20);
  const asked = { question: 'Hvem skal lede prosjektet når det er i gang?', due };

  const pages = [
    ...grants.flatMap((id) => [() => officer.open(`/saker/${id}`), () => applicant.open(`/soknader/${id}`)]),
    () => officer.open('/saker'), () => officer.open(`/utlysninger/${scene.callId}/fordeling`),
    () => applicant.open('/kommune/1804'), () => applicant.open('/offentlig'), () => applicant.open('/'),
  ]; // prettier-ignore
  /** A receipt may come before the command is applied; the next form is there only afterwards. */
  async function processed(id: string): Promise<void> {
    const waiting = { processId: `grant/${id}`, status: 'pending' };
    while ((await prisma.command.count({ where: waiting })) > 0) await sleep(20);
  }
  let turns = 0;
  const until = Date.now() + 240_000;
  /** A part of the hour: each grant is asked and answered in turn, and pages are read beside it. */
  async function live(part: number): Promise<void> {
    const conversations = Array.from(
      { length: Math.round((hour.commands * part) / 2) },
      () => grants[turns++ % grants.length]!,
    );
    const read = Array.from({ length: Math.round(hour.pages * part) }, (_, n) => pages[n % pages.length]!);
    const converse = inLanes(conversations, async (id) => {
      await officer.send(`/saker/${id}/gjor/avklaring`, asked);
      await processed(id);
      await applicant.send(`/soknader/${id}/gjor/svar`, { answer: 'Virksomhetslederen for oppvekst.' });
      await processed(id);
    }, 2); // prettier-ignore
    await Promise.all([converse, inLanes(read, (page) => page(), 2)]);
    await waitSettled(pool, null, 60_000);
    if (Date.now() > until) throw new Error('the hour did not go by in four minutes: the figure is void');
  }

  const begun = performance.now();
  await live(0.1);
  const samples: Record<'worker' | 'web', Memory[]> = { worker: [], web: [] };
  for (const part of [0, 0.25, 0.25, 0.25, 0.25]) {
    if (part > 0) await live(part);
    samples.worker.push(await memoryOf(worker));
    samples.web.push(await memoryOf(web));
  }
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  const refused = await prisma.command.count({ where: { status: { not: 'applied' } } });
  await Promise.all([worker.kill(), web.kill()]);
  await product.close();
  await temporal.stop();
  await relay.close();
  rmSync(folder, { recursive: true, force: true });
  if (refused > 0) throw new Error(`${refused} commands were not applied: the figures are void`);
  return (['worker', 'web'] as const).map((part) => rowOf(part, samples[part], minutes));
}

/** Growth over the last half of the hour: what warms up has done so in the first. */
function rowOf(part: string, samples: Memory[], minutes: string): Row {
  const at = (n: number) => samples[n]!;
  const growth = at(4).heapMiB / at(2).heapMiB - 1;
  const shown = (name: keyof Memory) => [0, 2, 4].map((n) => Math.round(at(n)[name])).join(', ');
  return {
    what: `memory of the ${part} over an hour’s ${hour.pages} pages and ${hour.commands} commands, in ${minutes} min: growth of the heap from middle to end`,
    figure: `${(growth * 100).toFixed(1)} % (heap at start, middle, end ${shown('heapMiB')} MiB; resident ${shown('rssMiB')} MiB)`,
    goal: '≤ 5 %',
    kept: growth <= 0.05,
  };
}
