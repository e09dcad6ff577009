/** Writes one history of each kind of process to workflows/histories/<release>/: every release leaves some, and CI replays them all. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { testProduct } from '../testing/product.js';
import { liveRound } from '../testing/life.js';
import { aConsultation, anAccessRequest, aScene, aThread } from '../testing/scene.js';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const folder = path.join(root, 'workflows/histories', version);
const product = await testProduct();
const scene = await aScene(product, { deadline: (await product.now()) + 40 * 86_400_000 });
const access = await anAccessRequest(product);
const { applications } = await liveRound(product, scene, { grants: 2 });
const report = await product.database.prisma.report.findFirstOrThrow({
  where: { projectId: applications[0]!, kind: 'final' },
});
const thread = await aThread(product, scene, { caseId: applications[0]!, text: 'Når kommer pengene?' });
const consultation = await aConsultation(product, scene, { dueAt: (await product.now()) + 40 * 86_400_000 });
await product.send({
  processId: consultation,
  name: 'answer',
  content: {
    municipalityCode: '1804',
    replies: [{ position: 1, choice: 'agree', text: 'Kommunen er enig i forslaget.' }],
  },
  actorId: scene.applicant,
  actorRole: 'applicant',
});
const ids = {
  accessRequest: `access-request/${access}`,
  call: scene.call,
  grant: `grant/${applications[0]}`,
  project: `project/${applications[0]}`,
  report: `report/${report.id}`,
  thread,
  consultation,
};
mkdirSync(folder, { recursive: true });
for (const [kind, id] of Object.entries(ids)) {
  const history = await product.engine.client.workflow.getHandle(id).fetchHistory();
  writeFileSync(path.join(folder, `${kind}.json`), historyToJSON(history));
  console.log(`${kind}: ${history.events?.length ?? 0} events`);
}
await product.close();
process.exit(0);
