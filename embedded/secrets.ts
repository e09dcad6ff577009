import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSigningKey } from './keys.js';

export type Secrets = { sessionSecret: string; pidKey: string; idPortenSecret: string };

/** The secrets of one data folder, made at the first start; readable by their owner only. */
export function ensureSecrets(folder: string): Secrets {
  const random = () => randomBytes(32).toString('base64url');
  return ensureFile(path.join(folder, 'secrets.json'), () => ({
    sessionSecret: random(),
    pidKey: random(),
    idPortenSecret: random(),
  }));
}

/** A private key (JWK) in a file of its own, made at the first start. Answers the file. */
export function ensureKey(folder: string, name: string): string {
  const file = path.join(folder, `${name}.key.json`);
  ensureFile(file, newSigningKey);
  return file;
}

function ensureFile<T>(file: string, make: () => T): T {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, JSON.stringify(make()), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
