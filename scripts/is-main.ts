import { realpathSync } from 'node:fs';

/** True when Node was started with this file. Links are followed: the folder may be reached through one. */
export function isMain(filename: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === filename;
}
