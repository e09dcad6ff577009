/** The database’s lists of states are those of the lifecycle tables. */
import pg from 'pg';
import { lifecycles } from '../domain/lifecycles.js';
import { testDatabase } from '../testing/postgres.js';

test('the CHECK on process.state says what the tables say', async () => {
  const { url, close } = await testDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'process_state'`,
  );
  await client.end();
  await close();
  const inDatabase: Record<string, string[]> = {};
  for (const [, kind, list] of rows[0]!.definition.matchAll(
    /WHEN '(\w+)'::text THEN \(?state = ANY \(ARRAY\[([^\]]+)\]/g,
  )) {
    inDatabase[kind!] = [...list!.matchAll(/'(\w+)'/g)].map((match) => match[1]!).sort();
  }
  const inTables = Object.fromEntries(
    Object.values(lifecycles).map((lifecycle) => [lifecycle.kind, [...lifecycle.states].sort()]),
  );
  expect(inDatabase).toEqual(inTables);
});
