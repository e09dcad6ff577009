import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { connectEngine } from '../delivery/engine.js';
import { testDatabase } from '../testing/postgres.js';
import { testTemporal } from '../testing/temporal.js';
import { installDatabase, installEngine } from './install.js';

test('the role of web and worker reads and writes, but neither makes nor drops a table', async () => {
  const { url: ownerUrl, close } = await testDatabase();
  const role = `app_${randomUUID().replaceAll('-', '')}`;
  const appUrl = Object.assign(new URL(ownerUrl), { username: role, password: randomUUID() }).href;
  try {
    await installDatabase({ ownerUrl, appUrl });
    const newPassword = Object.assign(new URL(appUrl), { password: `it's ${randomUUID()}` }).href;
    await installDatabase({ ownerUrl, appUrl: newPassword });

    const app = new pg.Client(newPassword);
    await app.connect();
    try {
      expect((await app.query('SELECT count(*)::int AS n FROM municipality')).rows).toEqual([{ n: 357 }]);
      await app.query(`UPDATE municipality SET "writtenForm" = 'nb' WHERE code = '1804'`);
      expect((await app.query('SELECT app_now() AS now')).rows[0].now).toBeInstanceOf(Date);
      await expect(app.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
      await expect(app.query('DROP TABLE event')).rejects.toThrow('must be owner');
      await expect(app.query('SELECT * FROM _prisma_migrations')).rejects.toThrow('permission denied');
    } finally {
      await app.end();
    }
  } finally {
    const owner = new pg.Client(ownerUrl);
    await owner.connect();
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.end();
    await close();
  }
}, 60_000);

test('namespace and search attributes are made once', async () => {
  const { address, close } = await testTemporal();
  const engine = connectEngine({ address, namespace: `install-${randomUUID()}` });
  try {
    await installEngine(engine);
    await installEngine(engine);
    const { customAttributes } = await engine.connection.operatorService.listSearchAttributes({
      namespace: engine.namespace,
    });
    expect(Object.keys(customAttributes).sort()).toEqual([
      'CallId',
      'CountyGovernor',
      'NextDeadline',
      'Stage',
      'Waiting',
    ]);
  } finally {
    await engine.close();
    await close();
  }
}, 120_000);
