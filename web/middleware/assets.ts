/** Static files, each version under its own address so that browsers may keep them for a year. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import express, { type Express } from 'express';

const resolve = createRequire(import.meta.url).resolve;
const own = path.resolve(import.meta.dirname, '..', 'assets');
const css = path.resolve(path.dirname(resolve('@digdir/designsystemet-css')), '..');
const web = path.resolve(path.dirname(resolve('@digdir/designsystemet-web')), '..', 'umd');
const font = path.dirname(resolve('@fontsource-variable/inter'));
const htmx = path.dirname(resolve('htmx.org'));

const folders = { own, css, web, font, htmx };

function version(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(own).sort()) hash.update(readFileSync(path.join(own, name)));
  for (const folder of [css, web, font, htmx]) hash.update(String(statSync(path.join(folder)).mtimeMs));
  return hash.digest('hex').slice(0, 12);
}

/** Serves the files and answers the address they are under. */
export function serveAssets(app: Express): string {
  const address = `/static/${version()}`;
  for (const [name, folder] of Object.entries(folders)) {
    app.use(
      `${address}/${name}`,
      express.static(folder, { immutable: true, maxAge: '365d', index: false, fallthrough: false }),
    );
  }
  app.get('/favicon.ico', (_req, res) => {
    res.sendFile(path.join(own, 'mark.svg'), { maxAge: '7d' });
  });
  return address;
}
