/** The key that identity numbers are hashed with is replaced while people go on logging in. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { testIssuer, type Issuer } from '../../testing/issuer.js';
import { testWeb, type TestWeb } from '../../testing/web.js';
import { createApp } from '../app.js';
import type { WebConfig } from '../config.js';
import { keyId, subjectHash } from './person.js';

const [old, current] = ['the old key of the tests, long enough', 'the new key of the tests, long enough'];
const pid = '03030399997';

let issuer: Issuer;
let web: TestWeb;
beforeAll(async () => {
  issuer = await testIssuer();
  web = await testWeb({ pages: [], config: { OIDC_ISSUER: issuer.url, OIDC_PRIVATE_KEY_FILE: issuer.keyFile } });
}, 60_000);
afterAll(async () => {
  await web.close();
  await issuer.close();
});

/** Logs in to the web with these keys. */
async function logIn(keys: Pick<WebConfig, 'PID_KEY' | 'PID_KEY_PREVIOUS'>, number = pid): Promise<number> {
  issuer.next = { pid: number };
  const app = createApp({ ...web.services, config: { ...web.services.config, ...keys } }, { pages: [] });
  const browser = request.agent(app);
  await browser.get('/logg-inn');
  await browser.get('/logg-inn/kommune');
  const query = { code: 'code', state: issuer.asked.at(-1)!.get('state')!, iss: issuer.url };
  return (await browser.get(`/logg-inn/tilbake?${new URLSearchParams(query).toString()}`)).status;
}
const knownBy = (key: string, number = pid) =>
  web.prisma.person.findUnique({ where: { subjectHash: subjectHash(key, number) } });

test('who is known by the old key is known by the new one from the next log-in on, as the same person', async () => {
  await logIn({ PID_KEY: old });
  const before = await knownBy(old);
  expect(before?.subjectKey).toBe(keyId(old));

  expect(await logIn({ PID_KEY: current, PID_KEY_PREVIOUS: old })).toBe(303);
  expect(await knownBy(old)).toBeNull();
  expect(await knownBy(current)).toEqual({
    ...before,
    subjectHash: subjectHash(current, pid),
    subjectKey: keyId(current),
  });

  await logIn({ PID_KEY: current });
  expect((await knownBy(current))?.id).toBe(before!.id);
});

test('two log-ins of one person at the same time leave one person', async () => {
  const number = '04040499996';
  await logIn({ PID_KEY: old }, number);
  const before = await web.prisma.person.count();
  const keys = { PID_KEY: current, PID_KEY_PREVIOUS: old };
  await Promise.all([logIn(keys, number), logIn(keys, number)]);
  expect(await web.prisma.person.count()).toBe(before);
  expect(await knownBy(current, number)).not.toBeNull();
});

test('a person of before the keys were told apart is marked at the next log-in', async () => {
  const number = '05050599995';
  const row = { firstName: 'Før', lastName: 'Prøve', email: '', createdAt: new Date() };
  await web.prisma.person.create({ data: { id: randomUUID(), subjectHash: subjectHash(current, number), ...row } });
  await logIn({ PID_KEY: current }, number);
  expect((await knownBy(current, number))?.subjectKey).toBe(keyId(current));
});

test('how many are left on an old key is one query, as docs/operations.md has it', async () => {
  await logIn({ PID_KEY: old }, '06060699994');
  const { rows } = await web.services.pool.query<{ subjectKey: string; people: number }>(
    `select "subjectKey", count(*)::int as people from person group by 1`,
  );
  expect(rows.find((row) => row.subjectKey === keyId(old))?.people).toBe(1);
});
