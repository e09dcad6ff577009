/** The list of docs/security.md is whole, and what it names is there. */
import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './migration-files.js';

/** Requirements of levels 1 and 2 per chapter of OWASP ASVS 5.0.0: 253 of 345. */
const chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

type Row = { id: string; answer: string; where: string };

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const rows: Row[] = [
  ...read('docs/security.md').matchAll(/^\| v5\.0\.0-([\d.]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, id, answer, where]) => ({ id: id!, answer: answer!, where: where! }));
const files = ({ where }: Row): string[] =>
  [...where.matchAll(/`([\w./-]+\/[\w./-]+|\.?[\w-]+\.(?:yml|json)|\.dockerignore)`/g)].map(([, file]) => file!);
const named = ({ where }: Row): { file: string; name: string }[] =>
  [...where.matchAll(/`([\w./-]+\.test\.ts)` «([^»]+)»/g)].map(([, file, name]) => ({ file: file!, name: name! }));

describe('the list of docs/security.md', () => {
  test('has every requirement of each chapter once', () => {
    const counts = chapters.map((_count, at) => rows.filter(({ id }) => id.startsWith(`${at + 1}.`)).length);
    expect(counts).toEqual(chapters);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('answers each in one of four ways, and says where or why', () => {
    expect(new Set(rows.map(({ answer }) => answer))).toEqual(
      new Set(['test', 'configuration', 'does not apply', 'open']),
    );
    for (const row of rows) {
      if (row.answer === 'test') expect([row.id, named(row).length > 0]).toEqual([row.id, true]);
      if (row.answer === 'configuration') expect([row.id, files(row).length > 0]).toEqual([row.id, true]);
    }
  });

  test('names no test outside of it either that is not there', () => {
    const text = read('docs/security.md');
    // A file’s name, then the names of tests in it until the next file’s.
    const parts = text.split(/`([\w./-]+\.test\.ts)`/).slice(1);
    const all = parts.flatMap((file, i) =>
      i % 2 === 0 ? [...parts[i + 1]!.split(/\n/)[0]!.matchAll(/«([^»]+)»/g)].map(([, name]) => ({ file, name: name! })) : [],
    );
    expect(all.length).toBeGreaterThan(rows.length / 4);
    expect(all.filter(({ file, name }) => !read(file).includes(name))).toEqual([]);
  }); // prettier-ignore

  test('names files that exist, and tests that are in them', () => {
    const missing = rows.flatMap((row) => [
      ...files(row).filter((file) => !existsSync(path.join(projectRoot, file))),
      ...named(row).flatMap(({ file, name }) => (read(file).includes(name) ? [] : [`${file}: ${name}`])),
    ]);
    expect(missing).toEqual([]);
  });
});
