import { createHmac } from 'node:crypto';
import pg from 'pg';

/**
 * The address with which web and worker use a database: the role `app`, which owns nothing. A superuser could read files
 * of the machine. The password follows from the superuser's, so it needs no place to be kept.
 */
export function appUrl(superuserUrl: string): string {
  const url = new URL(superuserUrl);
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update('app').digest('hex');
  url.username = 'app';
  return url.href;
}

/** Makes the role, once per server and safely from several processes, and lets it use what migrations make in this database. */
export async function grantToApp(superuserUrl: string): Promise<void> {
  const { password } = new URL(appUrl(superuserUrl));
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('role app'))`);
    const { rowCount } = await client.query(`SELECT FROM pg_roles WHERE rolname = 'app'`);
    if (!rowCount) await client.query(`CREATE ROLE app LOGIN PASSWORD '${password}'`);
    await client.query(`
      GRANT USAGE ON SCHEMA public TO app;
      GRANT ALL ON ALL TABLES IN SCHEMA public TO app;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app;
      GRANT ALL ON ALL FUNCTIONS IN SCHEMA public TO app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO app;
    `);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
