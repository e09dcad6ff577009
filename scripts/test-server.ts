import pg from 'pg';
export async function openTestServer() {
  const base = process.env['TEST_POSTGRES_URL']!;
  const admin = new pg.Client(base);
  await admin.connect();
  const made: string[] = [];
  return {
    createDatabase: async (name: string) => {
      await admin.query(`CREATE DATABASE "${name}"`);
      made.push(name);
      const u = new URL(base);
      u.pathname = '/' + name;
      return u.href;
    },
    close: async () => {
      for (const m of made) await admin.query(`DROP DATABASE "${m}" WITH (FORCE)`);
      await admin.end();
    },
  };
}
