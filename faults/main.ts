/**
 * `npm run faults -- [--grants N] [--kills N]`: a round of grants, from draft to approved final report, while the worker is killed with -9 at
 * random moments. Counts what was lost, doubled or late, by a count that does not ask the planner.
 */
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveRound } from '../testing/life.js';
import { testProduct } from '../testing/product.js';
import { aCountingRelay } from '../testing/relay.js';
import { aScene } from '../testing/scene.js';
import { startWorkerProcess } from '../testing/worker-process.js';

const { values } = parseArgs({
  options: { grants: { type: 'string', default: '10' }, kills: { type: 'string', default: '12' } },
});
const grants = Number(values.grants);
const wanted = Number(values.kills);
if (
  !Number.isInteger(grants) ||
  grants < 1 ||
  grants > 200 ||
  !Number.isInteger(wanted) ||
  wanted < 0 ||
  wanted > 200
) {
  console.error('--grants and --kills are whole numbers up to 200.');
  process.exit(1);
}

const relay = await aCountingRelay();
const product = await testProduct({ worker: false });
const { prisma } = product.database;
let worker = await startWorkerProcess(product, relay.url);
await worker.ready;
const scene = await aScene(product, { deadline: (await product.now()) + 60 * 86_400_000, frame: 1_000_000_000 });
let over = false;
let kills = 0;

async function strike(): Promise<void> {
  while (!over && kills < wanted) {
    await sleep(400 + Math.random() * 2_600);
    if (over) break;
    await worker.kill();
    kills++;
    worker = await startWorkerProcess(product, relay.url);
    await worker.ready;
  }
}
const striking = strike();
const begun = performance.now();
const { applications, days } = await liveRound(product, scene, { grants });
over = true;
await striking;

// Each grant: drafts get 14, 7 and 3 days’ reminders, a receipt, the interim reply, the letter’s notice, the second and third; two reports of E16, E17, four reminders, E20 twice, E18, E19, E23.
const emails = await prisma.email.findMany({ select: { key: true, status: true, kind: true, processId: true } });
const perGrant = (kind: string) =>
  emails.filter((email) => email.kind === kind && email.processId !== scene.call).length / grants;
const expected: Record<string, number> = {
  E3: 3,
  E9: 1,
  E14: 1,
  E14second: 2,
  E5: 1,
  E16: 2,
  E17: 2,
  E17reminder: 8,
  E20: 4,
  E18: 2,
  E19: 2,
  E23: 2,
};
const wrong = Object.entries(expected).filter(([kind, count]) => perGrant(kind) !== count);
const unsent = emails.filter((email) => email.status !== 'sent').length;
const delivered = new Set(relay.mails.map((mail) => mail.messageId)).size;
const approved = await prisma.report.count({ where: { projectId: { in: applications }, approvedAt: { not: null } } });
const commands = await prisma.command.groupBy({ by: ['status'], _count: true });
const pending = commands.find((group) => group.status === 'pending')?._count ?? 0;
console.log(`| grants | days | kills -9 | lost | doubled e-mails | sent again in the crash window | minutes |`);
console.log(`|---|---|---|---|---|---|---|`);
const lost = unsent + pending + (grants * 2 - approved) + (emails.length - delivered);
const doubled = wrong.length;
const again = relay.mails.length - delivered;
console.log(
  `| ${grants} | ${days} | ${kills} | ${lost} | ${doubled} | ${again} | ${((performance.now() - begun) / 60_000).toFixed(1)} |`,
);
for (const [kind, count] of wrong) console.log(`${kind}: ${perGrant(kind)} per grant, expected ${count}`);
await worker.kill();
await product.close();
await relay.close();
process.exit(lost > 0 || doubled > 0 ? 1 : 0);
