/** How long the ten main pages take with a round of thirty grants, against an empty page through the same session, guard and layout. */
import { createLetterRenderer } from '../../activities/letters/renderer.js';
import { liveRound } from '../../testing/life.js';
import { testProduct } from '../../testing/product.js';
import { aScene } from '../../testing/scene.js';
import { quantile, timed, type Row } from '../figures.js';
import { serve, type Site, type Who } from './serve.js';

type Measured = { name: string; who: Who; path: string };

const pairs = 60;
const warmUps = 10;

async function measure(site: Site, { name, who, path }: Measured): Promise<Row> {
  const beside = who === 'anonymous' ? '/tom' : '/tom/innlogget';
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < warmUps + pairs; n++) {
    const mine = await timed(() => site.read(path, who));
    const plain = await timed(() => site.read(beside, who));
    if (n < warmUps) continue;
    ours.push(mine);
    theirs.push(plain);
  }
  const ratio = (part: number) => quantile(ours, part) / quantile(theirs, part);
  const ms = (part: number) => `${quantile(ours, part).toFixed(0)} ms against ${quantile(theirs, part).toFixed(0)} ms`;
  return {
    what: `page: ${name}, p50 and p95 against an empty page (${pairs} pairs)`,
    figure: `${ratio(0.5).toFixed(1)}× (${ms(0.5)}), ${ratio(0.95).toFixed(1)}× (${ms(0.95)})`,
    goal: '≤ 5×',
    kept: ratio(0.5) <= 5 && ratio(0.95) <= 5,
  };
}

/** Each page when its case is in the stage people look at it in. */
export async function pageTimes(grants: number): Promise<Row[]> {
  const product = await testProduct({ letters: createLetterRenderer() });
  const scene = await aScene(product, { deadline: (await product.now()) + 60 * 86_400_000, frame: 1_000_000_000 });
  const site = await serve(product, scene);
  const rows: Row[] = [];
  const first = async () => (await product.database.prisma.application.findFirstOrThrow({ orderBy: { id: 'asc' } })).id;
  const report = async () => (await product.database.prisma.report.findFirstOrThrow({ orderBy: { id: 'asc' } })).id;
  const call = `/utlysninger/${scene.callId}`;
  const stages: Record<string, () => Promise<Measured[]>> = {
    drafts: async () => [
      { name: 'call', who: 'anonymous', path: call },
      { name: 'municipality’s home', who: 'applicant', path: '/kommune/1804' },
      { name: 'application', who: 'applicant', path: `/soknader/${await first()}` },
      { name: 'budget step', who: 'applicant', path: `/soknader/${await first()}/budsjett` },
    ],
    decision: async () => [
      { name: 'officer’s case', who: 'officer', path: `/saker/${await first()}` },
      { name: 'allocation', who: 'officer', path: `${call}/fordeling` },
      { name: 'decision', who: 'approver', path: `${call}/avgjorelse?steg=2` },
    ],
    end: async () => [
      { name: 'public list', who: 'anonymous', path: '/offentlig' },
      { name: 'public project', who: 'anonymous', path: `/offentlig/${await first()}` },
      { name: 'report', who: 'applicant', path: `/rapporter/${await report()}` },
    ],
  };
  const before = async (stage: string) => {
    for (const page of (await stages[stage]?.()) ?? []) rows.push(await measure(site, page));
  };
  await liveRound(product, scene, { grants, before });
  await site.close();
  await product.close();
  return rows;
}
