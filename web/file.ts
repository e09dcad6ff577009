/** A file as a browser gets it: saved under a name that hides nothing, and powerless where it is shown. */
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Answer } from './page.js';

/** Control characters, and those that turn the direction of writing so that «fdp.exe» reads as «exe.pdf». */

const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const LONGEST_NAME = 150;

/** A file’s name without folders, without what cannot be seen, not hidden and not empty; its ending is kept when it is cut. */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(unseen, '').replace(/[/\\:*?"<>|]/g, '_').replace(/^[.\s]+|[.\s]+$/g, ''); // prettier-ignore
  if (plain === '') return 'fil';
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  const characters = [...plain];
  return characters.length <= LONGEST_NAME
    ? plain
    : characters.slice(0, LONGEST_NAME - ending.length).join('') + ending;
}

const powerless = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Content-Disposition by RFC 6266; one shown in the browser is in a sandbox without script or origin. One of many pieces is sent as they come. */
export async function sendFile(res: Response, file: Extract<Answer, { kind: 'file' }>): Promise<void> {
  res.attachment(safeFileName(file.name));
  if (file.inline) res.set('Content-Disposition', res.get('Content-Disposition')!.replace(/^attachment/, 'inline'));
  // Browsers show no PDF in a sandbox; their viewers run nothing of it as ours.
  res.set(
    'Content-Security-Policy',
    file.inline && file.contentType === 'application/pdf' ? powerless : `${powerless}; sandbox`,
  );
  res.type(file.contentType);
  if (file.sha256) res.set('ETag', `"${file.sha256}"`);
  if (typeof file.body === 'string' || Buffer.isBuffer(file.body)) res.send(file.body);
  else await pipeline(file.body, res);
}
