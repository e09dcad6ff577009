// placeholder, replaced by the embedded helper
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { deploy } from '../scripts/deploy.js';
export async function testDatabase() {
  const base = process.env['TEST_POSTGRES_URL']!;
  const name = 't_' + randomUUID().replaceAll('-', '');
  const admin = new pg.Client(base); await admin.connect(); await admin.query(`create database ${name}`);
  const u = new URL(base); u.pathname = '/' + name;
  await deploy(u.href);
  return { url: u.href, close: async () => { await admin.query(`drop database ${name} with (force)`); await admin.end(); } };
}
