/**
 * Every page × method × who × subject × state, each tried through real HTTP and held against what the table of rights says
 * (DESIGN section 5). A page that is registered is here by itself.
 */
import { can, visible, type Action, type Subject } from '../../domain/authorisation.js';
import { lifecycles } from '../../domain/lifecycles.js';
import { createLoginService } from '../../web/login/client.js';
import { loginPages } from '../../web/login/index.js';
import type { Access, Page } from '../../web/page.js';
import { allPages } from '../../web/pages.js';
import { inLanes } from '../lanes.js';
import type { TestWeb } from '../web.js';
import { knockers, type Knocker } from './actors.js';
import { client, lanes, session, type Client, type Reply } from './client.js';
import { extras, families, type Family, type Forms, type Instance } from './fixtures.js';

type Method = 'GET' | 'POST';
type Expected = 'yes' | 'no' | 'logIn';
export type Matrix = {
  cells: number;
  tried: number;
  /** What was answered otherwise than the table says, a line for each. */
  faults: string[];
  /** Tables that a refused or empty form has changed. */
  changed: string[];
  allowed: number;
};

/** Opened by the secret of its link, whoever follows it. */
const unruled: readonly string[] = ['/tilgang/:id/invitasjon'];

type Round = { family: Family | null; state: string | null };
type Cell = { page: Page; method: Method; knocker: Knocker; instance: Instance | null } & Round;

const paramsOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
const methodsOf = ({ get, post }: Page): Method[] => [
  ...(get ? (['GET'] as const) : []),
  ...(post ? (['POST'] as const) : []),
];
const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** The subjects of a page: those of the longest address above it. Throws, saying what to add, when there are none. */
function subjectsOf(page: Page, all: readonly Family[]): { family: Family; instances: Instance[] } | null {
  if (paramsOf(page.path).length === 0) return null;
  const [found] = all
    .flatMap((family) => Object.entries(family.roots).map(([root, instances]) => ({ family, root, instances })))
    .filter(({ root }) => isUnder(page.path, root))
    .sort((a, b) => b.root.length - a.root.length);
  if (!found) throw new Error(`${page.path} has no subjects: add its address to testing/matrix/fixtures.ts`);
  const given = [...Object.keys(found.instances[0]?.params ?? {}), ...Object.keys(extras[page.path] ?? {})];
  const missing = paramsOf(page.path).find((name) => !given.includes(name));
  if (missing) throw new Error(`${page.path}: add a value of :${missing} to \`extras\` in testing/matrix/fixtures.ts`);
  if ('loggedIn' in page.access) throw new Error(`${page.path} names a subject and has no rule of its own`);
  return found;
}

const fill = (path: string, params: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? name);

function actionsOf(access: Extract<Access, { can: unknown }>): Action[] {
  return [access.can].flat();
}

/** What the table says, of a subject that the page has not put together itself. */
function expectedOf({ page: { access }, method, knocker, family, instance, state }: Cell): Expected {
  const { actor, place } = knocker;
  const subject: Subject = {
    ...(instance?.subject ?? { ...place, personId: actor?.id ?? null }),
    state: state ?? instance?.subject.state ?? 'new',
  };
  if ('public' in access) return !family?.shown || family.shown(subject.state ?? '', subject, actor) ? 'yes' : 'no';
  if (!actor) return 'logIn';
  if ('list' in access) {
    const action = method === 'POST' ? (access.post ?? access.list) : access.list;
    return visible(actor, action).length > 0 ? 'yes' : 'no';
  }
  if ('can' in access) {
    const posts = method === 'GET' || !access.post || can(actor, access.post, subject);
    return posts && actionsOf(access).some((action) => can(actor, action, subject)) ? 'yes' : 'no';
  }
  return 'yes';
}

/** Without its address the page that says no is the same for what is there and what is not. */
const withoutAddress = (body: string, path: string, params: Record<string, string>): string =>
  // The menu has the person’s own addresses and marks where one is, whatever there is.
  body.replace(/<nav class="site-menu"[\s\S]*?<\/nav>/, '').replaceAll(fill(path, params), '…');

type Outcome = { status: number; kind: Expected | 'error' };
function outcomeOf({ status, location }: Reply): Outcome {
  if (status === 404) return { status, kind: 'no' };
  if (status === 303 && /^\/logg-inn\?til=/.test(location)) return { status, kind: 'logIn' };
  return { status, kind: status === 500 ? 'error' : 'yes' };
}

const nameOf = ({ page, method, knocker, instance, state }: Cell): string =>
  [method, page.path, knocker.name, instance?.name, state].filter(Boolean).join(' · ');

/** One row per table: how many rows, and what is in them. Sessions, what is counted and what is written of reading may change. */
async function imprint({ services: { pool } }: TestWeb): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('session', 'access_log', 'rate_limit', 'thread_read')`,
  );
  const of = async (name: string) => {
    const { rows: read } = await pool.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from "${name}" t`,
    );
    return [name, read[0]!.print] as const;
  };
  return new Map(await Promise.all(rows.map(({ name }) => of(name))));
}

type Running = {
  web: TestWeb;
  http: Client;
  cookies: Map<Knocker, string>;
  forms: Forms;
  refusals: Map<string, string>;
  matrix: Matrix;
};

/** The page of what does not exist, for this person at this address. */
async function refusalOf(running: Running, cell: Cell): Promise<string> {
  const { page, method, knocker, family } = cell;
  const key = `${method} ${page.path} ${knocker.name}`;
  const known = running.refusals.get(key);
  if (known !== undefined) return known;
  const params = { ...extras[page.path], ...family!.unknown };
  const reply = await ask(running, cell, params);
  const { kind } = outcomeOf(reply);
  if (kind !== 'no') running.matrix.faults.push(`${key}: what does not exist answered ${reply.status}`);
  const body = withoutAddress(reply.body, page.path, params);
  running.refusals.set(key, body);
  return body;
}

async function ask(
  { web, http, cookies, forms }: Running,
  { page, method, knocker }: Cell,
  params: Record<string, string>,
) {
  // Who logs out needs a session of their own.
  const cookie = page.path === '/logg-ut' ? await session(web, knocker.actor?.id ?? null) : cookies.get(knocker)!;
  return http.ask({ method, path: fill(page.path, params), cookie, body: forms[page.path] ?? {} });
}

async function tryCell(running: Running, cell: Cell): Promise<void> {
  const { matrix } = running;
  const params = { ...extras[cell.page.path], ...cell.instance?.params };
  const expected = expectedOf(cell);
  const reply = await ask(running, cell, params);
  const { kind, status } = outcomeOf(reply);
  matrix.tried++;
  if (expected === 'yes') matrix.allowed++;
  if (kind !== expected)
    matrix.faults.push(`${nameOf(cell)}: expected ${expected}, answered ${status} ${reply.location}`);
  else if (
    kind === 'no' &&
    cell.family &&
    withoutAddress(reply.body, cell.page.path, params) !== (await refusalOf(running, cell))
  )
    matrix.faults.push(`${nameOf(cell)}: is told otherwise than of what does not exist`);
}

/** Tries every cell of these pages. */
export async function runMatrix(web: TestWeb, pages: readonly Page[] = registered(web)): Promise<Matrix> {
  const { prisma } = web;
  const who = await knockers(prisma);
  const requester = who.find(({ name }) => name === 'requester')!;
  const { all, forms } = await families(prisma, { conflicted: who.at(-1)!.actor!.id, self: requester.actor!.id });
  const cookies = new Map<Knocker, string>();
  for (const knocker of who) cookies.set(knocker, await session(web, knocker.actor?.id ?? null));
  const matrix: Matrix = { cells: 0, tried: 0, faults: [], changed: [], allowed: 0 };
  const http = await client(web);
  const running: Running = { web, http, cookies, forms, refusals: new Map(), matrix };

  const placed = pages
    .filter(({ path }) => !unruled.includes(path))
    .map((page) => ({ page, found: subjectsOf(page, all) }));
  const cellsIn = ({ family, state }: Round): Cell[] =>
    placed
      .filter(({ found }) => (found?.family ?? null) === family)
      .flatMap(({ page, found }) =>
        methodsOf(page).flatMap((method) =>
          (found?.instances ?? [null]).flatMap((instance) =>
            who.map((knocker): Cell => ({ page, method, knocker, instance, family, state })),
          ),
        ),
      );
  const rounds: Round[] = [
    ...all.flatMap((family): Round[] =>
      (family.kind ? lifecycles[family.kind].states : [null]).map((state) => ({ family, state })),
    ),
    { family: null, state: null },
  ];
  for (const round of rounds) {
    const cells = cellsIn(round);
    matrix.cells += cells.length;
    if (cells.length === 0) continue;
    if (round.family && round.state) await setState(web, round.family, round.state);
    else await settle(web, all);
    const before = await imprint(web);
    await inLanes(cells, (cell) => tryCell(running, cell), lanes);
    const after = await imprint(web);
    const tables = [...before].filter(([name, print]) => after.get(name) !== print).map(([name]) => name);
    matrix.changed.push(
      ...tables.map((name) => `${round.family?.kind ?? 'no kind'}, ${round.state ?? 'no state'}: ${name}`),
    );
  }
  await http.close();
  return matrix;
}

/** Every page of the product but those of the demo. */
export const registered = ({ services: { config } }: TestWeb): Page[] =>
  [...loginPages(createLoginService(config)), ...allPages].filter(({ access }) => !('demo' in access));

/** Where no state is gone through, calls are open and cases drafts, as they were made. */
async function settle(web: TestWeb, all: readonly Family[]): Promise<void> {
  for (const family of all) if (family.initial) await setState(web, family, family.initial);
}

async function setState({ prisma }: TestWeb, { roots }: Family, state: string): Promise<void> {
  const ids = Object.values(roots).flatMap((instances) => instances.flatMap(({ process }) => process ?? []));
  await prisma.process.updateMany({ where: { id: { in: ids } }, data: { state } });
}
