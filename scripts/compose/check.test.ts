import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readWebConfig } from '../../web/config.js';
import { projectRoot } from '../migration-files.js';
import { checkCompose } from './check.js';

const good = `
name: house
services:
  postgres:
    image: postgres:18
    environment: { POSTGRES_PASSWORD: '\${POSTGRES_PASSWORD:?the owner’s}' }
    volumes: ['data:/var/lib/postgresql']
    healthcheck: { test: [CMD, pg_isready], interval: 5s }
  web:
    image: house
    build: .
    environment:
      DATABASE_URL: postgres://app:\${APP_PASSWORD:?the app’s}@postgres:5432/house
    secrets: [key]
    ports: ['127.0.0.1:3000:3000']
    depends_on: { postgres: { condition: service_healthy } }
secrets:
  key: { file: '\${KEY_FILE:?the key}' }
volumes:
  data:
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'compose-'));
  writeFileSync(path.join(root, 'Dockerfile'), 'FROM node\nCMD ["node", "server.ts"]\n');
  writeFileSync(path.join(root, 'server.ts'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

const needsDatabase = (environment: Record<string, string | undefined>) => {
  if (!URL.canParse(environment['DATABASE_URL'] ?? '')) throw new Error('DATABASE_URL: missing');
};

function check(content: string): string[] {
  writeFileSync(path.join(root, 'docker-compose.yml'), content);
  return checkCompose(root, { 'server.ts': needsDatabase });
}

test('a file in order is accepted', () => {
  expect(check(good)).toEqual([]);
});

test.each([
  ['an unknown key', 'image: house\n', 'image: house\n    imagee: x\n', 'services.web: Unrecognized key: "imagee"'],
  [
    'a service that is not defined',
    'depends_on: { postgres',
    'depends_on: { redis',
    'web: service “redis” is not defined',
  ],
  ['a volume that is not defined', "'data:/", "'dato:/", 'postgres: volume “dato” is not defined'],
  ['a secret that is not defined', 'secrets: [key]', 'secrets: [keys]', 'web: secret “keys” is not defined'],
  [
    'a wait for health that nobody tells',
    /healthcheck.*\n/,
    '\n',
    'web: waits for the health of “postgres”, which has no healthcheck',
  ],
  [
    'a secret written out',
    "'${POSTGRES_PASSWORD:?the owner’s}'",
    'hemmelig',
    'postgres: POSTGRES_PASSWORD is written out, or has a default',
  ],
  [
    'a secret with a default',
    'POSTGRES_PASSWORD:?the owner’s',
    'POSTGRES_PASSWORD:-hemmelig',
    'postgres: POSTGRES_PASSWORD is written out, or has a default',
  ],
  [
    'a password in an address',
    '${APP_PASSWORD:?the app’s}',
    'hemmelig',
    'web: DATABASE_URL has a password written out',
  ],
  ['a port open to the world', '127.0.0.1:3000:3000', '3000:3000', 'web: port 3000:3000 is open to the world'],
  [
    'a secret file with a fixed name',
    '${KEY_FILE:?the key}',
    './key.pem',
    'secrets.key: its file is to be given as ${NAME:?what it is}',
  ],
  [
    'a program whose environment is not complete',
    'DATABASE_URL: postgres',
    'DATABASE: postgres',
    'web: DATABASE_URL: missing',
  ],
  [
    'a program that does not exist',
    'build: .\n',
    'build: .\n    command: [node, worker.ts]\n',
    'web: runs worker.ts, which does not exist',
  ],
  [
    'a duration without a unit',
    'interval: 5s',
    'interval: 5',
    'services.postgres.healthcheck.interval: Invalid input: expected string, received number',
  ],
])('%s is found', (_what, from, to, fault) => {
  const changed = good.replace(from, () => to);
  expect(changed).not.toBe(good);
  expect(check(changed)).toContain(fault);
});

test('our own file asks for all that the web reads', () => {
  const own = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
  const lacking = own.replace(/^ +SESSION_SECRET:.*\n/m, '');
  expect(lacking).not.toBe(own);
  writeFileSync(
    path.join(root, 'docker-compose.yml'),
    lacking.replace(/build: \./, 'build: .\n  command: [node, server.ts]'),
  );
  expect(checkCompose(root, { 'server.ts': readWebConfig })).toContainEqual(
    expect.stringMatching(/^web: [^]*SESSION_SECRET/),
  );
});
