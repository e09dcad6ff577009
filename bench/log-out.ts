/** How many sessions one log-out elsewhere ends, and what the counting of requests costs a page. */
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPerson } from '../testing/builders.js';
import { testIssuer } from '../testing/issuer.js';
import { post, testWeb, type TestWeb } from '../testing/web.js';
import { openPage, view, type Page } from '../web/page.js';
import request from 'supertest';
import { quantile, timed, type Row } from './figures.js';

/** Sessions of one log-in at the provider; every other row is another’s. */
async function fill(web: TestWeb, sid: string, sessions: number): Promise<void> {
  const login = { personId: await aPerson(web.prisma), provider: 'id-porten', high: true, sub: 'sub', at: Date.now() };
  await web.services.pool.query(
    `insert into session (sid, sess, expire)
     select gen_random_uuid(), jsonb_build_object('cookie', '{}'::jsonb, 'login',
       $1::jsonb || jsonb_build_object('sid', case n % 2 when 0 then $2 else 'another' end)), now() + interval '1 hour'
     from generate_series(1, $3::int) n`,
    [JSON.stringify(login), sid, sessions * 2],
  );
}

export async function logOutElsewhere(sessions: number, pairs: number): Promise<Row[]> {
  const issuer = await testIssuer();
  const web = await testWeb({ pages: [], config: { OIDC_ISSUER: issuer.url, OIDC_PRIVATE_KEY_FILE: issuer.keyFile } });
  const tell = async (sid: string) =>
    post(request.agent(web.app), '/logg-ut/fra-idporten', { logout_token: await issuer.logOutToken({ sid }) });
  const remaining = async (sid: string) =>
    (await web.services.pool.query(`select from session where sess->'login'->>'sid' = $1`, [sid])).rowCount ?? 0;
  const statement = `delete from session where sess->'login'->>'sid' = $1`;

  const ended: number[] = [];
  const requests: number[] = [];
  const statements: number[] = [];
  await tell('warm-up');
  for (let n = 0; n < pairs; n++) {
    await fill(web, `request ${n}`, sessions);
    await fill(web, `statement ${n}`, sessions);
    requests.push(await timed(() => tell(`request ${n}`)));
    statements.push(await timed(() => web.services.pool.query(statement, [`statement ${n}`])));
    ended.push(sessions - (await remaining(`request ${n}`)));
  }
  const others = await remaining('another');
  await web.close();
  await issuer.close();
  const kept = ended.every((count) => count === sessions) && others === pairs * sessions * 2;
  const ms = (samples: number[]) => quantile(samples, 0.5).toFixed(1);
  return [
    {
      what: `sessions ended by back-channel log-out within one request, among as many of others (${pairs} requests)`,
      figure: `${Math.min(...ended)} of ${sessions}, in ${ms(requests)} ms against ${ms(statements)} ms for the SQL alone`,
      goal: 'all, and no other',
      kept,
    },
  ];
}

const empty: Page = openPage({
  path: '/tom',
  access: { public: true },
  get: () => Promise.resolve(view('../bench/pages/empty', 'Tom side', {})),
});

/** The same page asked for with a query, which is counted in Postgres, and without, which is not. */
export async function countingRequests(pairs: number): Promise<Row[]> {
  const web = await testWeb({ pages: [empty] });
  const server = web.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const read = (path: string) =>
    new Promise<void>((resolve, reject) => {
      get({ port, path, agent }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
    });
  const counted: number[] = [];
  const plain: number[] = [];
  for (let n = 0; n < pairs + 20; n++) {
    const mine = await timed(() => read('/tom?sok=skog'));
    const theirs = await timed(() => read('/tom'));
    if (n < 20) continue;
    counted.push(mine);
    plain.push(theirs);
  }
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  await web.close();
  const [mine, theirs] = [quantile(counted, 0.5), quantile(plain, 0.5)];
  return [
    {
      what: `an empty page with its request counted in Postgres, against the same page uncounted (${pairs} pairs)`,
      figure: `${(mine / theirs).toFixed(2)}× (${mine.toFixed(1)} ms against ${theirs.toFixed(1)} ms)`,
      goal: 'at most 3 ms more',
      kept: mine - theirs <= 3,
    },
  ];
}
