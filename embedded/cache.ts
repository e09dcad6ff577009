import os from 'node:os';
import path from 'node:path';

/** Where what is costly to make is kept between checkouts: `${XDG_CACHE_HOME:-~/.cache}/prosjektskjonn`. */
export function cacheFolder(...inside: string[]): string {
  return path.join(userCache(), 'prosjektskjonn', ...inside);
}

function userCache(): string {
  const wanted = process.env['XDG_CACHE_HOME'];
  if (wanted && path.isAbsolute(wanted)) return wanted;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches');
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData/Local');
  return path.join(os.homedir(), '.cache');
}
