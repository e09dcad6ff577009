/** The web is killed with -9 while somebody saves a draft or sends it in: what was answered holds, and the same form again is no second one. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { freePort } from '../embedded/ports.js';
import { startTemporal, type TemporalServer } from '../embedded/temporal-server.js';
import { waitSettled } from '../embedded/time-machine/settled.js';
import { formFields } from '../testing/form-fields.js';
import type { PartProcess } from '../testing/part-process.js';
import { testProduct, type Product } from '../testing/product.js';
import { saltenDraft } from '../testing/salten.js';
import { aScene, run, stateOfProcess, type Scene } from '../testing/scene.js';
import { logIn } from '../testing/web.js';
import { startWebProcess, type WebPlace } from '../testing/web-process.js';
import { taskQueue } from '../workflows/messages.js';

jest.setTimeout(120_000);
const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-web-killed-'));
let temporal: TemporalServer;
let product: Product;
let scene: Scene;
let place: WebPlace;
let web: PartProcess;
let headers: Record<string, string>;
beforeAll(async () => {
  temporal = await startTemporal({ dbFile: path.join(folder, 'temporal.db'), port: await freePort() });
  product = await testProduct({ temporal: { address: temporal.address }, taskQueue, worker: false });
  scene = await aScene(product, { deadline: (await product.now()) + 40 * 86_400_000 });
  place = { port: await freePort(), secret: randomUUID(), mailStore: path.join(folder, 'mail') };
  const cookie = await logIn({ pool: product.database.pool, secret: place.secret }, { who: scene.applicant });
  headers = { Cookie: cookie, Origin: `http://localhost:${place.port}` };
  web = await startedWeb();
}, 120_000);
afterAll(async () => {
  await web.kill();
  await product.close();
  await temporal.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startedWeb(): Promise<PartProcess> {
  const part = startWebProcess(product, place);
  await part.ready;
  return part;
}
const ask = (page: string, fields?: URLSearchParams) =>
  fetch(`http://localhost:${place.port}${page}`, {
    headers,
    redirect: 'manual',
    ...(fields ? { method: 'POST', body: fields } : {}),
  });
const formOn = async (page: string): Promise<URLSearchParams> => {
  const fields = formFields(await (await ask(page)).text(), page.endsWith('innsending') ? 'version' : 'drawn');
  return fields;
};
/** Null: the web died before it answered. */
const answerTo = (page: string, fields: URLSearchParams) =>
  ask(page, fields)
    .then(async (answer) => ({ status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }))
    .catch(() => null); // prettier-ignore

/** Holds the row that saving and sending in both lock; answers how to let go of it. */
async function holding(processId: string): Promise<() => Promise<void>> {
  const holder = await product.database.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from process where id = $1 for update', [processId]);
  return async () => {
    await holder.query('commit');
    holder.release();
  };
}
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await product.database.pool.query(waiting)).rowCount === 0) await sleep(5);
}
async function untilNobodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await product.database.pool.query(waiting)).rowCount !== 0) await sleep(5);
}
const titleOf = async (id: string): Promise<string> =>
  (await product.database.prisma.application.findUniqueOrThrow({ where: { id } })).title;
const commandsOf = (id: string) => product.database.prisma.command.findMany({ where: { processId: `grant/${id}` } });

const withTitle = (fields: URLSearchParams, title: string): URLSearchParams => {
  fields.set('title', title);
  fields.set('do', 'autosave');
  return fields;
};
const savedOf = (text: string | undefined) => JSON.parse(text ?? '{}') as { drawn: string; clashes: string[]; saved?: string }; // prettier-ignore

test('killed in the middle of a saving: what was answered as saved is there, and the tab’s form saves the rest', async () => {
  const id = await saltenDraft(product, scene);
  const page = `/soknader/${id}/soknaden`;
  const form = withTitle(await formOn(page), 'Svart på');
  const first = savedOf((await answerTo(page, form))?.text);
  expect(first.saved).toMatch(/^Lagret kl\./);
  form.set('drawn', first.drawn);

  const letGo = await holding(`grant/${id}`);
  const saving = answerTo(page, withTitle(form, 'Ikke svart på'));
  await untilSomebodyWaits();
  await web.kill();
  expect(await saving).toBeNull();
  await letGo();
  await untilNobodyWaits();
  expect(await titleOf(id)).toBe('Svart på');

  web = await startedWeb();
  const again = savedOf((await answerTo(page, form))?.text);
  expect([again.clashes, await titleOf(id)]).toEqual([[], 'Ikke svart på']);
});

test('killed between the saving and its answer: the same form again is no clash with oneself', async () => {
  const { prisma } = product.database;
  const id = await saltenDraft(product, scene);
  const page = `/soknader/${id}/soknaden`;
  const form = withTitle(await formOn(page), 'Lagret uten svar');
  const saving = answerTo(page, form);
  while ((await titleOf(id)) !== 'Lagret uten svar') await sleep(1);
  await web.kill();
  await saving;

  web = await startedWeb();
  const again = savedOf((await answerTo(page, form))?.text);
  expect([again.clashes, await titleOf(id)]).toEqual([[], 'Lagret uten svar']);
  expect(await prisma.draftChange.count({ where: { applicationId: id, field: 'title' } })).toBe(1);
});

const sendingIn = async (id: string): Promise<URLSearchParams> => {
  const form = await formOn(`/soknader/${id}/innsending`);
  for (const one of ['true', 'ownShare', 'public']) form.append('declarations', one);
  return form;
};
const tokenOf = (form: URLSearchParams): string => form.get('token')!.split('.')[0]!;

test('killed before a submission is committed: no receipt and no command; the same form again gives one of each', async () => {
  const id = await saltenDraft(product, scene);
  await run(product, `grant/${id}`);
  const page = `/soknader/${id}/innsending`;
  const form = await sendingIn(id);
  const letGo = await holding(`grant/${id}`);
  const sending = answerTo(page, form);
  await untilSomebodyWaits();
  await web.kill();
  expect(await sending).toBeNull();
  await letGo();
  await untilNobodyWaits();
  expect(await commandsOf(id)).toEqual([]);

  web = await startedWeb();
  const answer = await answerTo(page, form);
  expect([answer?.status, answer?.to]).toEqual([303, expect.stringContaining(`kvittering=${tokenOf(form)}`)]);
  expect((await commandsOf(id)).map((command) => command.id)).toEqual([tokenOf(form)]);
});

test('killed after it is committed and before the answer: the same form again gives the receipt of the first, and it is applied once', async () => {
  const { prisma, pool } = product.database;
  const id = await saltenDraft(product, scene);
  await run(product, `grant/${id}`);
  const page = `/soknader/${id}/innsending`;
  const form = await sendingIn(id);
  // No worker runs: a web that does not know it yet waits for the engine with the command committed.
  await web.kill();
  web = await startedWeb();
  const sending = answerTo(page, form);
  while ((await commandsOf(id)).length === 0) await sleep(2);
  await web.kill();
  expect(await sending).toBeNull();
  const [first] = await commandsOf(id);

  web = await startedWeb();
  const answer = await answerTo(page, form);
  expect([answer?.status, answer?.to]).toEqual([303, expect.stringContaining(`kvittering=${first!.id}`)]);
  expect(await commandsOf(id)).toEqual([expect.objectContaining({ id: tokenOf(form), receivedAt: first!.receivedAt })]);

  await product.startWorker();
  await waitSettled(pool, null, 60_000);
  expect(await stateOfProcess(product, `grant/${id}`)).toBe('submitted');
  const events = await prisma.event.findMany({ where: { processId: `grant/${id}` }, orderBy: { seq: 'asc' } });
  expect(events.map(({ name }) => name)).toEqual(['seeded', 'submit']);
  const emails = await prisma.email.findMany({ where: { processId: `grant/${id}` } });
  expect(emails.map(({ kind }) => kind)).toEqual(['E9']);
});
