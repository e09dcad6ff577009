import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allPages } from '../web/pages.js';
import { accessPage } from './write-access.js';

test('docs/access.md says what the tables say', () => {
  const written = readFileSync(path.resolve(import.meta.dirname, '../docs/access.md'), 'utf8');
  expect(written).toBe(accessPage());
  for (const { path: address } of allPages) expect(written).toContain(`\`${address}\``);
});
