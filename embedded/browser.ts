import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { cacheFolder } from './cache.js';
import { withLock } from './lock.js';

/**
 * A headless Chromium for tests: the one of the environment variable CHROMIUM, else the one from npm with its own
 * libraries and font (unpacked once into the cache, 206 MB), else /usr/bin/chromium.
 *
 * @throws {Error} when none can be started
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM'];
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox'] });
  try {
    return await launchFromNpm();
  } catch (error) {
    if (!existsSync('/usr/bin/chromium')) throw error;
    return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  }
}

/**
 * The package unpacks its libraries only where it believes itself on AWS Lambda, which it decides at import, and into
 * os.tmpdir(), where another user's copy would be taken as it is. It changes process.env, which our children would inherit.
 */
async function launchFromNpm(): Promise<Browser> {
  const folder = cacheFolder('chromium-147');
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  try {
    process.env['TMPDIR'] = folder;
    process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await withLock(
      `${folder}.lock`,
      () => packaged.executablePath(),
      () => {},
    );
    const env = { ...process.env, TMPDIR: before['TMPDIR'] ?? '/tmp' } as Record<string, string>;
    // Not the package’s own: they put all in one process, where one person’s page fetched with another’s cookies, and turn web security off.
    const args = ['--no-sandbox', '--font-render-hinting=none', '--use-gl=angle', '--use-angle=swiftshader'];
    return await chromium.launch({ executablePath, env, args });
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
