import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lifecyclePage } from './write-diagrams.js';

test('docs/lifecycles.md says what the tables say', () => {
  expect(readFileSync(path.resolve(import.meta.dirname, '../docs/lifecycles.md'), 'utf8')).toBe(lifecyclePage());
});
