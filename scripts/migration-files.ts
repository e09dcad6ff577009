import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

export interface MigrationFile {
  /** The folder's name: "20261124120000_first". */
  name: string;
  sql: string;
}

/** The migrations of `<root>/prisma/migrations/`, oldest first. */
export function migrationFiles(root: string): MigrationFile[] {
  const folder = path.join(root, 'prisma/migrations');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }));
}
