/**
 * What authorisation adds to a list page and a case page: each against the same page without its rule and its `visible`, through the
 * same session, layout and rows; paired and interleaved.
 */
import { createLetterRenderer } from '../../activities/letters/renderer.js';
import { list } from '../../web/cases/list/page.js';
import { show } from '../../web/cases/show/page.js';
import { userPage, type Page } from '../../web/page.js';
import { liveRound } from '../../testing/life.js';
import { testProduct } from '../../testing/product.js';
import { aScene, office } from '../../testing/scene.js';
import { quantile, timed, type Row } from '../figures.js';
import { serve, type Site } from '../pages/serve.js';

/** The same handlers, without a rule before them; the list’s rows by a fixed office. */
const bare: Page[] = [
  userPage({ path: '/uten/saker', access: { loggedIn: true }, get: (context) => list(context, () => Promise.resolve({ countyGovernorCode: office })) }),
  userPage({ path: '/uten/saker/:id', access: { loggedIn: true }, get: show }),
]; // prettier-ignore

const pairs = 60;
const warmUps = 10;

async function added(site: Site, name: string, path: string): Promise<Row> {
  const [ruled, plain]: [number[], number[]] = [[], []];
  for (let n = 0; n < warmUps + pairs; n++) {
    const one = await timed(() => site.read(path, 'officer'));
    const other = await timed(() => site.read(`/uten${path}`, 'officer'));
    if (n < warmUps) continue;
    ruled.push(one);
    plain.push(other);
  }
  const [ours, theirs] = [quantile(ruled, 0.5), quantile(plain, 0.5)];
  return {
    what: `authorisation: ${name} with can and visible, p50 against the same page without (${pairs} pairs)`,
    figure: `${(ours / theirs).toFixed(2)}× (${ours.toFixed(1)} ms against ${theirs.toFixed(1)} ms)`,
    goal: '≤ 1.25×',
    kept: ours / theirs <= 1.25,
  };
}

/** With a round of this many grants, all recommended. */
export async function authorisationAdds(grants: number): Promise<Row[]> {
  const product = await testProduct({ letters: createLetterRenderer() });
  const scene = await aScene(product, { deadline: (await product.now()) + 60 * 86_400_000, frame: 1_000_000_000 });
  const site = await serve(product, scene, bare);
  const rows: Row[] = [];
  const measured = new Error('measured');
  const before = async (stage: string) => {
    if (stage !== 'decision') return;
    const { id } = await product.database.prisma.application.findFirstOrThrow({ orderBy: { id: 'asc' } });
    rows.push(await added(site, 'list of cases', '/saker'), await added(site, 'a case', `/saker/${id}`));
    throw measured;
  };
  await liveRound(product, scene, { grants, before }).catch((error: unknown) => {
    if (error !== measured) throw error;
  });
  await site.close();
  await product.close();
  return rows;
}
