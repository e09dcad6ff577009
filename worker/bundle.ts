import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = path.resolve(import.meta.dirname, '..');

/** Every source the bundle can hold, so that the file is made anew when one changes. */
function sources(): string[] {
  return ['domain', 'workflows'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !file.includes('.test.'))
      .map((file) => path.join(root, folder, file))
      .sort(),
  );
}

/** The prebuilt workflow bundle of these sources; made once (1–2 s), kept under `.data/bundle/`. Answers its path. */
export async function ensureBundle(folder = path.join(root, '.data/bundle')): Promise<string> {
  const hash = createHash('sha256').update(
    readFileSync(path.join(root, 'node_modules/@temporalio/workflow/package.json')),
  );
  for (const file of sources()) hash.update(file.slice(root.length)).update(readFileSync(file));
  const file = path.join(folder, `workflows-${hash.digest('hex').slice(0, 16)}.js`);
  if (existsSync(file)) return file;
  const entry = ['ts', 'js']
    .map((kind) => path.join(root, `workflows/index.${kind}`))
    .find((name) => existsSync(name))!;
  const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('ERROR') });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
