/** What one autosave costs: a step’s form sent as web/assets/autosave.js sends it, against a bare UPDATE of the same row. */
import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../embedded/ports.js';
import { testProduct } from '../testing/product.js';
import { aScene } from '../testing/scene.js';
import { startWebProcess } from '../testing/web-process.js';
import { logIn } from '../testing/web.js';
import { formFields } from '../testing/form-fields.js';
import { saltenDraft } from '../testing/salten.js';
import { quantile, timed, type Row } from './figures.js';

type Browser = { open(page: string): Promise<string>; save(page: string, fields: URLSearchParams): Promise<string> };

/** One kept connection and a session that is logged in. */
function aBrowser(port: number, cookie: string): Browser & { close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { cookie, origin: `http://localhost:${port}`, accept: 'application/json' };
  const ask = (page: string, fields?: URLSearchParams) =>
    new Promise<string>((resolve, reject) => {
      const body = fields?.toString();
      const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }; // prettier-ignore
      const method = body === undefined ? 'GET' : 'POST';
      const asked = request({ port, path: page, method, agent, headers: { ...headers, ...type } }, (answer: IncomingMessage) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${page} answered ${answer.statusCode}`))));
      }); // prettier-ignore
      asked.once('error', reject);
      asked.end(body);
    });
  return { open: ask, save: ask, close: () => agent.destroy() };
}

/** Pairs of a saving and an UPDATE, one after the other; each saving changes one text of a complete draft. */
export async function autosave(pairs: number): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prosjektskjonn-autosave-'));
  const product = await testProduct({ worker: false });
  const { pool, prisma } = product.database;
  const scene = await aScene(product, { deadline: (await product.now()) + 60 * 86_400_000 });
  const id = await saltenDraft(product, scene);
  const site = { port: await freePort(), secret: randomUUID(), mailStore: path.join(folder, 'mail') };
  const web = startWebProcess(product, site);
  await web.ready;
  const rows: Row[] = [];
  for (const [step, field] of [
    ['soknaden', 'title'],
    ['innhold', 'challenges'],
  ] as const) {
    const who = scene.applicant;
    const browser = aBrowser(site.port, await logIn({ pool, secret: site.secret }, { who }));
    const page = `/soknader/${id}/${step}`;
    const fields = formFields(await browser.open(page));
    fields.set('do', 'autosave');
    const before = fields.get(field)!;
    const ours: number[] = [];
    const theirs: number[] = [];
    const warmUps = 20;
    for (let n = 0; n < pairs + warmUps; n++) {
      fields.set(field, `${before} ${n}`);
      // As many as people may send; each saving here stands for one of its own minute.
      await pool.query('delete from rate_limit');
      let answer = '';
      const mine = await timed(async () => (answer = await browser.save(page, fields)));
      const { saved, drawn } = JSON.parse(answer) as { saved?: string; drawn: string };
      if (!saved) throw new Error(`not saved: ${answer}`);
      fields.set('drawn', drawn);
      const plain = await timed(() => pool.query('update application set title = $1 where id = $2', [`${n} ${before}`.slice(0, 100), id])); // prettier-ignore
      if (field === 'title') await prisma.application.update({ where: { id }, data: { title: fields.get('title')! } });
      if (n < warmUps) continue;
      ours.push(mine);
      theirs.push(plain);
    }
    const last = await prisma.application.findUniqueOrThrow({ where: { id } });
    if (last[field] !== fields.get(field)) throw new Error('the last saving is not there: the figure is void');
    browser.close();
    const figure = (part: number) => `${(quantile(ours, part) / quantile(theirs, part)).toFixed(0)}× (${quantile(ours, part).toFixed(1)} ms against ${quantile(theirs, part).toFixed(2)} ms)`; // prettier-ignore
    rows.push({
      what: `autosave of one field of a complete draft (${field}), p50 and p95: the form’s round trip, against a bare UPDATE of the same row (${pairs} pairs)`,
      figure: `${figure(0.5)}, ${figure(0.95)}`,
      goal: 'none set',
      kept: null,
    });
  }
  await web.kill();
  await product.close();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}
