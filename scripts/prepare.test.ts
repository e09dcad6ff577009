import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './migration-files.js';
import { prepare } from './prepare.mjs';

const schema = (field: string) => `
generator client {
  provider            = "prisma-client"
  output              = "./generated"
  runtime             = "nodejs"
  moduleFormat        = "esm"
  importFileExtension = "js"
}
datasource db {
  provider = "postgresql"
}
model Call {
  id String @id
  ${field}
}
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'klargjør '));
  mkdirSync(path.join(root, 'prisma'));
  copyFileSync(path.join(projectRoot, 'prisma.config.ts'), path.join(root, 'prisma.config.ts'));
});
afterEach(() => rmSync(root, { recursive: true }));

const log: string[] = [];
const run = () => prepare({ root, log: (line) => log.push(line) });
const writeSchema = (field: string) => writeFileSync(path.join(root, 'prisma/schema.prisma'), schema(field));
const installPackages = () => symlinkSync(path.join(projectRoot, 'node_modules'), path.join(root, 'node_modules'));

test('the client is made once for each schema', () => {
  installPackages();
  writeSchema('frame BigInt');
  expect([run(), run()]).toEqual(['generated', 'current']);
  expect(readFileSync(path.join(root, 'prisma/generated/models/Call.ts'), 'utf8')).toContain('frame: bigint');

  writeSchema('title String');
  expect([run(), run()]).toEqual(['generated', 'current']);
  expect(readFileSync(path.join(root, 'prisma/generated/models/Call.ts'), 'utf8')).not.toContain('frame');
  expect(log).toHaveLength(2);
}, 60_000);

test('without a schema, or without Prisma, there is nothing to do', () => {
  expect(run()).toBe('absent');
  writeSchema('frame BigInt');
  expect(run()).toBe('absent');
  expect(existsSync(path.join(root, 'prisma/generated'))).toBe(false);
});

test('a schema that Prisma refuses is an error that says why, also the next time', () => {
  installPackages();
  writeSchema('frame Kroner');
  expect(run).toThrow(/prisma generate failed[^]*Kroner/);
  expect(run).toThrow(/Kroner/);
}, 60_000);
