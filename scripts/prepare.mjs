/**
 * Writes Prisma's client to prisma/generated/ when the schema or Prisma itself has changed since last time.
 * npm runs it after each install; `npm start` and `npm test` call `prepare()`. Plain JavaScript, because it must also
 * run (and do nothing) where the development dependencies are left out.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/**
 * @param {{ root?: string, log?: (line: string) => void }} [options] the folder of the project; where to tell of work done
 * @returns {'generated' | 'current' | 'absent'} absent: no schema or no Prisma to generate with
 * @throws {Error} when Prisma refuses the schema; the message holds what it printed
 */
export function prepare({ root: folder = root, log = console.log } = {}) {
  const schema = path.join(folder, 'prisma/schema.prisma');
  const prisma = path.join(folder, 'node_modules/prisma');
  if (!existsSync(schema) || !existsSync(prisma)) return 'absent';

  const stampFile = path.join(folder, 'prisma/generated/.stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(schema))
    .update(readFileSync(path.join(prisma, 'package.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 'current';

  log('Generating the database client …');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(prisma, 'build/index.js'), 'generate', '--no-hints'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', CHECKPOINT_DISABLE: '1' } },
  );
  if (status !== 0) throw new Error(`prisma generate failed:\n${stdout}${stderr}`);
  writeFileSync(stampFile, stamp);
  return 'generated';
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) prepare();
